/** A header discount that is an amount, divided among the bills of an order: each takes its share, the last what is left. */
import { type Fields, isReference } from "../../field-value.ts";
import { getAmong, type RecordStore, type StoredRow } from "../../record-store.ts";
import { siblingsMadeFrom } from "../order-progress.ts";
import { decimal, sum } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";

export interface DiscountCase {
  readonly recordType: string;
  readonly record: Fields;
  /** Empty for a new record. */
  readonly before: Fields;
  readonly store: RecordStore;
  readonly subtotal: Decimal;
}

const DISCOUNTED_TYPES = ["salesOrder", "returnAuthorization", "invoice", "cashSale", "opportunity"] as const;

/** Undefined where the discount is the record's own: it was made from nothing, was saved before or names another rate. */
export function sharedDiscount({
  recordType,
  record,
  before,
  store,
  subtotal,
}: DiscountCase): Decimal | undefined {
  const source = Object.keys(before).length === 0 ? sourceOf(record, store) : undefined;
  if (source === undefined || !hasSameDiscount(record, source.fields)) return undefined;
  const earlier = siblingsMadeFrom(source.id, recordType, store).filter(({ fields }) =>
    hasSameItem(fields, source.fields),
  );
  const [whole, worth] = [decimal(source.fields["discountRate"]), decimal(source.fields["subtotal"])];
  const billed = totalOf(earlier, "subtotal").plus(subtotal);
  if (worth.lte(0) || billed.gte(worth)) return whole.minus(totalOf(earlier, "discountTotal"));
  return whole.times(subtotal).div(worth);
}

const sourceOf = ({ createdFrom }: Fields, store: RecordStore): StoredRow | undefined =>
  isReference(createdFrom) ? getAmong(store, DISCOUNTED_TYPES, createdFrom.id) : undefined;

const hasSameDiscount = (record: Fields, source: Fields): boolean =>
  hasSameItem(record, source) &&
  typeof source["discountRate"] === "number" &&
  record["discountRate"] === source["discountRate"];

const hasSameItem = ({ discountItem: one }: Fields, { discountItem: other }: Fields): boolean =>
  isReference(one) && isReference(other) && one.id === other.id;

const totalOf = (rows: readonly StoredRow[], name: string): Decimal =>
  sum(rows.map(({ fields }) => decimal(fields[name])));
