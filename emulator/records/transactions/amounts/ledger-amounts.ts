/** The amounts of journals and of changes to the stock. */
import { type Fields, linesOf } from "../../field-value.ts";
import { decimal, placesOf, rounded, roundMoney, sum, ZERO } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";
import type { AmountsCase } from "./item-amounts.ts";
import { itemOf } from "./line-item.ts";

const SIDES = ["debit", "credit"] as const;

export function journalAmounts({ record, store }: AmountsCase): Fields {
  const places = placesOf(record, store);
  for (const line of linesOf(record["line"])) roundMoney(line, SIDES, places);
  return {};
}

/** Debits less credits: nothing, in a journal that may be saved. */
export function imbalanceOf(record: Fields): Decimal {
  const side = (name: (typeof SIDES)[number]): Decimal =>
    sum(linesOf(record["line"]).map((line) => decimal(line[name])));
  return side("debit").minus(side("credit"));
}

/** A line says by how much, or what there is to be afterwards. */
export function adjustmentAmounts({ record, before, store }: AmountsCase): Fields {
  const isNew = Object.keys(before).length === 0;
  let value = ZERO;
  for (const line of linesOf(record["inventory"])) {
    const onHand = isNew ? itemOf(line, store)?.fields["quantityOnHand"] : line["quantityOnHand"];
    const quantityOnHand = decimal(onHand);
    const by =
      typeof line["adjustQtyBy"] === "number"
        ? decimal(line["adjustQtyBy"])
        : decimal(line["newQuantity"]).minus(quantityOnHand);
    Object.assign(line, {
      quantityOnHand: quantityOnHand.toNumber(),
      adjustQtyBy: by.toNumber(),
      newQuantity: quantityOnHand.plus(by).toNumber(),
    });
    value = value.plus(decimal(line["adjustQtyBy"]).times(decimal(line["unitCost"])));
  }
  return record["inventory"] === undefined
    ? {}
    : { estimatedTotalValue: rounded(value, placesOf(record, store)) };
}
