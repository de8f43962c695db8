/** Turns what an expression gave into the JSON that NetSuite takes for a field of this kind. Pure. */

import type { FieldKind } from "../netsuite-fields.ts";
import { decimalText, exactNumber, NotADecimal, roundedText, toDecimal } from "./decimals.ts";

export type WrittenValue =
  /** undefined: there is no value and the field is left out. */
  | { readonly ok: true; readonly value: unknown; readonly warning?: string }
  | { readonly ok: false; readonly problem: string };

export type ValueKind = Exclude<FieldKind, "address" | "sublist" | "reference">;

export interface ValueForm {
  readonly kind: ValueKind;
  readonly decimals?: number;
}

export function writeValue(value: unknown, form: ValueForm): WrittenValue {
  if (value === undefined || value === null || value === "") return { ok: true, value: undefined };
  return WRITERS[form.kind](value, form);
}

type Writer = (value: unknown, form: ValueForm) => WrittenValue;

const WRITERS = {
  text: writeText,
  enum: (value) => (isPlainObject(value) ? { ok: true, value } : writeText(value)),
  money: writeNumber,
  decimal: writeNumber,
  integer: (value, form) => {
    const written = writeNumber(value, form);
    if (!written.ok || Number.isSafeInteger(written.value)) return written;
    return { ok: false, problem: `${JSON.stringify(value)} is not a whole number` };
  },
  date: writeDate,
  boolean: (value) => {
    if (typeof value === "boolean") return { ok: true, value };
    if (value === "true" || value === "false") return { ok: true, value: value === "true" };
    return { ok: false, problem: `${JSON.stringify(value)} is neither true nor false` };
  },
} as const satisfies Record<ValueKind, Writer>;

/**
 * On one line: NetSuite wants line breaks in a form of its own (Oracle help, subsect_1544786455). Characters that no record
 * can hold are taken out and said aloud.
 */
function writeText(value: unknown): WrittenValue {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return { ok: false, problem: `a text is needed, found ${Array.isArray(value) ? "a list" : "an object"}` };
  }
  const line = String(value).replace(/[\t\r\n\u2028\u2029]+/g, " ");
  const clean = line.replace(/\p{Cc}|\p{Cs}/gu, "");
  const text = clean.trim();
  const warning = clean === line ? {} : { warning: "characters that no text field can hold were taken out" };
  return { ok: true, value: text === "" ? undefined : text, ...warning };
}

function writeNumber(value: unknown, { decimals }: ValueForm): WrittenValue {
  try {
    const digits = decimals === undefined ? decimalText(toDecimal(value)) : roundedText(value, decimals);
    const number = exactNumber(toDecimal(digits));
    return number === null
      ? { ok: false, problem: `${digits} has more digits than a JSON number keeps; round it with decimals` }
      : { ok: true, value: number };
  } catch (error) {
    if (error instanceof NotADecimal) return { ok: false, problem: error.message };
    throw error;
  }
}

/** The day as it was written, in the time zone it was written in: an order of 23:59 belongs to that day. */
function writeDate(value: unknown): WrittenValue {
  const day = typeof value === "string" ? /^(\d{4}-\d{2}-\d{2})(?:$|T)/.exec(value)?.[1] : undefined;
  if (day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day))
    return { ok: true, value: day };
  return { ok: false, problem: `${JSON.stringify(value)} is not a date such as 2026-11-23` };
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
