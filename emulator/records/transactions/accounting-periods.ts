/** Accounting periods: which one a transaction posts to, and whether it may. An account without periods has no such rules. */
import { type Fields, isReference, type Reference } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";

export type PeriodLock = "arLocked" | "apLocked";

/** Months: quarters, years and adjustment periods are never chosen by date. */
export const postingPeriods = (store: RecordStore): readonly StoredRow[] =>
  store
    .list("accountingPeriod")
    .filter(
      ({ fields }) =>
        !["isYear", "isQuarter", "isAdjust", "isInactive"].some((name) => fields[name] === true),
    );

export function isLocked({ fields }: StoredRow, lock: PeriodLock | undefined): boolean {
  return (
    fields["closed"] === true || fields["allLocked"] === true || (lock !== undefined && fields[lock] === true)
  );
}

export function isInPeriod({ fields }: StoredRow, date: string): boolean {
  return String(fields["startDate"] ?? "") <= date && date <= String(fields["endDate"] ?? "9999-12-31");
}

export function periodOf(record: Fields, store: RecordStore): StoredRow | undefined {
  const { postingPeriod } = record;
  return isReference(postingPeriod) ? store.get("accountingPeriod", postingPeriod.id) : undefined;
}

export interface PeriodChoice {
  readonly date: string;
  readonly lock: PeriodLock | undefined;
  readonly store: RecordStore;
  /** A date in a closed period moves to the next open one. */
  readonly movesOn: boolean;
}

/** The open period of a date; undefined where there is none. */
export function openPeriod({ date, lock, store, movesOn }: PeriodChoice): Reference | undefined {
  const later = [...postingPeriods(store)]
    .filter((period) => isInPeriod(period, date) || (movesOn && String(period.fields["startDate"]) > date))
    .sort((left, right) => String(left.fields["startDate"]).localeCompare(String(right.fields["startDate"])));
  const hasPeriod = later.some((period) => isInPeriod(period, date));
  const open = hasPeriod ? later.find((period) => !isLocked(period, lock)) : undefined;
  if (open === undefined) return undefined;
  const { periodName } = open.fields;
  return { id: open.id, ...(typeof periodName === "string" ? { refName: periodName } : {}) };
}
