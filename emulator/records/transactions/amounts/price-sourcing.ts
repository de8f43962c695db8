/** The unit price NetSuite sources for a line that brings none: price level, currency, quantity break, vendor. */
import { type Fields, type FieldValue, isReference, linesOf, type Reference } from "../../field-value.ts";
import type { RecordStore, StoredRow } from "../../record-store.ts";
import { decimal, percentOf, ZERO } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";

export interface Sale {
  readonly record: Fields;
  readonly line: Fields;
  readonly item: StoredRow;
  readonly quantity: Decimal;
  readonly store: RecordStore;
}

export interface SourcedPrice {
  readonly rate: number;
  /** The level it stands at, where the item has levels. */
  readonly level?: Reference;
}

/** A price level that says the rate was typed in (SuiteScript help: price = -1 before a custom rate). */
export const CUSTOM_LEVEL: Reference = { id: "-1", refName: "Custom" };

export const hasPriceLevels = (item: StoredRow): boolean =>
  linesOf(item.fields["price"]).some((row) => isReference(row["priceLevel"]));

/** What is sold: the customer's own price for the item, else the price level's. */
export function salesPrice(sale: Sale): SourcedPrice | undefined {
  const customer = rowOf(sale.store, "customer", sale.record["entity"])?.fields;
  const own = linesOf(customer?.["itemPricing"]).find((row) => isSame(row["item"], sale.item.id));
  const chosen = referenceOf(sale.line["price"]);
  if (chosen?.id === CUSTOM_LEVEL.id) return undefined;
  if (chosen === undefined && typeof own?.["price"] === "number") return { rate: own["price"] };
  const level = chosen ?? referenceOf(own?.["level"]) ?? referenceOf(customer?.["priceLevel"]);
  return level === undefined ? basePrice(sale) : (priceAt(sale, level) ?? discounted(sale, level));
}

/** What is bought: the vendor's price for the item, else the item's purchase price, else what it cost last. */
export function purchasePrice({ record, item }: Sale): SourcedPrice | undefined {
  const vendor = referenceOf(record["entity"]);
  const own = linesOf(item.fields["itemVendor"]).find(
    (row) => vendor !== undefined && isSame(row["vendor"], vendor.id),
  );
  const rate = [own?.["purchasePrice"], item.fields["cost"], item.fields["lastPurchasePrice"]].find(
    (price) => typeof price === "number",
  );
  return typeof rate === "number" ? { rate } : undefined;
}

/** The level of the item's first row is its base price, as in NetSuite's own pricing page. */
function basePrice(sale: Sale): SourcedPrice | undefined {
  const [first] = usableRows(sale);
  if (first === undefined) return undefined;
  const level = referenceOf(first["priceLevel"]);
  return priceFrom(sale, (row) => referenceOf(row["priceLevel"])?.id === level?.id, level);
}

const priceAt = (sale: Sale, level: Reference): SourcedPrice | undefined =>
  priceFrom(sale, (row) => isSame(row["priceLevel"], level.id), level);

/** A level without a price of its own is the base price with the level's percentage off or on. */
function discounted(sale: Sale, level: Reference): SourcedPrice | undefined {
  const base = basePrice(sale);
  const percent = rowOf(sale.store, "priceLevel", level)?.fields["discountPct"];
  const share = typeof percent === "number" ? decimal(percent).div(100) : percentOf(percent);
  if (base === undefined || share === undefined) return base;
  return { rate: decimal(base.rate).times(share.plus(1)).toNumber(), level };
}

/** Of the rows of a level, the one whose quantity break the line has reached. */
function priceFrom(
  sale: Sale,
  isWanted: (row: Fields) => boolean,
  level: Reference | undefined,
): SourcedPrice | undefined {
  const reached = usableRows(sale)
    .filter((row) => isWanted(row) && breakOf(row).lte(sale.quantity.abs()))
    .sort((left, right) => breakOf(right).cmp(breakOf(left)));
  const rate = reached[0]?.["price"];
  return typeof rate === "number" ? { rate, ...(level === undefined ? {} : { level }) } : undefined;
}

const breakOf = (row: Fields): Decimal =>
  typeof row["priceQty"] === "number" ? decimal(row["priceQty"]) : ZERO;

function usableRows({ item, record }: Sale): readonly Fields[] {
  const currency = referenceOf(record["currency"]);
  return linesOf(item.fields["price"]).filter((row) => {
    const own = referenceOf(row["currencyPage"]);
    const isForeign = own !== undefined && currency !== undefined && own.id !== currency.id;
    return typeof row["price"] === "number" && row["isInactive"] !== true && !isForeign;
  });
}

const referenceOf = (value: FieldValue | undefined): Reference | undefined =>
  isReference(value) ? value : undefined;

const isSame = (value: FieldValue | undefined, id: string): boolean => referenceOf(value)?.id === id;

function rowOf(store: RecordStore, recordType: string, value: FieldValue | undefined): StoredRow | undefined {
  return isReference(value) ? store.get(recordType, value.id) : undefined;
}
