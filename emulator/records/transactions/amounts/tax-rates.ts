/** Which tax a line, the shipping or the handling bears: its own rate, its tax code, its item's code, the header's. */
import { type Fields, type FieldValue, isReference, type Reference } from "../../field-value.ts";
import type { RecordStore, StoredRow } from "../../record-store.ts";
import { decimal, percentOf } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";

/** A tax in percent. */
export interface Tax {
  readonly percent: Decimal;
  /** Named by the line itself; a header's tax is worked out again on every save. */
  readonly isOwn: boolean;
}

export interface TaxedLine {
  readonly record: Fields;
  readonly line: Fields;
  readonly item: StoredRow | undefined;
  readonly store: RecordStore;
  /** The item's field that names its tax code. */
  readonly itemTaxCode: "salesTaxCode" | "purchaseTaxCode";
}

export function lineTax({ record, line, item, store, itemTaxCode }: TaxedLine): Tax | undefined {
  const own = percentIn(line["taxRate1"]) ?? codePercent(line["taxCode"], store);
  if (own !== undefined) return { percent: own, isOwn: true };
  const items = codePercent(item?.fields[itemTaxCode], store);
  if (items !== undefined) return { percent: items, isOwn: true };
  const header = headerPercent(record, store);
  const isTaxable = line["isTaxable"] ?? item?.fields["isTaxable"] ?? true;
  if (header === undefined || isTaxable === false || record["isTaxable"] === false) return undefined;
  return { percent: header, isOwn: false };
}

export const headerPercent = (record: Fields, store: RecordStore): Decimal | undefined =>
  percentIn(record["taxRate"]) ?? codePercent(record["taxItem"], store);

/** What is charged besides the lines, by the fields of its amount and of its tax. */
export const CHARGES = [
  {
    cost: "shippingCost",
    taxRate: "shippingTax1Rate",
    taxCode: "shippingTaxCode",
    taxAmount: "shippingTaxAmount",
  },
  {
    cost: "handlingCost",
    taxRate: "handlingTax1Rate",
    taxCode: "handlingTaxCode",
    taxAmount: "handlingTaxAmount",
  },
] as const;

export type Charge = (typeof CHARGES)[number];

/** The tax on shipping or handling has its own rate or code; without one it bears none. */
export const chargePercent = (record: Fields, charge: Charge, store: RecordStore): Decimal | undefined =>
  percentIn(record[charge.taxRate]) ?? codePercent(record[charge.taxCode], store);

/** Tax codes are referred to by id or by name. */
export const taxCode = ({ id }: Reference, store: RecordStore): StoredRow | undefined =>
  store.get("salesTaxItem", id) ?? store.findBy("salesTaxItem", "itemId", id)[0];

/** Those the account does not keep say nothing. */
function codePercent(value: FieldValue | undefined, store: RecordStore): Decimal | undefined {
  return isReference(value) ? percentIn(taxCode(value, store)?.fields["rate"]) : undefined;
}

function percentIn(value: FieldValue | undefined): Decimal | undefined {
  return typeof value === "number" ? decimal(value) : percentOf(value)?.times(100);
}
