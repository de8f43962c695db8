/** Closed and missing accounting periods: they bite on what posts to the ledger, and on nothing else. */
import { type Fields, isReference } from "../field-value.ts";
import type { RecordStore } from "../record-store.ts";
import type { Findings } from "../write/findings.ts";
import type { RuleCase } from "../write/rule-case.ts";
import { isInPeriod, isLocked, periodOf, postingPeriods } from "./accounting-periods.ts";
import { transactionType } from "./transaction-types.ts";

export function checkPeriod(ruleCase: RuleCase, findings: Findings): void {
  const { type, before, record, store, rules } = ruleCase;
  const kind = transactionType(type.recordType);
  if (kind?.isPosting !== true || postingPeriods(store).length === 0) return;
  const date = String(record["tranDate"] ?? "");
  const period = periodOf(record, store);
  if (Object.keys(before).length > 0) checkEdit(ruleCase, findings);
  else if (period === undefined) findings.add("rule", { key: "period-missing", values: { date } });
  else if (isLocked(period, kind.lock)) findings.add("rule", { key: "period-closed" });
  else if (rules.dateOutsidePeriod === "refused" && !isInPeriod(period, date))
    findings.add("rule", { key: "period-mismatch" });
}

function checkEdit({ type, before, record, store }: RuleCase, findings: Findings): void {
  const lock = transactionType(type.recordType)?.lock;
  const [from, to] = [periodOf(before, store), periodOf(record, store)];
  const isClosed = (period: typeof from): boolean => period !== undefined && isLocked(period, lock);
  if (to === undefined) {
    const key = isClosed(from) ? "period-move" : "period-missing";
    findings.add("rule", { key, values: { date: String(record["tranDate"] ?? "") } });
  } else if (from?.id !== to.id && (isClosed(from) || isClosed(to)))
    findings.add("rule", { key: "period-move" });
  else if (isClosed(to) && ledgerImpact(before) !== ledgerImpact(record))
    findings.add("rule", { key: "period-closed" });
}

/** A period that is closed keeps its transactions: deleting one would change the ledger. */
export function isInClosedPeriod(recordType: string, record: Fields, store: RecordStore): boolean {
  const kind = transactionType(recordType);
  const period = kind?.isPosting === true ? periodOf(record, store) : undefined;
  return period !== undefined && isLocked(period, kind?.lock);
}

const LEDGER_FIELDS = [
  "tranDate",
  "total",
  "currency",
  "exchangeRate",
  "entity",
  "customer",
  "subsidiary",
  "account",
  "item",
  "expense",
  "line",
  "inventory",
  "payment",
] as const;

const ledgerImpact = (record: Fields): string =>
  JSON.stringify(LEDGER_FIELDS.map((name) => (isReference(record[name]) ? record[name].id : record[name])));
