/** What NetSuite asks of a transaction as a whole. */

import type { Findings } from "../write/findings.ts";
import type { RuleCase } from "../write/rule-case.ts";
import { toNumber } from "./amounts/decimal.ts";
import { imbalanceOf } from "./amounts/ledger-amounts.ts";

type Rule = (ruleCase: RuleCase, findings: Findings) => void;

export function checkTransaction(ruleCase: RuleCase, findings: Findings): void {
  for (const rule of RULES) rule(ruleCase, findings);
}

const RULES: readonly Rule[] = [checkDiscount, checkBalance];

function checkDiscount({ record }: RuleCase, findings: Findings): void {
  const [discount, items] = [Number(record["discountTotal"]), Number(record["subtotal"])];
  if (discount < 0 && -discount > items) findings.add("rule", { key: "discount-exceeds-total" });
}

function checkBalance({ type, record }: RuleCase, findings: Findings): void {
  if (type.recordType !== "journalEntry") return;
  const total = toNumber(imbalanceOf(record));
  if (total !== 0) findings.add("rule", { key: "transaction-unbalanced", values: { total } });
}
