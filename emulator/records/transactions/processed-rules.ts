/** Editing an order of which something was shipped or billed already. */
import { type Fields, isReference, linesOf } from "../field-value.ts";
import type { Findings } from "../write/findings.ts";
import type { RuleCase } from "../write/rule-case.ts";
import { decimal } from "./amounts/decimal.ts";

const COUNTERS = ["quantityPicked", "quantityFulfilled", "quantityBilled"] as const;

const isProcessed = (line: Fields): boolean => COUNTERS.some((counter) => decimal(line[counter]).gt(0));

export function checkProcessed(ruleCase: RuleCase, findings: Findings): void {
  checkProcessedOrder(ruleCase, findings);
  checkFulfilledQuantities(ruleCase, findings);
}

/** What has left the house or was billed can be changed no more; a role that may not approve orders changes nothing at all. */
function checkProcessedOrder({ before, record, rules }: RuleCase, findings: Findings): void {
  const processed = linesOf(before["item"]).filter(isProcessed);
  if (processed.length === 0) return;
  if (rules.processedOrders === "refused") findings.add("rule", { key: "order-processed" });
  const after = new Map(linesOf(record["item"]).map((line) => [line["line"], line] as const));
  for (const line of processed) {
    const now = after.get(line["line"]);
    if (now === undefined || idOf(now) !== idOf(line) || isBelow(now, line))
      findings.add("rule", { key: "order-processed" });
  }
}

const idOf = ({ item }: Fields): string | undefined => (isReference(item) ? item.id : undefined);

const isBelow = (now: Fields, before: Fields): boolean =>
  COUNTERS.some((counter) => decimal(now["quantity"]).lt(decimal(before[counter])));

/** A fulfilment ships what its order still waits for, unless the account lets it ship more. */
function checkFulfilledQuantities(
  { type, before, record, store, rules }: RuleCase,
  findings: Findings,
): void {
  const { createdFrom } = record;
  if (type.recordType !== "itemFulfillment" || rules.overFulfillment === "taken" || !isReference(createdFrom))
    return;
  const ordered = linesOf(store.get("salesOrder", createdFrom.id)?.fields["item"]);
  const own = linesOf(before["item"]);
  for (const [index, line] of linesOf(record["item"]).entries()) {
    const from = ordered.find((candidate) => candidate["line"] === line["orderLine"]);
    const earlier = own.find((candidate) => candidate["orderLine"] === line["orderLine"])?.["quantity"];
    const left = decimal(from?.["quantity"]).minus(decimal(from?.["quantityPicked"])).plus(decimal(earlier));
    const path = `item.items[${index}]`;
    if (decimal(line["quantity"]).gt(left)) findings.add("rule", { key: "fulfilled-too-many", path });
  }
}
