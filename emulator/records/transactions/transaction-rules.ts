/** What NetSuite asks of a transaction as a whole. */
import { type Fields, isReference, linesOf } from "../field-value.ts";
import type { Findings } from "../write/findings.ts";
import type { RuleCase } from "../write/rule-case.ts";
import { decimal, percentOf } from "./amounts/decimal.ts";
import { imbalanceOf } from "./amounts/ledger-amounts.ts";
import { isDiscount, itemOf } from "./amounts/line-item.ts";
import { checkApplications, checkPaidInvoice } from "./application-rules.ts";
import { checkPeriod } from "./period-rules.ts";
import { checkProcessed } from "./processed-rules.ts";
import { shortages } from "./stock.ts";
import { partyOf, transactionType } from "./transaction-types.ts";

type Rule = (ruleCase: RuleCase, findings: Findings) => void;

export function checkTransaction(ruleCase: RuleCase, findings: Findings): void {
  for (const rule of RULES) rule(ruleCase, findings);
}

const RULES: readonly Rule[] = [
  checkHasLines,
  checkPeriod,
  checkProcessed,
  checkCurrency,
  checkLineNumber,
  checkDescriptions,
  checkDiscounts,
  checkBalance,
  checkApplications,
  checkPaidInvoice,
  checkCreditLimit,
  checkAccountRules,
  checkStock,
];

/** Sublists of which one line at least is asked for, where the catalogue does not say so. */
const NEEDED_LINES: Readonly<Record<string, readonly string[]>> = {
  itemFulfillment: ["item"],
  purchaseOrder: ["item", "expense"],
  vendorBill: ["item", "expense"],
  journalEntry: ["line"],
  inventoryAdjustment: ["inventory"],
  inventoryTransfer: ["inventory"],
};

function checkHasLines({ type, record }: RuleCase, findings: Findings): void {
  const needed = NEEDED_LINES[type.recordType];
  if (needed?.every((name) => linesOf(record[name]).length === 0))
    findings.add("required", { key: "line-missing" });
}

/** A customer that lists its currencies buys in no other (inferred: with a list only). */
function checkCurrency({ type, record, store }: RuleCase, findings: Findings): void {
  const { currency, subsidiary } = record;
  const party = partyOf(type.recordType, record);
  const { partyType } = transactionType(type.recordType) ?? {};
  if (!isReference(currency) || !isReference(party) || partyType === undefined) return;
  const fields = store.get(partyType, party.id)?.fields ?? {};
  const listed = linesOf(fields["currencyList"]).map((line) => line["currency"]);
  if (listed.length === 0) return;
  const allowed = [...listed, fields["currency"]].flatMap((value) => (isReference(value) ? [value.id] : []));
  if (allowed.includes(currency.id)) return;
  const values = {
    field: "currency",
    value: currency.id,
    subsidiary: isReference(subsidiary) ? subsidiary.id : "",
  };
  findings.add("reference", {
    key: isReference(subsidiary) ? "reference-key-not-in-subsidiary" : "reference-key-invalid",
    values,
  });
}

function checkLineNumber({ type, record, rules }: RuleCase, findings: Findings): void {
  const limit = rules.transactionLines;
  const isOver = type.sublists.some(({ name }) => linesOf(record[name]).length > limit);
  if (isOver) findings.add("rule", { key: "too-many-lines", values: { limit } });
}

/** A line of the kind Description has words only. */
function checkDescriptions({ record, store }: RuleCase, findings: Findings): void {
  for (const [index, line] of linesOf(record["item"]).entries()) {
    const kind = line["itemType"] ?? itemOf(line, store)?.fields["itemType"];
    if (!isReference(kind) || kind.id !== "Description") continue;
    if (!decimal(line["amount"]).eq(0) || !decimal(line["rate"]).eq(0))
      findings.add("rule", { key: "description-amount", path: `item.items[${index}]` });
  }
}

function checkDiscounts({ record, store }: RuleCase, findings: Findings): void {
  const [discount, items] = [Number(record["discountTotal"]), Number(record["subtotal"])];
  if (discount < 0 && -discount > items) findings.add("rule", { key: "discount-exceeds-total" });
  const { discountItem } = record;
  const header = isReference(discountItem) ? store.get("discountItem", discountItem.id) : undefined;
  const lines = linesOf(record["item"]);
  const used = [header, ...lines.map((line) => itemOf(line, store))].filter((item) => isDiscount(item));
  const isPosting = new Set(used.map((item) => item?.fields["nonPosting"] !== true));
  if (isPosting.size > 1) findings.add("rule", { key: "discount-posting-mixed" });
  for (const [index, line] of lines.entries()) {
    if (percentOf(line["rate"]) === undefined || isDiscount(itemOf(line, store))) continue;
    const path = `item.items[${index}].rate`;
    findings.add("content", { key: "value-invalid", values: { field: "rate" }, path });
  }
}

function checkBalance({ type, record }: RuleCase, findings: Findings): void {
  if (type.recordType !== "journalEntry") return;
  const total = imbalanceOf(record).toNumber();
  if (total !== 0) findings.add("rule", { key: "transaction-unbalanced" });
}

const ON_CREDIT: ReadonlySet<string> = new Set(["salesOrder", "invoice"]);

/** What the customer owes and buys now, in the customer's currency as it is written. */
function checkCreditLimit({ type, before, record, store, rules }: RuleCase, findings: Findings): void {
  const party = partyOf(type.recordType, record);
  if (rules.creditLimit !== "refused" || !ON_CREDIT.has(type.recordType) || !isReference(party)) return;
  const customer = store.get("customer", party.id)?.fields;
  const limit = customer?.["creditLimit"];
  const isExempt =
    isReference(customer?.["creditHoldOverride"]) && customer["creditHoldOverride"].id === "OFF";
  if (typeof limit !== "number" || isExempt) return;
  const own = type.recordType === "invoice" ? decimal(before["amountRemaining"]) : decimal(0);
  const owed = decimal(customer?.["balance"]).minus(own).plus(decimal(record["total"]));
  if (owed.gt(limit)) findings.add("rule", { key: "credit-limit-exceeded" });
}

/** Rules that NetSuite does not have, but an account's scripts may. */
function checkAccountRules({ record, rules }: RuleCase, findings: Findings): void {
  const refuse = (field: string, value: number): void =>
    findings.add("rule", { key: "field-value-invalid", values: { field, value } });
  if (rules.zeroTotals === "refused" && record["total"] === 0) refuse("total", 0);
  const negative = linesOf(record["item"]).find((line) => Number(line["rate"]) < 0)?.["rate"];
  if (rules.negativeRates === "refused" && typeof negative === "number") refuse("rate", negative);
}

function checkStock({ type, id, before, record, store, rules }: RuleCase, findings: Findings): void {
  if (rules.negativeStock !== "refused") return;
  const rowOf = (fields: Fields) => ({ recordType: type.recordType, id, fields });
  const isNew = Object.keys(before).length === 0;
  const [short] = shortages(store, isNew ? undefined : rowOf(before), rowOf(record));
  const name = short?.fields["itemId"];
  if (short !== undefined)
    findings.add("rule", {
      key: "stock-short",
      values: { item: typeof name === "string" ? name : short.id },
    });
}
