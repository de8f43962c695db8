/** Business rules that look at the record as a whole, or at others. */
import { type Fields, isReference } from "../field-value.ts";
import { hasTransactions } from "../transactions/transaction-parties.ts";
import { checkTransaction } from "../transactions/transaction-rules.ts";
import type { Findings } from "./findings.ts";
import type { RuleCase } from "./rule-case.ts";

export function checkRules(ruleCase: RuleCase, findings: Findings): void {
  RULES[ruleCase.type.table]?.(ruleCase, findings);
  if (ruleCase.type.category === "transaction") checkTransaction(ruleCase, findings);
}

/** A record that goes from one subsidiary to another. */
export function isMoved(before: Fields, after: Fields): boolean {
  const [from, to] = [before["subsidiary"], after["subsidiary"]];
  return isReference(from) && isReference(to) && from.id !== to.id;
}

const RULES: Readonly<Record<string, typeof checkRules>> = {
  customer({ id, before, record, store }, findings) {
    if (isMoved(before, record) && hasTransactions("customer", id, store)) {
      findings.add("rule", { key: "subsidiary-fixed" });
    }
  },
};
