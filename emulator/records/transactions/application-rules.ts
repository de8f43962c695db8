/** Applying payments and credits: not more than is there, and not more than is due. */
import { type Fields, isReference, linesOf } from "../field-value.ts";
import type { Findings } from "../write/findings.ts";
import type { RuleCase } from "../write/rule-case.ts";
import { decimal } from "./amounts/decimal.ts";
import { findDocument } from "./amounts/payment-amounts.ts";
import { isApplied } from "./links.ts";
import { partyOf } from "./transaction-types.ts";

export function checkApplications(ruleCase: RuleCase, findings: Findings): void {
  const { record } = ruleCase;
  if (record["apply"] === undefined) return;
  for (const [index, line] of linesOf(record["apply"]).entries()) {
    if (isApplied(line)) checkApplication(ruleCase, line, { findings, path: `apply.items[${index}]` });
  }
  if (decimal(record["unapplied"]).lt(0)) findings.add("rule", { key: "applied-too-much" });
}

/** What is paid of an invoice stays paid, so the invoice cannot be worth less. */
export function checkPaidInvoice({ type, before, record, rules }: RuleCase, findings: Findings): void {
  if (type.recordType !== "invoice" || rules.invoicesBelowPaid === "taken") return;
  const [total, paid] = [decimal(record["total"]), decimal(record["amountPaid"])];
  if (paid.gt(0) && total.lt(paid) && total.lt(decimal(before["total"])))
    findings.add("rule", { key: "invoice-below-paid" });
}

function checkApplication(
  { type, record, store }: RuleCase,
  line: Fields,
  { findings, path }: { readonly findings: Findings; readonly path: string },
): void {
  const document = findDocument(line, store);
  const { doc } = line;
  const party = partyOf(type.recordType, record);
  const owner = document === undefined ? undefined : partyOf(document.recordType, document.fields);
  const isForeign = isReference(party) && isReference(owner) && party.id !== owner.id;
  if (document === undefined || isForeign) {
    const values = { field: "doc", value: isReference(doc) ? doc.id : "" };
    findings.add("reference", { key: "field-value-invalid", values, path });
  } else if (decimal(line["amount"]).gt(decimal(line["due"])))
    findings.add("rule", { key: "applied-over-due", path });
}
