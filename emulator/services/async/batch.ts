/** Reads a batch: up to a hundred records of one type in one asynchronous request (Oracle help article_0127092747). */
import { accept, type Outcome, type Refusal, refuse } from "../../errors/refusal.ts";
import type { EngineRequest } from "../../exchange/exchange.ts";
import type { Catalogue } from "../../records/catalogue.ts";
import { isObject } from "../../records/field-value.ts";
import type { BodyObject } from "../record/request-body.ts";
import { parseRecordRoute } from "../record/route.ts";
import type { Caller, Plan, Service } from "../service.ts";
import { isCollectionType, isOfOtherType, itemsOf } from "./batch-body.ts";
import { externalIdOf, idOrExternalIdOf, parseIds, type RecordSegment } from "./batch-ids.ts";

const MAX_BATCH_RECORDS = 100;

export interface BatchRequest {
  readonly request: EngineRequest;
  readonly url: URL;
  readonly caller: Caller;
  /** What answers a single record. */
  readonly records: Service;
  readonly respondAsync: boolean;
  readonly catalogue: Catalogue;
}

export interface Batch {
  readonly recordType: string;
  /** One for each record, in the caller's order. */
  readonly plans: readonly Plan[];
}

type Collection = BatchRequest & { readonly recordType: string };

/** Undefined when the request is about one record, or lists them. */
export function readBatch(asked: BatchRequest): Outcome<Batch | undefined> {
  const { request, url, respondAsync } = asked;
  const route = parseRecordRoute(url.pathname, asked.catalogue);
  if (!route.ok) return accept(undefined);
  if (route.value.kind !== "collection") {
    const isMisplaced = respondAsync && isCollectionType(request);
    return isMisplaced ? refuse({ key: "batch-misplaced", url: url.pathname }) : accept(undefined);
  }
  if (!isBatch(asked)) return accept(undefined);
  if (!respondAsync) return refuse({ key: "batch-not-asynchronous", header: "Prefer" });
  const { recordType } = route.value.type;
  const isByIds = request.method === "GET" || request.method === "DELETE";
  const plans = (isByIds ? plansOfIds : plansOfItems)({ ...asked, recordType });
  return plans.ok ? accept({ recordType, plans: plans.value }) : plans;
}

/** Whether a request to a collection means several records by name. */
function isBatch({ request, url, respondAsync }: BatchRequest): boolean {
  if (request.method === "GET") return url.searchParams.has("ids");
  if (request.method !== "POST") return ["PATCH", "PUT", "DELETE"].includes(request.method);
  // No record type has a field of this name, so a body with items is a batch that forgot its content type.
  return isCollectionType(request) || (respondAsync && itemsOf(request) !== undefined);
}

function plansOfIds(asked: Collection): Outcome<readonly Plan[]> {
  const names = parseIds(asked.url.searchParams.getAll("ids").join(","));
  const wrongNumber = numberRefusal(names.length);
  if (wrongNumber !== undefined) return refuse(wrongNumber);
  return accept(names.map((name) => planOf(asked, name)));
}

function plansOfItems(asked: Collection): Outcome<readonly Plan[]> {
  const { request, recordType } = asked;
  if (!isCollectionType(request)) return refuse({ key: "batch-content-type", header: "Content-Type" });
  const items = itemsOf(request);
  if (items === undefined) return refuse({ key: "content-invalid" });
  const wrongNumber = numberRefusal(items.length);
  if (wrongNumber !== undefined) return refuse(wrongNumber);
  const stranger = items.findIndex((item) => isOfOtherType(item, recordType, asked.catalogue));
  if (stranger >= 0) return refuse({ key: "batch-mixed", path: `items[${stranger}]` });
  return accept(
    items.map((item) =>
      isObject(item)
        ? planOf(asked, nameOf(request.method, item), item)
        : refusedPlan(recordType, { key: "content-invalid" }),
    ),
  );
}

function numberRefusal(count: number): Refusal | undefined {
  if (count === 0) return { key: "batch-empty" };
  if (count <= MAX_BATCH_RECORDS) return undefined;
  return { key: "batch-too-large", values: { count, limit: MAX_BATCH_RECORDS } };
}

/** How an item says which record it means; a new record needs no name. */
function nameOf(method: string, item: BodyObject): Outcome<RecordSegment | undefined> {
  if (method === "POST") return accept(undefined);
  return method === "PUT" ? externalIdOf(item) : idOrExternalIdOf(item);
}

/** The request a caller would have sent for this record alone, so that its answer is that request's answer. */
function planOf(asked: Collection, name: Outcome<RecordSegment | undefined>, item?: BodyObject): Plan {
  if (!name.ok) return refusedPlan(asked.recordType, name.refusal);
  const url = new URL(asked.url);
  const collection = url.pathname.replace(/\/$/, "");
  url.pathname = name.value === undefined ? collection : `${collection}/${name.value}`;
  url.searchParams.delete("ids");
  url.searchParams.delete("expandRecords");
  const body = item === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(item));
  return asked.records.plan({ ...asked.request, url: url.href, body }, url, asked.caller);
}

/** A record that cannot be served fails alone, as its own task. */
const refusedPlan = (recordType: string, refusal: Refusal): Plan => ({
  operation: "unknown",
  recordType,
  latency: { kind: "get" },
  run: () => ({ kind: "refused", refusal }),
});
