/** NetSuite over the SuiteTalk REST record service: takes a slot, signs, sends, and gives the slot back with the outcome. */
import type { Clock } from "../clock.ts";
import type { Failure } from "../failure.ts";
import type { HttpAnswer, HttpOutcome, Transport } from "../http/transport.ts";
import { createUndiciTransport } from "../http/undici-transport.ts";
import { inSpan } from "../tracing.ts";
import { accountName, recordServiceUrl, tokenUrlBeside } from "./account.ts";
import { internalIdIn, internalIdInLocation, internalIdsIn } from "./answer.ts";
import { createAuthorizer, type NetSuiteCredentials } from "./authorize.ts";
import type { Authorizer } from "./authorizer.ts";
import { classify } from "./classify.ts";
import { checkExternalId, queryFor } from "./identifiers.ts";
import type { NetSuite, NetSuiteResult, RecordWrite } from "./netsuite.ts";

export interface NetSuiteCall {
  readonly method: string;
  readonly path: string;
  /** null when no answer came. */
  readonly status: number | null;
  readonly ms: number;
  /** The bodies; headers are nobody's business, they hold the signature. */
  readonly sent?: string;
  readonly answered?: string;
}

/** How a call ended, for the one who hands out slots: refused = NetSuite had none free. */
export type SlotOutcome = "ok" | "refused" | "failed";

export interface NetSuiteOptions {
  readonly accountId: string;
  readonly baseUrl: string;
  readonly credentials: NetSuiteCredentials;
  readonly connections: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  acquireSlot(): Promise<(outcome: SlotOutcome) => void>;
  onCall?(call: NetSuiteCall): void;
  /** @default an undici Pool to the base URL */
  readonly transport?: Transport;
}

interface Call {
  readonly method: "GET" | "PUT";
  /** Below the record service, encoded. */
  readonly path: string;
  readonly recordType: string;
  readonly body?: string;
}

type Ask = (call: Call) => Promise<HttpOutcome>;

/** @throws IntegrationError `CONFIGURATION_INVALID` when account id and base URL cannot be used together */
export function createRestNetSuite(options: NetSuiteOptions): NetSuite & { close(): Promise<void> } {
  const serviceUrl = recordServiceUrl(accountName(options.accountId), options.baseUrl);
  const { connections, timeoutMs } = options;
  const transport =
    options.transport ??
    createUndiciTransport({ origin: new URL(serviceUrl).origin, connections, timeoutMs });
  const authorizer = createAuthorizer({
    credentials: options.credentials,
    realm: accountName(options.accountId).realm,
    tokenUrl: tokenUrlBeside(serviceUrl),
    transport,
    clock: options.clock,
  });
  const ask = traced(askThrough({ options, serviceUrl, transport, authorizer }));
  const findByExternalId: NetSuite["findByExternalId"] = (recordType, externalId) =>
    readByExternalId(ask, recordType, externalId);
  return {
    findByExternalId,
    findByField: (recordType, field, value) => readByField(ask, { recordType, field, value }),
    upsert: (record) => upsert(ask, record),
    close: () => transport.close(),
  };
}

/** The path is left out: it may hold what a customer is looked up by. */
function traced(ask: Ask): Ask {
  return (call) => {
    const { method, recordType } = call;
    const attributes = { "http.request.method": method, "netsuite.record_type": recordType };
    return inSpan(`NetSuite ${method}`, attributes, async (span) => {
      const outcome = await ask(call);
      if (outcome.kind === "answer") span.setAttribute("http.response.status_code", outcome.status);
      else span.setAttribute("error.type", outcome.code);
      return outcome;
    });
  };
}

interface Wiring {
  readonly options: NetSuiteOptions;
  readonly serviceUrl: string;
  readonly transport: Transport;
  readonly authorizer: Authorizer;
}

function askThrough({ options, serviceUrl, transport, authorizer }: Wiring): Ask {
  const { clock } = options;
  return async ({ method, path, body, recordType }) => {
    const url = `${serviceUrl}/${path}`;
    const release = await options.acquireSlot();
    const startedAt = clock.now();
    let outcome: HttpOutcome | undefined;
    try {
      // Signed only now: a timestamp that waited for a slot may be too old when it arrives.
      const authorization = await authorizer.authorize({ method, url });
      outcome = authorization.ok
        ? await transport.send({ method, url, ...request(authorization.header, body) })
        : authorization.outcome;
      if (outcome.kind === "answer" && outcome.status === 401) authorizer.refused();
      return outcome;
    } finally {
      release(slotOutcome(outcome, recordType));
      const line = { method, path: new URL(url).pathname, ms: clock.now() - startedAt };
      options.onCall?.({ ...line, ...(body === undefined ? {} : { sent: body }), ...answerIn(outcome) });
    }
  };
}

function answerIn(outcome: HttpOutcome | undefined): Pick<NetSuiteCall, "status" | "answered"> {
  if (outcome?.kind !== "answer") return { status: null };
  return { status: outcome.status, ...(outcome.text === "" ? {} : { answered: outcome.text }) };
}

function request(authorization: string, body: string | undefined) {
  const headers = { authorization, accept: "application/json" };
  if (body === undefined) return { headers };
  return {
    headers: {
      ...headers,
      "content-type": "application/json",
      // By default NetSuite drops a field it does not know and answers 204 (Oracle help, section_156570709583).
      "x-netsuite-propertynamevalidation": "error",
    },
    body,
  };
}

function slotOutcome(outcome: HttpOutcome | undefined, recordType: string): SlotOutcome {
  if (outcome === undefined || outcome.kind === "no-answer") return "failed";
  if (outcome.status < 400) return "ok";
  const { class: failureClass } = classify({ operation: "read", outcome, recordType });
  if (failureClass === "throttled") return "refused";
  return outcome.status >= 500 ? "failed" : "ok";
}

async function upsert(ask: Ask, record: RecordWrite): Promise<NetSuiteResult<{ internalId: string }>> {
  const first = await put(ask, record);
  if (first.ok || first.failure.code !== "ALREADY_EXISTS") return first;
  // Two first writes of one external id crossed each other: the record is there now, and the same write updates it.
  const found = await readByExternalId(ask, record.recordType, record.externalId);
  return found.ok && found.value !== null ? put(ask, record) : first;
}

async function put(ask: Ask, record: RecordWrite): Promise<NetSuiteResult<{ internalId: string }>> {
  const { recordType, externalId, body, replace } = record;
  const unusable = checkExternalId(recordType, externalId);
  if (unusable !== null) return failed(unusable);
  const query = replace.length === 0 ? "" : `?replace=${replace.map(encodeURIComponent).join(",")}`;
  const path = `${encodeURIComponent(recordType)}/eid:${externalId}${query}`;
  const outcome = await ask({ method: "PUT", path, recordType, body: JSON.stringify(body) });
  const internalId = isSuccess(outcome) ? internalIdInLocation(outcome) : null;
  return internalId === null
    ? failed(classify({ operation: "write", outcome, recordType }))
    : { ok: true, value: { internalId } };
}

async function readByExternalId(
  ask: Ask,
  recordType: string,
  externalId: string,
): Promise<NetSuiteResult<{ internalId: string } | null>> {
  const unusable = checkExternalId(recordType, externalId);
  if (unusable !== null) return failed(unusable);
  const path = `${encodeURIComponent(recordType)}/eid:${externalId}`;
  const outcome = await ask({ method: "GET", path, recordType });
  const internalId = isSuccess(outcome) ? internalIdIn(outcome) : null;
  if (internalId !== null) return { ok: true, value: { internalId } };
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
  ask: Ask,
  where: { recordType: string; field: string; value: string },
): Promise<NetSuiteResult<readonly string[]>> {
  const query = queryFor(where);
  if (!query.ok) return query;
  const { recordType } = where;
  const path = `${encodeURIComponent(recordType)}?q=${encodeURIComponent(query.value)}&limit=2`;
  const outcome = await ask({ method: "GET", path, recordType });
  const internalIds = isSuccess(outcome) ? internalIdsIn(outcome) : null;
  return internalIds === null
    ? failed(classify({ operation: "read", outcome, recordType }))
    : { ok: true, value: internalIds };
}

function isSuccess(outcome: HttpOutcome): outcome is HttpAnswer {
  return outcome.kind === "answer" && outcome.status >= 200 && outcome.status < 300;
}

function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}
