/** How one record of an attempt gets into NetSuite: in a call of its own, or together with those of other entries. */
import type { NetSuiteResult, RecordWrite } from "../netsuite/netsuite.ts";

/**
 * `announce` is awaited right before the record leaves, so that it is durable that it did. It throws when somebody else has the
 * entry: nothing is sent then. `inJob` is awaited when the record is in a job of NetSuite's.
 */
export type UpsertRecord = (
  record: RecordWrite,
  announce: () => Promise<void>,
  inJob: (jobId: string) => Promise<unknown>,
) => Promise<NetSuiteResult<{ readonly internalId: string }>>;
