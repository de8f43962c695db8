/** NetSuite over the SuiteTalk REST record service. */
import type { Clock } from "../clock.ts";
import type { Failure } from "../failure.ts";
import type { HttpCall } from "../http/http-call.ts";
import type { Network } from "../http/network.ts";
import type { HttpOutcome, Transport } from "../http/transport.ts";
import { createUndiciTransport } from "../http/undici-transport.ts";
import {
  accountName,
  asyncUrlBeside,
  recordServiceUrl,
  suiteqlUrlBeside,
  tokenUrlBeside,
} from "./account.ts";
import { internalIdInLocation, internalIdsIn, recordIn } from "./answer.ts";
import { type Ask, createAsk, isSuccess, type SlotOutcome } from "./ask.ts";
import { createAuthorizer, type NetSuiteCredentials } from "./authorize.ts";
import type { BatchWriter } from "./batch/batch.ts";
import { isJobRunning } from "./batch/job.ts";
import { type BatchingOptions, openBatch } from "./batch/open-batch.ts";
import { classify } from "./classify.ts";
import { checkExternalId, queryFor } from "./identifiers.ts";
import type { FoundRecord, NetSuite, NetSuiteQueries, NetSuiteResult, RecordWrite } from "./netsuite.ts";
import { queryRows } from "./suiteql.ts";

export interface NetSuiteOptions {
  readonly accountId: string;
  readonly baseUrl: string;
  readonly credentials: NetSuiteCredentials;
  readonly connections: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  acquireSlot(): Promise<(outcome: SlotOutcome) => void>;
  onCall?(call: HttpCall): void;
  /** Records are also written many at a time. @default one by one only */
  readonly batching?: BatchingOptions;
  readonly connect?: Network["connect"];
  /** @default an undici Pool to the base URL, and one to the RESTlet's host */
  readonly transport?: Transport;
}

export interface RestNetSuite extends NetSuite, NetSuiteQueries {
  /** null when batching is not configured. */
  readonly batch: BatchWriter | null;
  /** Of a job by its id, whoever has begun it. */
  isJobRunning(jobId: string): Promise<NetSuiteResult<boolean>>;
  close(): Promise<void>;
}

/** @throws IntegrationError `CONFIGURATION_INVALID` when account id and base URL cannot be used together */
export function createRestNetSuite(options: NetSuiteOptions): RestNetSuite {
  const { connections, timeoutMs, clock, credentials, batching } = options;
  const account = accountName(options.accountId);
  const { realm } = account;
  const url = recordServiceUrl(account, options.baseUrl);
  const connectTo = (origin: string, within: number): Transport =>
    options.transport ??
    createUndiciTransport({
      origin,
      connections,
      timeoutMs: within,
      clock,
      ...(options.connect && { connect: options.connect }),
    });
  const transport = connectTo(new URL(url).origin, timeoutMs);
  const tokenUrl = tokenUrlBeside(url);
  const authorizer = createAuthorizer({ credentials, realm, tokenUrl, transport, clock });
  const asking = { ...options, transport, authorizer };
  const ask = createAsk(asking);
  const records = { ask, url };
  const closing = new AbortController();
  const parts = { account, url, asking, connectTo, closed: closing.signal };
  const batch = batching === undefined ? null : openBatch(batching, parts);
  return {
    findByExternalId: (recordType, externalId) => readByExternalId(records, recordType, externalId),
    findByField: (recordType, field, value) => readByField(records, { recordType, field, value }),
    query: (suiteql) => queryRows(ask, suiteqlUrlBeside(url), suiteql),
    upsert: (record, announce) => upsert(records, record, announce),
    batch: batch?.writer ?? null,
    isJobRunning: (jobId) => isJobRunning({ ask, asyncUrl: asyncUrlBeside(url) }, jobId),
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      await Promise.all([batch?.close(), transport.close()]);
    },
  };
}

interface RecordService {
  readonly ask: Ask;
  readonly url: string;
}

async function upsert(
  records: RecordService,
  record: RecordWrite,
  announce?: () => Promise<void>,
): Promise<NetSuiteResult<{ internalId: string }>> {
  const first = await put(records, record, announce);
  if (first.ok || first.failure.code !== "ALREADY_EXISTS") return first;
  // Two first writes of one external id crossed each other: the record is there now, and the same write updates it.
  const found = await readByExternalId(records, record.recordType, record.externalId);
  return found.ok && found.value !== null ? put(records, record, announce) : first;
}

async function put(
  records: RecordService,
  record: RecordWrite,
  announce: (() => Promise<void>) | undefined,
): Promise<NetSuiteResult<{ internalId: string }>> {
  const { recordType, externalId, body, replace } = record;
  const unusable = checkExternalId(recordType, externalId);
  if (unusable !== null) return failed(unusable);
  const query = replace.length === 0 ? "" : `?replace=${replace.map(encodeURIComponent).join(",")}`;
  const outcome = await records.ask({
    method: "PUT",
    url: `${records.url}/${encodeURIComponent(recordType)}/eid:${externalId}${query}`,
    recordType,
    // By default NetSuite drops a field it does not know and answers 204 (Oracle help, section_156570709583).
    headers: { "x-netsuite-propertynamevalidation": "error" },
    body: JSON.stringify(body),
    ...(announce === undefined ? {} : { announce }),
  });
  const internalId = isSuccess(outcome) ? internalIdInLocation(outcome) : null;
  return internalId === null
    ? failed(classify({ operation: "write", outcome, recordType }))
    : { ok: true, value: { internalId } };
}

async function readByExternalId(
  { ask, url: service }: RecordService,
  recordType: string,
  externalId: string,
): Promise<NetSuiteResult<FoundRecord | null>> {
  const unusable = checkExternalId(recordType, externalId);
  if (unusable !== null) return failed(unusable);
  const url = `${service}/${encodeURIComponent(recordType)}/eid:${externalId}`;
  const outcome = await ask({ method: "GET", url, recordType });
  const found = isSuccess(outcome) ? recordIn(outcome) : null;
  if (found !== null) return { ok: true, value: found };
  const failure = classify({ operation: "read", outcome, recordType });
  return isAbsence(outcome, failure) ? { ok: true, value: null } : failed(failure);
}

/** Missing entities answer 404 NONEXISTENT_ID, missing transactions 400 (both observed in a live sandbox, 2026-03). */
const ABSENT_CODES = new Set(["NONEXISTENT_ID", "NONEXISTENT_EXTERNAL_ID", "TRANSACTION_TYPE_INCORRECT"]);

function isAbsence(outcome: HttpOutcome, failure: Failure): boolean {
  if (outcome.kind !== "answer" || (outcome.status !== 404 && outcome.status !== 400)) return false;
  return ABSENT_CODES.has(failure.code);
}

async function readByField(
  { ask, url: service }: RecordService,
  where: { recordType: string; field: string; value: string },
): Promise<NetSuiteResult<readonly string[]>> {
  const query = queryFor(where);
  if (!query.ok) return query;
  const { recordType } = where;
  const url = `${service}/${encodeURIComponent(recordType)}?q=${encodeURIComponent(query.value)}&limit=2`;
  const outcome = await ask({ method: "GET", url, recordType });
  const internalIds = isSuccess(outcome) ? internalIdsIn(outcome) : null;
  return internalIds === null
    ? failed(classify({ operation: "read", outcome, recordType }))
    : { ok: true, value: internalIds };
}

function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}
