/** How one record of an attempt gets into NetSuite: in a call of its own, or together with those of other entries. */
import type { NetSuite, NetSuiteResult, RecordWrite } from "../netsuite/netsuite.ts";

/**
 * `announce` is awaited right before the record leaves, so that it is durable that it did; when it says false somebody else has
 * the entry, nothing is sent, and the answer is null.
 */
export type UpsertRecord = (
  record: RecordWrite,
  announce: () => Promise<boolean>,
) => Promise<NetSuiteResult<{ readonly internalId: string }> | null>;

export const oneByOne =
  (netsuite: Pick<NetSuite, "upsert">): UpsertRecord =>
  async (record, announce) =>
    (await announce()) ? netsuite.upsert(record) : null;
