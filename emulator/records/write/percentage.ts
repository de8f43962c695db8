/** Rates that may be a percentage: a discount of 5 is an amount, one of "5%" a share. */
import type { FieldDefinition } from "../record-type.ts";

/** A discount item's rate and an order's discountRate (Oracle's field help); a tax code's and a line's of the same name. */
const RATES: ReadonlySet<string> = new Set(["rate", "discountRate"]);

/** As NetSuite writes it: "-10.0%". */
export function toPercentage(field: FieldDefinition, value: unknown): string | undefined {
  if (!RATES.has(field.name) || typeof value !== "string") return undefined;
  const [, digits] = /^\s*([+-]?\d{1,6}(?:\.\d{1,6})?)\s*%\s*$/.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  return `${Number.isInteger(number) ? number.toFixed(1) : number}%`;
}
