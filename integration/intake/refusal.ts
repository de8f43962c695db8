/** What the intake says when it does not take a request: the reasons as data, one JSON form for all of them. */
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { isIntegrationError } from "../errors.ts";

/** `says` goes to the sender, so it never repeats what was sent and never shows our insides. */
const REFUSALS = {
  SIGNATURE_INVALID: {
    status: 401,
    says: "The request is not signed with a known webhook secret. Check its signature header and the configured secrets.",
  },
  SHOP_MISMATCH: {
    status: 401,
    says: "X-Shopify-Shop-Domain names another shop than the one this intake serves. Check the subscription and the configured shop.",
  },
  NOT_FOUND: {
    status: 404,
    says: "Nothing answers here. Webhooks of the shop go to POST /webhooks/shopify.",
  },
  BODY_TOO_LARGE: {
    status: 413,
    says: "The body is larger than this intake takes, and than any order is. Look at what sends it.",
  },
  BODY_ENCODED: {
    status: 415,
    says: "The body is compressed; the signature is checked over the bytes as sent. Send it plain.",
  },
  BODY_INCOMPLETE: { status: 400, says: "The body ended before its announced length. Send it again." },
  TOPIC_NOT_SERVED: {
    status: 422,
    says: "No configured flow takes this topic. Remove its subscription, or configure a flow for it.",
  },
  LEDGER_UNAVAILABLE: {
    status: 503,
    says: "The order could not be stored, so it was not taken. Send it again later.",
  },
  INTERNAL: { status: 503, says: "The intake failed and has taken nothing. Send it again later." },
} as const satisfies Record<string, { status: number; says: string }>;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  readonly code: RefusalCode;
  readonly status: number;
  readonly path: string;
  /** What was thrown, for our own log. */
  readonly cause?: unknown;
}

export type OnRefused = (refusal: Refusal) => void;

/** Thrown inside the intake to end a request. */
export class Refused extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super(REFUSALS[code].says);
    this.code = code;
  }
}

/** The names that express's body reader gives its errors. */
const BODY_ERRORS: Readonly<Record<string, RefusalCode>> = {
  "entity.too.large": "BODY_TOO_LARGE",
  "encoding.unsupported": "BODY_ENCODED",
  "request.aborted": "BODY_INCOMPLETE",
  "request.size.invalid": "BODY_INCOMPLETE",
};

export const refuseUnknownPath: RequestHandler = () => {
  throw new Refused("NOT_FOUND");
};

/** The last handler: nothing the sender sees comes from an error's own text or stack. */
export function answerRefusals(onRefused: OnRefused): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const code = codeOf(error);
    answer(response, code);
    const own = error instanceof Refused;
    onRefused({ code, status: REFUSALS[code].status, path: request.path, ...(own ? {} : { cause: error }) });
  };
}

function answer(response: Response, code: RefusalCode): void {
  const { status, says } = REFUSALS[code];
  response.status(status).json({ error: { code, message: says } });
}

function codeOf(error: unknown): RefusalCode {
  if (error instanceof Refused) return error.code;
  if (isIntegrationError(error)) return error.code.startsWith("LEDGER_") ? "LEDGER_UNAVAILABLE" : "INTERNAL";
  const type = error instanceof Error && "type" in error ? error.type : undefined;
  return (typeof type === "string" ? BODY_ERRORS[type] : undefined) ?? "INTERNAL";
}
