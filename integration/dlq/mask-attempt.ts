/** Hides personal data in the history of an entry: in its failures, and in what was sent and answered. */
import { parse, stringify } from "lossless-json";
import type { Failure } from "../failure.ts";
import type { Attempt, AttemptCall } from "../ledger/entry.ts";
import { isPersonalField, maskPersonalData, maskText, maskValue } from "./masking.ts";

/** Beside the fields of a failure: where a body speaks of a person, or leaves room for free text about one. */
const PERSONAL_KEY = /^(?:addressee|altname|name|memo|message|notes?|comments|salutation|title|attr?n)$/i;

export function maskAttempt(attempt: Attempt): Attempt {
  const { failure, calls } = attempt;
  return { ...attempt, failure: failure === null ? null : maskFailure(failure), calls: calls.map(maskCall) };
}

function maskFailure(failure: Failure): Failure {
  const { text, value } = maskPersonalData({
    text: failure.message,
    field: failure.field ?? null,
    value: failure.value ?? null,
  });
  const { stack: _, ...shown } = failure;
  return { ...shown, message: text, ...(value === null ? {} : { value }) };
}

function maskCall({ sent, answered, ...line }: AttemptCall): AttemptCall {
  const hidden = new Set<string>();
  const maskedSent = sent === undefined ? {} : { sent: maskBody(sent, hidden) };
  if (answered === undefined) return { ...line, ...maskedSent };
  // NetSuite repeats in its refusal what it was sent.
  const repeated = [...hidden].toSorted((a, b) => b.length - a.length);
  const clean = repeated.reduce((text, value) => text.replaceAll(value, maskValue(value)), answered);
  return { ...line, ...maskedSent, answered: maskBody(clean, hidden) };
}

/** Shorter ones would turn up inside other words of the answer. */
const WORTH_LOOKING_FOR = 3;

/** A body that is not JSON, or was cut, cannot be told apart: it is not shown. */
function maskBody(body: string, hidden: Set<string>): string {
  try {
    return stringify(maskIn(parse(body), { key: "", isPersonal: false }, hidden)) ?? "";
  } catch {
    return `(${body.length} characters that cannot be masked; shown unmasked only)`;
  }
}

interface Place {
  readonly key: string;
  /** Everything below an address is personal. */
  readonly isPersonal: boolean;
}

function maskIn(value: unknown, place: Place, hidden: Set<string>): unknown {
  if (typeof value === "string") return place.isPersonal ? hide(value, hidden) : maskText(value);
  if (Array.isArray(value)) return value.map((each: unknown) => maskIn(each, place, hidden));
  if (!isPlainObject(value)) return place.isPersonal && isNumber(value) ? hide(String(value), hidden) : value;
  const masked = Object.entries(value).map(([key, inner]) => {
    const isPersonal = place.isPersonal || isPersonalField(key) || PERSONAL_KEY.test(key);
    return [key, maskIn(inner, { key, isPersonal }, hidden)];
  });
  return Object.fromEntries(masked) as Record<string, unknown>;
}

function hide(value: string, hidden: Set<string>): string {
  if (value === "" || value === "true" || value === "false") return value;
  if (value.length >= WORTH_LOOKING_FOR) hidden.add(value);
  return maskValue(value);
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** lossless-json reads a number into an object of its own, so that no digit is lost. */
const isNumber = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "object" && value !== null && "isLosslessNumber" in value);
