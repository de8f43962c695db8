/** What may not be deleted: what others refer to, transactions others were made from, and what a closed period holds. */
import type { Refusal } from "../../errors/refusal.ts";
import type { AccountRules } from "../account-rules.ts";
import { dependentOf } from "../dependent-records.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";
import { isInClosedPeriod } from "../transactions/period-rules.ts";

interface Deletion {
  readonly store: RecordStore;
  readonly rules: Pick<AccountRules, "dependentRecords">;
}

export function deletionRefusal(row: StoredRow, { store, rules }: Deletion): Refusal | undefined {
  const { recordType, id, fields } = row;
  if (isInClosedPeriod(recordType, fields, store)) return { key: "period-closed" };
  if (rules.dependentRecords === "orphaned") return undefined;
  const isTransaction = store.catalogue.find(recordType)?.category === "transaction";
  if (isTransaction && store.linkedTo(id).length > 0) return { key: "transaction-linked" };
  return dependentOf(row, store) === undefined ? undefined : { key: "record-has-dependents" };
}
