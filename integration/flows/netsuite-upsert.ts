/** Delivery into NetSuite: the mapping makes records of the entry, each is upserted by its external id, the last one counts. */
import type { Failure } from "../failure.ts";
import { type LedgerEntry, payloadOf } from "../ledger/entry.ts";
import { applyMapping, externalIdOf, type MappedRecord } from "../mapping/apply.ts";
import type { RememberedLookups } from "../mapping/lookups.ts";
import type { Mapping } from "../mapping/mapping-file.ts";
import { parseOrder } from "../mapping/parse-order.ts";
import type { NetSuite } from "../netsuite/netsuite.ts";
import type { FlowDelivery, Outcome, Sending } from "./flow.ts";

export interface UpsertPorts {
  readonly netsuite: NetSuite;
  readonly lookups: RememberedLookups;
}

export function netsuiteUpsert(mapping: Mapping, ports: UpsertPorts): FlowDelivery {
  return {
    mappingVersion: mapping.version,
    lookUp: (entry) => lookUp(entry, mapping, ports),
    write: (entry, sending) => mapAndWrite(entry, { ...ports, mapping, sending }),
  };
}

async function lookUp(
  entry: LedgerEntry,
  mapping: Mapping,
  { netsuite }: UpsertPorts,
): Promise<Outcome | null> {
  const main = mapping.records.at(-1);
  const externalId = await externalIdOf(mapping, payloadOf(entry));
  if (main === undefined || externalId === null) return null;
  const found = await netsuite.findByExternalId(main.record, externalId);
  if (!found.ok) return { kind: "failed", failure: found.failure };
  if (found.value === null) return null;
  return { kind: "delivered", recordType: main.record, internalId: found.value.internalId, warnings: [] };
}

interface Writing extends UpsertPorts {
  readonly mapping: Mapping;
  readonly sending: Sending;
}

async function mapAndWrite(entry: LedgerEntry, writing: Writing): Promise<Outcome> {
  const { mapping } = writing;
  const parsed = parseOrder(payloadOf(entry));
  if (!parsed.ok) return { kind: "failed", failure: parsed.failure };
  // A re-run follows something that somebody changed in NetSuite.
  const lookups = entry.reruns > 0 ? writing.lookups.fresh : writing.lookups;
  const mapped = await applyMapping({ mapping, source: parsed.order, lookups });
  return mapped.ok ? upsertAll(mapped.records, writing) : { kind: "failed", failure: mapped.failure };
}

async function upsertAll(records: readonly MappedRecord[], writing: Writing): Promise<Outcome> {
  const warnings = records.flatMap((record) => record.warnings);
  let last: Outcome = { kind: "failed", failure: NOTHING_MAPPED };
  for (const record of records) {
    if (!(await writing.sending.announce())) return { kind: "superseded" };
    const written = await writing.netsuite.upsert(record);
    if (!written.ok) return refused(written.failure, writing);
    const { internalId } = written.value;
    last = { kind: "delivered", recordType: record.recordType, internalId, warnings };
  }
  return last;
}

/** The refused id may be one that we remember and NetSuite no longer has: the next order asks again. */
function refused(failure: Failure, { lookups }: UpsertPorts): Outcome {
  if (failure.class === "data") lookups.forget();
  return { kind: "failed", failure };
}

const NOTHING_MAPPED: Failure = {
  class: "data",
  code: "MAPPING_FAILED",
  message: "The mapping produced no record for this order.",
  advice: "Check the `when` conditions of the mapping, then re-run.",
};
