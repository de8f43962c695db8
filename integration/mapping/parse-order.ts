/** Reads the raw bytes of an order without losing a digit. */
import { isSafeNumber, parse } from "lossless-json";
import type { Failure } from "../failure.ts";
import { UTF_8 } from "../utf-8.ts";
import { plainlyParsed } from "./plain-json.ts";

export type ParsedOrder =
  | { readonly ok: true; readonly order: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly failure: Failure };

/**
 * Numbers with more digits than a double holds exactly stay text: order ids go beyond 2^53, and two neighbours would become
 * equal. Two different values under one key are refused, since nobody can say which one was meant.
 */
export function parseOrder(raw: Uint8Array): ParsedOrder {
  try {
    const text = UTF_8.decode(raw);
    const order = plainlyParsed(text) ?? parse(text, null, { parseNumber });
    if (isObject(order)) return { ok: true, order };
    return unreadable("it is not a JSON object");
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

/** JSONata writes numbers with 15 digits, so 15 is what a number may have. */
const MAX_DIGITS = 15;

function parseNumber(text: string): number | string {
  const digits = text.replace(/e.*$/i, "").replace(/^-?0*\.?0*|\./g, "").length;
  return digits <= MAX_DIGITS && isSafeNumber(text) ? Number(text) : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unreadable(why: string): ParsedOrder {
  return {
    ok: false,
    failure: {
      class: "data",
      code: "UNREADABLE_ORDER",
      message: `The order cannot be read: ${why}`,
      advice: "Ask the source system to send the order again in full, then discard this entry.",
    },
  };
}
