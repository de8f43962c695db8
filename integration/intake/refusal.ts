/** What the intake says when it does not take a request: the reasons as data, one JSON form for all of them. */
import type { ServerResponse } from "node:http";
import type { ErrorRequestHandler, RequestHandler } from "express";
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

/** The names that the reader of bodies gives its errors. */
const BODY_ERRORS: Readonly<Record<string, RefusalCode>> = {
  "entity.too.large": "BODY_TOO_LARGE",
  "encoding.unsupported": "BODY_ENCODED",
  "request.aborted": "BODY_INCOMPLETE",
  "request.size.invalid": "BODY_INCOMPLETE",
};

export const refuseUnknownPath: RequestHandler = () => {
  throw new Refused("NOT_FOUND");
};

/** The last handler of the app. */
export function answerRefusals(onRefused: OnRefused): ErrorRequestHandler {
  return (error: unknown, { path }, response, next) => {
    if (response.headersSent) return next(error);
    answerRefusal(response, { error, path, onRefused });
  };
}

interface Refusing {
  readonly error: unknown;
  readonly path: string;
  readonly onRefused: OnRefused;
}

/** Nothing the sender sees comes from an error's own text or stack. */
export function answerRefusal(response: ServerResponse, { error, path, onRefused }: Refusing): void {
  const code = codeOf(error);
  const { status, says } = REFUSALS[code];
  answerJson(response, status, { error: { code, message: says } });
  onRefused({ code, status, path, ...(error instanceof Refused ? {} : { cause: error }) });
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": text.length,
  });
  response.end(text);
}

function codeOf(error: unknown): RefusalCode {
  if (error instanceof Refused) return error.code;
  if (isIntegrationError(error)) return error.code.startsWith("LEDGER_") ? "LEDGER_UNAVAILABLE" : "INTERNAL";
  const type = error instanceof Error && "type" in error ? error.type : undefined;
  return (typeof type === "string" ? BODY_ERRORS[type] : undefined) ?? "INTERNAL";
}
