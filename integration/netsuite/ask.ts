/** One call to NetSuite: takes a slot, is signed only then, is sent, and gives the slot back with how it ended. */
import type { Clock } from "../clock.ts";
import { callOf, type HttpCall } from "../http/http-call.ts";
import type { HttpAnswer, HttpOutcome, HttpRequest, Transport } from "../http/transport.ts";
import { inSpan } from "../tracing.ts";
import type { Authorizer } from "./authorizer.ts";
import { classify } from "./classify.ts";

/** How a call ended, for the one who hands out slots: refused = NetSuite had none free. */
export type SlotOutcome = "ok" | "refused" | "failed";

export interface Asking {
  readonly clock: Clock;
  readonly transport: Transport;
  readonly authorizer: Authorizer;
  acquireSlot(): Promise<(outcome: SlotOutcome) => void>;
  onCall?(call: HttpCall): void;
}

export interface Call {
  readonly method: HttpRequest["method"];
  readonly url: string;
  /** What the call is about, for whoever watches the calls. */
  readonly recordType?: string;
  readonly body?: string;
  /** Beside those that every call has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Awaited in its slot before the call leaves; what it throws keeps the call back. */
  readonly announce?: () => Promise<void>;
  /** Ends the wait for the answer. */
  readonly signal?: AbortSignal;
}

export type Ask = (call: Call) => Promise<HttpOutcome>;

/** The path is left out of the spans: it may hold what a customer is looked up by. */
export function createAsk(asking: Asking): Ask {
  return (call) => {
    const { method, recordType } = call;
    const about = recordType === undefined ? {} : { "netsuite.record_type": recordType };
    return inSpan(`NetSuite ${method}`, { "http.request.method": method, ...about }, async (span) => {
      const outcome = await askInSlot(asking, call);
      if (outcome.kind === "answer") span.setAttribute("http.response.status_code", outcome.status);
      else span.setAttribute("error.type", outcome.code);
      return outcome;
    });
  };
}

async function askInSlot(asking: Asking, call: Call): Promise<HttpOutcome> {
  const { clock, transport, authorizer } = asking;
  const { method, url } = call;
  const release = await asking.acquireSlot();
  try {
    await call.announce?.();
  } catch (error) {
    release("ok");
    throw error;
  }
  const startedAt = clock.now();
  let outcome: HttpOutcome | undefined;
  try {
    // Signed only now: a timestamp that waited for a slot may be too old when it arrives.
    const authorization = await authorizer.authorize({ method, url });
    outcome = authorization.ok
      ? await transport.send({ method, url, ...requestOf(authorization.header, call) })
      : authorization.outcome;
    if (outcome.kind === "answer" && outcome.status === 401) authorizer.refused();
    return outcome;
  } finally {
    release(slotOutcome(outcome));
    asking.onCall?.(callOf(call, outcome, clock.now() - startedAt));
  }
}

function requestOf(
  authorization: string,
  { body, headers, signal }: Call,
): Pick<HttpRequest, "headers" | "body" | "signal"> {
  const always = { authorization, accept: "application/json" };
  const ending = signal === undefined ? {} : { signal };
  if (body === undefined) return { headers: { ...always, ...headers }, ...ending };
  return { headers: { ...always, "content-type": "application/json", ...headers }, body, ...ending };
}

function slotOutcome(outcome: HttpOutcome | undefined): SlotOutcome {
  if (outcome === undefined || outcome.kind === "no-answer") return "failed";
  if (outcome.status < 400) return "ok";
  if (classify({ operation: "read", outcome }).class === "throttled") return "refused";
  return outcome.status >= 500 ? "failed" : "ok";
}

export function isSuccess(outcome: HttpOutcome): outcome is HttpAnswer {
  return outcome.kind === "answer" && outcome.status >= 200 && outcome.status < 300;
}
