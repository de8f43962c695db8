/** The record service with its asynchronous half: `Prefer: respond-async` makes a job of any record request. */
import type { Refusal } from "../../errors/refusal.ts";
import type { EngineRequest } from "../../exchange/exchange.ts";
import type { Quirks } from "../../quirks.ts";
import type { Catalogue } from "../../records/catalogue.ts";
import type { Caller, Plan, Service, ServiceAnswer, Subject } from "../service.ts";
import { jobHref } from "./async-route.ts";
import { readBatch } from "./batch.ts";
import { idempotencyKeyOf } from "./idempotency.ts";
import type { JobDesk } from "./job-desk.ts";
import type { JobOrigin } from "./job-origin.ts";
import type { Job } from "./jobs.ts";
import { preferencesOf } from "./preferences.ts";

export interface AsyncRecordsOptions {
  readonly records: Service;
  readonly desk: JobDesk;
  readonly catalogue: Catalogue;
  readonly quirks: Quirks;
}

export function createAsyncRecords({ records, desk, catalogue, quirks }: AsyncRecordsOptions): Service {
  return {
    path: records.path,
    plan(request, url, caller) {
      const { respondAsync, parallel } = preferencesOf(request.headers["prefer"], quirks.batchOrder);
      const batch = readBatch({ request, url, caller, records, respondAsync, catalogue });
      if (!batch.ok) return submission({}, () => ({ kind: "refused", refusal: batch.refusal }));
      if (!respondAsync) return records.plan(request, url, caller);
      const { plans, ...subject } = batch.value ?? jobOfOne(records.plan(request, url, caller));
      return submission(subject, () => submit(desk, { request, url, plans, caller, parallel, quirks }));
    },
  };
}

/** The plans of a request that was made a job before. */
export function plansAgain(
  { records, catalogue }: Pick<AsyncRecordsOptions, "records" | "catalogue">,
  { request, caller }: JobOrigin,
): readonly Plan[] {
  const url = new URL(request.url);
  const batch = readBatch({ request, url, caller, records, respondAsync: true, catalogue });
  if (!batch.ok) return [];
  return batch.value?.plans ?? [records.plan(request, url, caller)];
}

const jobOfOne = (plan: Plan): Subject & { readonly plans: readonly Plan[] } => ({ ...plan, plans: [plan] });

/** All that happens in the request itself: it costs a look-up's time and holds its slot no longer than that. */
const submission = ({ recordType, internalId, externalId }: Subject, run: Plan["run"]): Plan => ({
  operation: "submit",
  ...(recordType === undefined ? {} : { recordType }),
  ...(internalId === undefined ? {} : { internalId }),
  ...(externalId === undefined ? {} : { externalId }),
  latency: { kind: "get" },
  run,
});

interface Accepting {
  readonly request: EngineRequest;
  readonly url: URL;
  readonly plans: readonly Plan[];
  readonly caller: Caller;
  readonly parallel: boolean;
  readonly quirks: Quirks;
}

/** Nothing in here waits, so two requests with one key cannot both become jobs. */
function submit(desk: JobDesk, { request, url, plans, quirks, ...rest }: Accepting): ServiceAnswer {
  const key = idempotencyKeyOf(request.headers);
  if (!key.ok) return { kind: "refused", refusal: key.refusal };
  const earlier = key.value === undefined ? undefined : desk.findByKey(key.value);
  if (earlier !== undefined) {
    const refusal: Refusal = { key: "idempotency-key-used" };
    return { kind: "refused", refusal, headers: headersOf(earlier, url, quirks) };
  }
  const job = desk.submit({ plans, key: key.value, origin: { request, ...rest } });
  return { kind: "accepted", headers: headersOf(job, url, quirks) };
}

/** Oracle prints Location both relative and absolute; clients take the last segment (help subsect_161278579295). */
const headersOf = (
  job: Job,
  { origin }: URL,
  { asyncLocation }: Quirks,
): Readonly<Record<string, string>> => ({
  "preference-applied": "respond-async",
  location: jobHref(asyncLocation === "relative" ? "" : origin, job.id),
});
