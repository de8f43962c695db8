/** The failures a mapping can find by itself, each saying the field, what is wrong and what to do. */
import type { Failure } from "../../failure.ts";
import { startOf } from "../values/overflow.ts";

export type Mapped<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function held(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

export function mappingFailed(
  field: string,
  problem: string,
): { readonly ok: false; readonly failure: Failure } {
  return held({
    class: "data",
    code: "MAPPING_FAILED",
    message: `The mapping cannot work out ${field}: ${problem}.`,
    advice: `Correct the mapping of ${field}, or have the source system send the order again corrected, then re-run.`,
    field,
  });
}

export function valueMissing(field: string): { readonly ok: false; readonly failure: Failure } {
  return held({
    class: "data",
    code: "REQUIRED_VALUE_MISSING",
    message: `${field} needs a value and the order has none.`,
    advice: `Give ${field} a value in the mapping for such orders, or have the source system send the order again with it, then re-run.`,
    field,
  });
}

export function valueTooLong(long: {
  readonly field: string;
  readonly text: string;
  readonly length: number;
  readonly limit: number;
}): { readonly ok: false; readonly failure: Failure } {
  const { field, text, length, limit } = long;
  return held({
    class: "data",
    code: "VALUE_TOO_LONG",
    message: `${field} has ${length} characters and NetSuite takes ${limit}: "${startOf(text)}"`,
    advice: `Shorten it in the source system and have the order sent again, or choose an overflow policy for ${field} in the mapping and re-run.`,
    field,
    value: text,
  });
}
