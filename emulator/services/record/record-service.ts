/** SuiteTalk REST's record service: each route and method to its operation. */
import type { Outcome, Refusal } from "../../errors/refusal.ts";
import type { LatencyOperation } from "../../latency/latency-model.ts";
import type { Quirks } from "../../quirks.ts";
import { linesOf } from "../../records/field-value.ts";
import { refusedPlan } from "../refused-plan.ts";
import type { OperationName, Plan, Service, ServiceAnswer, Subject } from "../service.ts";
import { attachRecord } from "./attach-record.ts";
import { listRecords } from "./list-records.ts";
import { findRow, readPart, readRecord } from "./read-record.ts";
import type { RecordCall, RecordServiceOptions } from "./record-call.ts";
import { formOf, openForm } from "./record-form.ts";
import { type BodyObject, countLines, parseBody, parseOptionalBody } from "./request-body.ts";
import { parseRecordRoute, RECORD_SERVICE_PATH, type RecordRoute } from "./route.ts";
import { runAction } from "./run-action.ts";
import { transformRecord } from "./transform-record.ts";
import { deleteRecord, writeRecord } from "./write-record.ts";

const OPERATIONS: Readonly<Record<RecordRoute["kind"], Readonly<Record<string, OperationName>>>> = {
  collection: { GET: "list", POST: "create" },
  instance: { GET: "get", PUT: "upsert", PATCH: "update", DELETE: "delete" },
  part: { GET: "get-part" },
  transform: { POST: "transform" },
  relation: { POST: "attach" },
  action: { POST: "action" },
};

export function createRecordService(options: RecordServiceOptions): Service {
  return {
    path: RECORD_SERVICE_PATH,
    plan(request, url) {
      const route = parseRecordRoute(url.pathname, options.store.catalogue);
      if (!route.ok) return refusedPlan(route.refusal);
      const misspelt = spellingRefusal(route.value, options.quirks);
      if (misspelt !== undefined) return refusedPlan(misspelt);
      const operation = operationOf(route.value, request.method);
      if (operation === undefined) {
        return refusedPlan({ key: "method-not-allowed", values: { method: request.method } });
      }
      const { store, writer, rules, quirks, seed } = options;
      return planCall({ store, writer, rules, quirks, seed, request, url, route: route.value, operation });
    },
  };
}

/** One report has a 400 for a lower-case name; its body was not seen. */
function spellingRefusal(
  { calledAs, type, path }: RecordRoute,
  { lowerCaseTypes }: Quirks,
): Refusal | undefined {
  const isLower = calledAs !== type.recordType && calledAs === calledAs.toLowerCase();
  return lowerCaseTypes === "refused" && isLower ? { key: "request-malformed", url: path } : undefined;
}

function operationOf({ kind }: RecordRoute, method: string): OperationName | undefined {
  return Object.hasOwn(OPERATIONS[kind], method) ? OPERATIONS[kind][method] : undefined;
}

/** Operations that read a body; some work without one. */
const BODIES: Readonly<Partial<Record<OperationName, typeof parseBody>>> = {
  create: parseBody,
  update: parseBody,
  upsert: parseBody,
  transform: parseOptionalBody,
  attach: parseOptionalBody,
  action: parseOptionalBody,
};

function planCall(call: RecordCall): Plan {
  const { route, request } = call;
  const form = formOf(call);
  const operation = form === undefined ? call.operation : "form";
  const subject = subjectOf(route);
  const readBody = form === undefined ? BODIES[operation] : parseOptionalBody;
  if (readBody === undefined) {
    return { operation, ...subject, latency: latencyOf(call, 0), run: () => runRead(call) };
  }
  const body = readBody(request.body);
  if (!body.ok) return { ...refusedPlan(body.refusal, operation), ...subject };
  const { value } = body;
  return {
    operation,
    ...subject,
    latency: form === undefined ? latencyOf(call, linesWritten(call, value)) : { kind: "get" },
    run: () => (form === undefined ? runWrite(call, value) : openForm(call, form, value)),
  };
}

function runWrite(call: RecordCall, body: BodyObject): ServiceAnswer {
  const { route } = call;
  if (route.kind === "transform") return transformRecord(call, route, body);
  if (route.kind === "relation") return attachRecord(call, route, body);
  if (route.kind === "action") return runAction(call, route);
  return writeRecord(call, body);
}

/** A transform and an action write the lines of the record they start from. */
function linesWritten({ route, store }: RecordCall, body: BodyObject): number {
  if (route.kind !== "transform" && route.kind !== "action") return countLines(body);
  const row = findRow(store, route.type, route.selector);
  return row.ok ? linesOf(row.value.fields["item"]).length : 0;
}

function runRead(call: RecordCall): ServiceAnswer {
  const { route, url, store, quirks, seed } = call;
  if (route.kind === "collection")
    return contentOf(listRecords({ ...route, url, store, quirks, seed }), "collection");
  const row = findRow(store, route.type, route.selector);
  if (!row.ok) return { kind: "refused", refusal: row.refusal };
  const { id: internalId } = row.value;
  if (call.operation === "delete") return { ...deleteRecord(call, row.value), internalId };
  const { type, calledAs } = route;
  const reading = { type, calledAs, row: row.value, url, store, quirks };
  if (route.kind === "part")
    return { ...contentOf(readPart(reading, route.segments), "singular"), internalId };
  return { kind: "content", shape: "singular", content: readRecord(reading), internalId };
}

const contentOf = (outcome: Outcome<unknown>, shape: "singular" | "collection") =>
  outcome.ok
    ? ({ kind: "content", shape, content: outcome.value } as const)
    : ({ kind: "refused", refusal: outcome.refusal } as const);

function subjectOf(route: RecordRoute): Subject {
  const { recordType } = route.type;
  if (route.kind === "collection") return { recordType };
  const { by, text } = route.selector;
  return by === "id" ? { recordType, internalId: text } : { recordType, externalId: text };
}

function latencyOf({ operation, route }: RecordCall, lines: number): LatencyOperation {
  if (operation === "list") return { kind: "query" };
  if (operation === "get" || operation === "get-part") return { kind: "get" };
  if (operation === "attach") return { kind: "write-entity" };
  if (route.kind === "transform") return { kind: "transform" };
  const { category } = route.type;
  if (category === "transaction") return { kind: "write-transaction", lines };
  return { kind: category === "list" ? "write-list" : "write-entity" };
}
