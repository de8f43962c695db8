/** What writing many records with few calls promises, whichever way NetSuite is asked. */
import type { Failure } from "../../failure.ts";
import type { NetSuiteResult, RecordWrite } from "../netsuite.ts";

export type Written = NetSuiteResult<{ readonly internalId: string }>;

/** Asked once for each record; NetSuite is called for it where the answer is not there yet. */
export type BatchAnswer = () => Promise<Written>;

export type BatchOutcome =
  /** One for each record, in the order in which they were given; null: it was not tried, and may be sent alone. */
  | { readonly ok: true; readonly answers: readonly (BatchAnswer | null)[] }
  /** `refused`: NetSuite took the batch for none, which says nothing about its records; each may be sent alone. */
  | { readonly ok: false; readonly refused: boolean; readonly failure: Failure };

/** Told of the job in which the records now are; awaited, and never rejects. */
export type JobTold = (jobId: string) => Promise<void>;

export interface BatchWriter {
  /** The most records of one batch. */
  readonly size: number;
  /**
   * Creates or updates by external id. All records are of one type and replace the same sublists; no two have one external
   * id. A record that NetSuite refuses hinders no other. Never rejects.
   */
  upsertAll(records: readonly RecordWrite[], inJob: JobTold): Promise<BatchOutcome>;
}

/** Data and defects are about what was sent, everything else about the moment at which it was sent. */
export function failedBatch(failure: Failure): BatchOutcome {
  return { ok: false, refused: failure.class === "data" || failure.class === "defect", failure };
}
