/** A flow out of NetSuite: a poll says which records have changed, and each delivery reads its record again. */
import type { Failure, Result } from "../../failure.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import type { NetSuiteQueries } from "../../netsuite/netsuite.ts";
import { type Flow, failed, type Outcome, type Sending } from "../flow.ts";
import type { BackFlowFile } from "./back-flow-file.ts";
import { type ChangedRecords, changedRecords } from "./changed-records.ts";
import { paceOf, type ToShopParts } from "./to-shop-parts.ts";
import { whichRecord } from "./which-record.ts";

/** What one delivery works with. */
export interface Syncing {
  readonly entry: LedgerEntry;
  readonly file: BackFlowFile;
  readonly parts: ToShopParts;
  readonly sending: Sending;
}

interface BackFlow<Subject> {
  readonly changes: ChangedRecords;
  /** What a person calls the record, such as "sales order". */
  readonly called: string;
  /** By the internal id; null when NetSuite has it no more. */
  readonly read: (netsuite: NetSuiteQueries, id: string) => Promise<Result<Subject | null>>;
  /** Writes to the shop only what differs from what the shop has. */
  readonly sync: (subject: Subject, syncing: Syncing) => Promise<Outcome>;
  /** @default writes at once: each write compares first */
  readonly lookUp?: (entry: LedgerEntry) => Outcome | null;
}

export function backFlow<Subject>(
  { changes, called, read, sync, lookUp = () => null }: BackFlow<Subject>,
  { file, parts }: Pick<Syncing, "file" | "parts">,
): Flow {
  return {
    name: file.flow,
    source: changedRecords({ ...parts, ...paceOf(parts), flow: file.flow, changes }),
    delivery: {
      mappingVersion: file.version,
      lookUp: async (entry) => lookUp(entry),
      async write(entry, sending) {
        const id = whichRecord(entry);
        if (!id.ok) return failed(id.failure);
        const subject = await read(parts.netsuite, id.value);
        if (!subject.ok) return failed(subject.failure);
        if (subject.value === null) return failed(gone(called, id.value));
        return sync(subject.value, { entry, file, parts, sending });
      },
    },
  };
}

const gone = (what: string, id: string): Failure => ({
  class: "data",
  code: "NETSUITE_RECORD_GONE",
  message: `NetSuite has no ${what} with the internal id ${id} any more.`,
  advice: "Discard this entry if the record was deleted on purpose.",
  value: id,
});
