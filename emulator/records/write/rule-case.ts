/** A record on its way into the store, as the business rules look at it. */
import type { AccountRules } from "../account-rules.ts";
import type { Fields } from "../field-value.ts";
import type { RecordStore } from "../record-store.ts";
import type { RecordType } from "../record-type.ts";

export interface RuleCase {
  readonly type: RecordType;
  readonly id: string;
  /** Empty for a new record. */
  readonly before: Fields;
  readonly record: Fields;
  readonly store: RecordStore;
  readonly rules: AccountRules;
}
