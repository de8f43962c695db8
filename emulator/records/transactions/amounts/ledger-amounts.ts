/** The amounts of journals and of changes to the stock. */

import { type Fields, linesOf } from "../../field-value.ts";
import { decimal, placesOf, rounded, sum, toNumber } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";
import type { AmountsCase } from "./item-amounts.ts";
import { itemOf } from "./line-item.ts";

const SIDES = ["debit", "credit"] as const;

export function withJournalAmounts({ record, store }: AmountsCase): Fields {
  const places = placesOf(record, store);
  const items = linesOf(record["line"]).map((line) => ({
    ...line,
    ...Object.fromEntries(
      SIDES.filter((side) => typeof line[side] === "number").map((side) => [
        side,
        rounded(decimal(line[side]), places),
      ]),
    ),
  }));
  return record["line"] === undefined ? record : { ...record, line: { items } };
}

/** Debits less credits: nothing, in a journal that may be saved. */
export function imbalanceOf(record: Fields): Decimal {
  const side = (name: (typeof SIDES)[number]): Decimal =>
    sum(linesOf(record["line"]).map((line) => decimal(line[name])));
  return side("debit").minus(side("credit"));
}

/** A line says by how much, or what there is to be afterwards. */
export function withAdjustmentAmounts({ record, before, store }: AmountsCase): Fields {
  const places = placesOf(record, store);
  const isNew = Object.keys(before).length === 0;
  const items = linesOf(record["inventory"]).map((line) => {
    const onHand = isNew ? itemOf(line, store)?.fields["quantityOnHand"] : line["quantityOnHand"];
    const wanted = line["newQuantity"];
    const by =
      typeof line["adjustQtyBy"] === "number"
        ? decimal(line["adjustQtyBy"])
        : decimal(wanted).minus(decimal(onHand));
    const quantityOnHand = decimal(onHand);
    return {
      ...line,
      quantityOnHand: toNumber(quantityOnHand),
      adjustQtyBy: toNumber(by),
      newQuantity: toNumber(quantityOnHand.plus(by)),
    };
  });
  const value = sum(
    items.map((line: Fields) => decimal(line["adjustQtyBy"]).times(decimal(line["unitCost"]))),
  );
  return record["inventory"] === undefined
    ? record
    : { ...record, inventory: { items }, estimatedTotalValue: rounded(value, places) };
}
