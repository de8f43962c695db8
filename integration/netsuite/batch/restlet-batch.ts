/**
 * Many records of one type as one call of a RESTlet that this account has deployed: `examples/restlets/upsert-many.js`.
 *
 * The call holds its slot until the last record is saved. No key leads from a lost answer back to its call, so that its records
 * are looked up one by one.
 */
import { z } from "zod";
import type { HttpOutcome } from "../../http/transport.ts";
import { jsonIn } from "../answer.ts";
import { type Ask, isSuccess } from "../ask.ts";
import { classify, classifyUnreadable } from "../classify.ts";
import type { RecordWrite } from "../netsuite.ts";
import { type BatchAnswer, type BatchOutcome, type BatchWriter, failedBatch, type Written } from "./batch.ts";

const SECOND = 1_000;

/** A transaction costs 30 of the 5,000 units of a call (Oracle help, section_4640094112), and a second or so of its 300. */
export const MAX_RESTLET_BATCH = 100;

/** NetSuite ends a RESTlet after 300 seconds (Oracle help, section_161591009480); its answer has a while to arrive. */
export const RESTLET_TIMEOUT_MS = 330 * SECOND;

export interface RestletBatchOptions {
  readonly ask: Ask;
  /** With the script and its deployment. */
  readonly url: string;
  /** @default 100 */
  readonly size?: number;
  /** Nobody waits any more. */
  readonly closed: AbortSignal;
}

export function createRestletBatch(options: RestletBatchOptions): BatchWriter {
  const size = Math.min(options.size ?? MAX_RESTLET_BATCH, MAX_RESTLET_BATCH);
  return { size, upsertAll: (records) => upsertAll(options, records) };
}

async function upsertAll(
  { ask, url, closed }: RestletBatchOptions,
  records: readonly RecordWrite[],
): Promise<BatchOutcome> {
  const [first] = records;
  if (first === undefined) return { ok: true, answers: [] };
  const { recordType } = first;
  const outcome = await ask({
    method: "POST",
    url,
    recordType,
    body: JSON.stringify({ records: records.map(toSend) }),
    signal: closed,
  });
  if (!isSuccess(outcome)) return failedBatch(classify({ operation: "write", outcome, recordType }));
  const results = resultsIn(outcome, records);
  if (results === null) return failedBatch(classifyUnreadable({ operation: "write", outcome }));
  return { ok: true, answers: results.map((result) => answerOf(result, recordType)) };
}

const toSend = ({ recordType, externalId, body, replace }: RecordWrite) => ({
  recordType,
  externalId,
  body,
  replace,
});

const result = z.discriminatedUnion("status", [
  z.object({ status: z.enum(["created", "updated"]), externalId: z.string(), id: z.number().or(z.string()) }),
  z.object({ status: z.literal("failed"), externalId: z.string(), code: z.string(), message: z.string() }),
  z.object({ status: z.literal("notProcessed"), externalId: z.string() }),
]);
const answer = z.object({ results: z.array(result) });

type Result = z.output<typeof result>;

/** null for an answer that does not speak of just these records in their order. */
function resultsIn(outcome: HttpOutcome, records: readonly RecordWrite[]): readonly Result[] | null {
  const parsed = outcome.kind === "answer" ? answer.safeParse(jsonIn(outcome)) : null;
  if (parsed?.success !== true) return null;
  const { results } = parsed.data;
  const isOfThese =
    results.length === records.length &&
    results.every(({ externalId }, index) => externalId === records[index]?.externalId);
  return isOfThese ? results : null;
}

function answerOf(of: Result, recordType: string): BatchAnswer | null {
  if (of.status === "notProcessed") return null;
  if (of.status === "failed") {
    const failure = classify({ operation: "write", outcome: asIfAlone(of), recordType });
    return async () => ({ ok: false, failure });
  }
  const written: Written = { ok: true, value: { internalId: String(of.id) } };
  return async () => written;
}

/** A script's error, as NetSuite would have answered had the script not caught it. */
const asIfAlone = ({ code, message }: { readonly code: string; readonly message: string }): HttpOutcome => ({
  kind: "answer",
  status: 400,
  headers: {},
  text: JSON.stringify({ error: { code, message } }),
});
