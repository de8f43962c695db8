/** Turns whatever came back from the shop, or did not, into one failure. Pure. Codes: shopify.dev, API response status codes. */
import type { Failure, FailureClass } from "../failure.ts";
import type { HttpAnswer, NoAnswer } from "../http/transport.ts";
import type { Envelope, UserError } from "./answer.ts";
import { waitFor } from "./cost-budget.ts";
import type { Operation } from "./shopify.ts";

type Kind = Operation<unknown>["kind"];

interface Rule {
  readonly class: FailureClass;
  readonly advice: string;
}

const WAIT = "Wait: the call is sent again when the shop's query cost allows it.";
const TRY_AGAIN = "The call is tried again; if this persists, see shopifystatus.com.";
const LOOK_FIRST = "The shop is read before anything is written again; nothing to do unless this persists.";
const CHECK_TOKEN =
  "Check in the shop's settings that the app is installed and its Admin API token is the one of DRYDOCK_SHOPIFY_ADMIN_TOKEN; the entries wait until then.";
const GIVE_SCOPE =
  "Give the app the access scope that the shop names and install it again; the entries wait until then.";
const SHOP_CLOSED =
  "Open the shop again in Shopify's settings (an unpaid bill, a locked or closed shop); the entries wait until then.";

/** Codes of `errors[].extensions.code`; they count before any status. */
const CODES: Readonly<Record<string, Rule>> = {
  THROTTLED: { class: "throttled", advice: WAIT },
  ACCESS_DENIED: { class: "credentials", advice: GIVE_SCOPE },
  SHOP_INACTIVE: { class: "credentials", advice: SHOP_CLOSED },
  MAX_COST_EXCEEDED: {
    class: "defect",
    advice: "The operation asks for too much at once: report it as a fault of the integration.",
  },
};

const STATUSES: readonly { readonly from: number; readonly to: number; readonly rule: Rule }[] = [
  { from: 401, to: 401, rule: { class: "credentials", advice: CHECK_TOKEN } },
  { from: 402, to: 402, rule: { class: "credentials", advice: SHOP_CLOSED } },
  { from: 403, to: 403, rule: { class: "credentials", advice: GIVE_SCOPE } },
  {
    from: 404,
    to: 404,
    rule: {
      class: "credentials",
      advice:
        "No shop answers at this address: check shop.domain and serve.shopUrl; the entries wait until then.",
    },
  },
  { from: 408, to: 408, rule: { class: "transient", advice: TRY_AGAIN } },
  { from: 423, to: 423, rule: { class: "credentials", advice: SHOP_CLOSED } },
  { from: 429, to: 430, rule: { class: "throttled", advice: WAIT } },
  { from: 500, to: 599, rule: { class: "transient", advice: TRY_AGAIN } },
  {
    from: 300,
    to: 399,
    rule: {
      class: "credentials",
      advice: "The shop sends the call elsewhere: write its myshopify.com name as shop.domain.",
    },
  },
];

const DEFECT: Rule = {
  class: "defect",
  advice: "The shop does not understand the operation: report it as a fault of the integration.",
};

/** Refusals that the same attempt made again, from a fresh reading, may not meet. */
const PASSING_USER_ERRORS: ReadonlySet<string> = new Set([
  "CHANGE_FROM_QUANTITY_STALE",
  "COMPARE_QUANTITY_STALE",
  "IDEMPOTENCY_CONCURRENT_REQUEST",
  "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
  "SERVICE_UNAVAILABLE",
]);

export function classifySilence(kind: Kind, outcome: NoAnswer): Failure {
  const unknown = kind === "write" && outcome.sent;
  return {
    class: unknown ? "unknown-outcome" : "transient",
    code: outcome.code,
    message: `The shop did not answer (${outcome.message}).`,
    advice: unknown ? LOOK_FIRST : TRY_AGAIN,
  };
}

/** An answer that is not the data that was asked for. */
export function classifyAnswer(kind: Kind, answer: HttpAnswer, envelope: Envelope | null): Failure {
  const errors =
    typeof envelope?.errors === "string" ? [{ message: envelope.errors }] : (envelope?.errors ?? []);
  const code = errors
    .map((error) => ("extensions" in error ? error.extensions?.code : undefined))
    .find(Boolean);
  const rule = (code === undefined ? undefined : CODES[code]) ?? ruleOf(answer, code, errors.length > 0);
  // Whatever a server in trouble answers, the write may have been made.
  const unknown = kind === "write" && rule.class === "transient";
  const words = errors.map(({ message }) => message).join(" ");
  return {
    class: unknown ? "unknown-outcome" : rule.class,
    code: code ?? `SHOP_HTTP_${answer.status}`,
    message:
      words === ""
        ? `The shop answered with status ${answer.status} and no data.`
        : `The shop says: ${words}`,
    advice: unknown ? LOOK_FIRST : rule.advice,
    ...waitIn(answer, envelope, rule),
  };
}

function ruleOf(answer: HttpAnswer, code: string | undefined, hasErrors: boolean): Rule {
  if (code === "INTERNAL_SERVER_ERROR") return { class: "transient", advice: TRY_AGAIN };
  const byStatus = STATUSES.find(({ from, to }) => answer.status >= from && answer.status <= to)?.rule;
  if (byStatus !== undefined) return byStatus;
  return hasErrors ? DEFECT : { class: "transient", advice: TRY_AGAIN };
}

function waitIn(answer: HttpAnswer, envelope: Envelope | null, rule: Rule): { retryAfterMs?: number } {
  if (rule.class !== "throttled") return {};
  const seconds = Number(answer.headers["retry-after"]);
  if (seconds > 0) return { retryAfterMs: Math.ceil(seconds * 1_000) };
  const cost = envelope?.extensions?.cost;
  return cost === undefined ? {} : { retryAfterMs: waitFor(cost) };
}

/** What the shop refuses for its content, in its own words. */
export function classifyUserErrors([first, ...others]: readonly [UserError, ...UserError[]]): Failure {
  const { code, field } = first;
  const passing = code != null && PASSING_USER_ERRORS.has(code);
  return {
    class: passing ? "transient" : "data",
    code: code ?? "SHOP_USER_ERROR",
    message: `The shop refuses it: ${[first, ...others].map(({ message }) => message).join(" ")}`,
    advice: passing
      ? "The shop is read again and the value written again; if this persists, look who else writes it."
      : "Correct what the shop names, in the shop, in NetSuite or in the mapping, then re-run.",
    ...(field == null ? {} : { field: field.join(".") }),
  };
}
