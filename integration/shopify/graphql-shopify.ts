/** The shop over its GraphQL Admin API: spends query cost as the shop allows, and reads what went wrong. */
import type { Clock } from "../clock.ts";
import { IntegrationError } from "../errors.ts";
import type { Failure, Result } from "../failure.ts";
import { callOf, type HttpCall } from "../http/http-call.ts";
import type { Network } from "../http/network.ts";
import type { HttpOutcome, HttpRequest, Transport } from "../http/transport.ts";
import { createUndiciTransport } from "../http/undici-transport.ts";
import { inSpan } from "../tracing.ts";
import { type Envelope, envelopeIn, orderBodyIn, userErrorsIn } from "./answer.ts";
import { classifyAnswer, classifySilence, classifyUserErrors } from "./classify.ts";
import { createCostBudget } from "./cost-budget.ts";
import type { Operation, Shopify } from "./shopify.ts";

/** The version whose fields the operations name; each is served for a year (shopify.dev, API versioning). */
export const SHOPIFY_API_VERSION = "2026-10";

export interface ShopifyOptions {
  /** Without a path: `https://acme-store.myshopify.com`. */
  readonly baseUrl: string;
  /** Of the Admin API. */
  readonly accessToken: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** @default 4 */
  readonly connections?: number;
  onCall?(call: HttpCall): void;
  readonly connect?: Network["connect"];
  /** @default an undici Pool to the base URL */
  readonly transport?: Transport;
}

/** A refusal for cost was not carried out, so the same call may follow; after so many the caller is told. */
const MAX_REFUSALS = 3;

/** @throws IntegrationError `CONFIGURATION_INVALID` for an address or a token that cannot be used */
export function createShopify(options: ShopifyOptions): Shopify & { close(): Promise<void> } {
  const origin = originOf(options);
  const { clock, timeoutMs, connections = 4, connect } = options;
  const transport =
    options.transport ??
    createUndiciTransport({ origin, connections, timeoutMs, clock, ...(connect && { connect }) });
  const budget = createCostBudget(clock);
  const root = `${origin}/admin/api/${SHOPIFY_API_VERSION}`;
  const send = sendThrough(options, transport);

  async function once<T>(operation: Operation<T>, body: string): Promise<Result<T>> {
    const spent = await budget.take(operation.name);
    const outcome = await send({ method: "POST", url: `${root}/graphql.json`, body });
    const envelope = outcome.kind === "answer" ? envelopeIn(outcome) : null;
    spent(envelope?.extensions?.cost);
    if (outcome.kind === "no-answer") return failed(classifySilence(operation.kind, outcome));
    const data = dataIn(outcome.status, envelope);
    return data === null
      ? failed(classifyAnswer(operation.kind, outcome, envelope))
      : readData(operation, data);
  }

  return {
    ask(operation, variables) {
      const body = JSON.stringify({ query: operation.text, operationName: operation.name, variables });
      return inSpan(`Shopify ${operation.name}`, { "graphql.operation.name": operation.name }, async () => {
        for (let refusals = 1; ; refusals += 1) {
          const answered = await once(operation, body);
          const isRefused = !answered.ok && answered.failure.code === "THROTTLED";
          if (!isRefused || refusals > MAX_REFUSALS) return answered;
        }
      });
    },
    async orderBody(digits) {
      const outcome = await send({ method: "GET", url: `${root}/orders/${encodeURIComponent(digits)}.json` });
      if (outcome.kind === "no-answer") return failed(classifySilence("read", outcome));
      if (outcome.status === 404) return { ok: true, value: null };
      const body = outcome.status === 200 ? orderBodyIn(outcome) : null;
      return body === null
        ? failed(classifyAnswer("read", outcome, envelopeIn(outcome)))
        : { ok: true, value: body };
    },
    close: () => transport.close(),
  };
}

type Send = (request: Pick<HttpRequest, "method" | "url" | "body">) => Promise<HttpOutcome>;

function sendThrough({ accessToken, clock, onCall }: ShopifyOptions, transport: Transport): Send {
  const headers = { "x-shopify-access-token": accessToken, accept: "application/json" };
  return async (request) => {
    const startedAt = clock.now();
    const typed = request.body === undefined ? headers : { ...headers, "content-type": "application/json" };
    const outcome = await transport.send({ ...request, headers: typed });
    onCall?.(callOf(request, outcome, clock.now() - startedAt));
    return outcome;
  };
}

/** Data beside errors is half an answer, and half an answer is none. */
function dataIn(status: number, envelope: Envelope | null): Readonly<Record<string, unknown>> | null {
  if (status !== 200 || envelope === null || envelope.errors !== undefined) return null;
  return envelope.data ?? null;
}

function readData<T>(operation: Operation<T>, data: Readonly<Record<string, unknown>>): Result<T> {
  const [first, ...others] = userErrorsIn(data);
  if (first !== undefined) return failed(classifyUserErrors([first, ...others]));
  const parsed = operation.answer.safeParse(data);
  if (parsed.success) return { ok: true, value: parsed.data };
  return failed({
    class: "defect",
    code: "SHOP_ANSWER_UNREADABLE",
    message: `The shop's answer to ${operation.name} has another shape than expected: ${parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
    advice: "Shopify may have ended this API version: report it as a fault of the integration.",
  });
}

const failed = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure });

function originOf({ baseUrl, accessToken }: ShopifyOptions): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search !== "") {
    throw new IntegrationError({
      code: "CONFIGURATION_INVALID",
      message: `The shop's address "${baseUrl}" cannot be used. Write it without a path, such as https://acme-store.myshopify.com.`,
    });
  }
  // A token with a line break in it would end the header; its text is not shown.
  if (/^[\x21-\x7e]+$/.test(accessToken)) return url.origin;
  throw new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message:
      "The shop's Admin API token is empty or has blanks or line breaks in it. Correct DRYDOCK_SHOPIFY_ADMIN_TOKEN.",
  });
}
