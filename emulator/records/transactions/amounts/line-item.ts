/** The item a line is about, and what kind of line that makes. */
import { type Fields, isReference } from "../../field-value.ts";
import { getAmong, type RecordStore, type StoredRow } from "../../record-store.ts";

export function itemOf(line: Fields, store: RecordStore): StoredRow | undefined {
  const reference = line["item"];
  return isReference(reference)
    ? getAmong(store, store.catalogue.referenceTargets("item"), reference.id)
    : undefined;
}

/** A discount or a markup: a line of its own that changes the one above it. */
export const isDiscount = (item: StoredRow | undefined): boolean => item?.recordType === "discountItem";

const SHIPPED_TYPES: ReadonlySet<string> = new Set(["inventoryItem", "assemblyItem", "kitItem"]);

/** What the item itself says; without a word goods are shipped, services and non-inventory items are not (inferred). */
export const isFulfillable = (item: StoredRow | undefined): boolean =>
  item !== undefined && (item.fields["isFulfillable"] ?? SHIPPED_TYPES.has(item.recordType)) === true;
