/** Delivery into NetSuite: the mapping makes records of the entry, each is upserted by its external id, the last one counts. */
import type { Failure } from "../failure.ts";
import { type LedgerEntry, payloadOf } from "../ledger/entry.ts";
import { applyMapping, type MappedRecord } from "../mapping/apply.ts";
import { ruleOnEntry } from "../mapping/entry-rules.ts";
import type { RememberedLookups } from "../mapping/lookups.ts";
import type { Mapping } from "../mapping/mapping-file.ts";
import { parseOrder } from "../mapping/parse-order.ts";
import { type MappingRequest, mainRecordOf, type RecordName } from "../mapping/request-scope.ts";
import type { NetSuite } from "../netsuite/netsuite.ts";
import { type FlowDelivery, failed, type Outcome, type Sending } from "./flow.ts";
import { type Followed, type FollowedPorts, withFollowed } from "./followed-record.ts";
import { type NothingNewPorts, sameAs } from "./nothing-new.ts";

export interface UpsertPorts extends FollowedPorts, NothingNewPorts {
  readonly ledger: NothingNewPorts["ledger"];
  readonly netsuite: NetSuite;
  readonly lookups: RememberedLookups;
}

export function netsuiteUpsert(mapping: Mapping, ports: UpsertPorts): FlowDelivery {
  return {
    mappingVersion: mapping.version,
    isByExternalId: true,
    async lookUp(entry) {
      const request = await requestFor(entry, mapping, ports);
      if (request.ok) return lookUp(request.value, ports);
      const { outcome } = request;
      // What is wrong with the record itself, the write will say; anything else hides what NetSuite holds.
      return outcome.kind === "failed" && outcome.failure.class !== "data" ? outcome : null;
    },
    async write(entry, sending) {
      const request = await requestFor(entry, mapping, ports);
      return request.ok ? mapAndWrite(entry, request.value, { ...ports, sending }) : request.outcome;
    },
  };
}

/** The source record, and beside it what the mapping wants to know of the record that it follows. */
async function requestFor(entry: LedgerEntry, mapping: Mapping, ports: UpsertPorts): Promise<Followed> {
  const parsed = parseOrder(payloadOf(entry));
  if (!parsed.ok) return { ok: false, outcome: failed(parsed.failure) };
  // A re-run follows something that somebody changed in NetSuite.
  const lookups = entry.reruns > 0 ? ports.lookups.fresh : ports.lookups;
  return withFollowed({ mapping, source: parsed.order, lookups }, entry, ports);
}

const read = ({ recordType, externalId }: RecordName, { netsuite }: UpsertPorts) =>
  netsuite.findByExternalId(recordType, externalId);

async function lookUp(request: MappingRequest, ports: UpsertPorts): Promise<Outcome | null> {
  const main = await mainRecordOf(request);
  if (main === null) return null;
  const found = await read(main, ports);
  if (!found.ok) return failed(found.failure);
  if (found.value === null) return null;
  const { internalId } = found.value;
  return { kind: "delivered", recordType: main.recordType, internalId, warnings: [] };
}

interface Writing extends UpsertPorts {
  readonly sending: Sending;
}

async function mapAndWrite(entry: LedgerEntry, request: MappingRequest, writing: Writing): Promise<Outcome> {
  const rule = await ruleOnEntry(request, (name) => read(name, writing));
  if (!rule.ok) return failed(rule.failure);
  if (rule.value !== null) return { kind: "skipped", reason: rule.value };
  const earlier = await sameAs(entry, request, writing);
  if (earlier !== null) return saidAlready(earlier);
  const mapped = await applyMapping(request);
  return mapped.ok ? upsertAll(mapped.records, writing) : failed(mapped.failure);
}

const saidAlready = ({ id, recordType }: LedgerEntry): Outcome => ({
  kind: "skipped",
  reason: `It changes nothing that the mapping reads: NetSuite has it as entry ${id} made it.`,
  ...(recordType === null ? {} : { recordType }),
});

async function upsertAll(records: readonly MappedRecord[], writing: Writing): Promise<Outcome> {
  const warnings = records.flatMap((record) => record.warnings);
  let last: Outcome = failed(NOTHING_MAPPED);
  for (const record of records) {
    const written = await writing.sending.upsert(record);
    if (!written.ok) return refused(record, written.failure, writing);
    const { internalId } = written.value;
    last = { kind: "delivered", recordType: record.recordType, internalId, warnings };
  }
  return last;
}

/** One of its references may be remembered here and no longer be there: the next order asks for them again. */
function refused({ body }: MappedRecord, failure: Failure, { lookups }: UpsertPorts): Outcome {
  if (failure.class !== "data") return failed(failure);
  const named = withName(failure, lookups);
  lookups.forget(new Set(internalIdsIn(body)));
  return failed(named);
}

function internalIdsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "id" in value && typeof value.id === "string" ? [value.id] : [];
  return [...own, ...Object.values(value).flatMap(internalIdsIn)];
}

/** NetSuite names what it refuses by its internal id; people know it by the name that it was looked up by. */
function withName(failure: Failure, lookups: RememberedLookups): Failure {
  const query = failure.value === undefined ? undefined : lookups.queryOf(failure.value);
  if (query === undefined) return failure;
  const { recordType, by, value } = query;
  const message = `${failure.message} ${failure.value} is the ${recordType} whose ${by} is "${value}".`;
  return { ...failure, message, value };
}

const NOTHING_MAPPED: Failure = {
  class: "data",
  code: "MAPPING_FAILED",
  message: "The mapping produced no record for this order.",
  advice: "Check the `when` conditions of the mapping, then re-run.",
};
