/** What a request is answered when a fault strikes the service, its data, its answer or its body. */
import { type Answering, type Reply, resetReply, subjectOf } from "../exchange/answer.ts";
import type { BodyPace } from "../exchange/body-pace.ts";
import type { EngineResponse } from "../exchange/exchange.ts";
import { responseHeaders } from "../exchange/response-headers.ts";
import type { RecordHistory } from "../records/record-history.ts";
import type { OperationName, PlanFacts, Subject } from "../services/service.ts";
import type { FaultEffect } from "./effects.ts";
import type { Strikes } from "./fault-list.ts";
import { HTML_TYPE, MAINTENANCE_PAGE, proxyPage } from "./html-pages.ts";

/** Milliseconds that the account's clock is off for this login. */
export function skewOf({ login }: Strikes): number {
  const effect = login?.effect;
  return typeof effect === "object" && "clockSkewMs" in effect ? effect.clockSkewMs : 0;
}

/** Milliseconds to wait on top of the latency. */
export function delayOf({ wait }: Strikes): number {
  if (wait === undefined || typeof wait.effect === "string" || !("delayMs" in wait.effect)) return 0;
  const { delayMs } = wait.effect;
  return typeof delayMs === "number" ? delayMs : wait.random.integer(delayMs.from, delayMs.to);
}

interface Struck {
  readonly answering: Answering;
  readonly history: RecordHistory;
  readonly plan: PlanFacts;
  readonly strikes: Strikes;
  /** Does what was planned and answers it. */
  serve(): Reply;
}

/** True when the fault is the whole answer and nothing is done. */
export function isUndone({ answer }: Strikes): boolean {
  const effect = answer?.effect;
  if (typeof effect === "object" && "status" in effect) return effect.afterCommit !== true;
  return effect === "reset-before-commit" || effect === "maintenance-page";
}

/** Nothing in here waits, so a record and its answer belong together. */
export function answerStruck(struck: Struck): Reply {
  const { strikes, plan } = struck;
  const past = strikes.data?.effect;
  const isStale = typeof past === "object" && "staleRead" in past && READS.has(plan.operation);
  const serve = isStale ? () => struck.history.asOf(past.staleRead, struck.serve) : struck.serve;
  const reply = answerOf({ ...struck, serve });
  const named = struckBy(strikes, reply);
  return strikes.body === undefined ? named : paced(named, strikes.body.effect);
}

/** Writes must see the present. */
const READS: ReadonlySet<OperationName> = new Set(["list", "get", "get-part", "query"]);

/** The journal names every fault that struck. */
export function struckBy(strikes: Strikes, reply: Reply): Reply {
  const names = Object.values(strikes).map(({ name }) => name);
  return names.length === 0 ? reply : { ...reply, faults: names };
}

function answerOf(struck: Struck): Reply {
  const effect = struck.strikes.answer?.effect;
  const { plan } = struck;
  if (effect === undefined) return struck.serve();
  if (effect === "reset-before-commit") return resetReply(plan, effect);
  if (effect === "maintenance-page") {
    const headers = { "content-type": HTML_TYPE };
    return inPlace(plan, { status: 200, headers, body: MAINTENANCE_PAGE, reason: effect });
  }
  if (typeof effect === "object" && "status" in effect) {
    const subject = effect.afterCommit === true ? struck.serve().subject : {};
    return inPlace({ ...plan, ...subject }, failureOf(struck.answering, effect));
  }
  return changed(struck.serve(), plan, effect);
}

interface Substitute extends Pick<EngineResponse, "status" | "headers" | "body"> {
  readonly reason: string;
}

/** NetSuite's own words, or a proxy's page where NetSuite was not reached. */
function failureOf(answering: Answering, { status, body, page }: StatusEffect): Substitute {
  const reason = `status ${status}`;
  if (page !== undefined) {
    return { status, headers: { "content-type": HTML_TYPE }, body: body ?? proxyPage(status), reason };
  }
  const written = answering.errorForm({ key: "injected", status }, answering);
  const headers = responseHeaders(written.contentType, answering.random);
  return { status, headers, body: body ?? written.body, reason };
}

type StatusEffect = Extract<FaultEffect, { readonly status: number }>;

function inPlace(
  plan: Pick<PlanFacts, "operation"> & Subject,
  { status, headers, body, reason }: Substitute,
): Reply {
  return {
    response: { status, headers, body },
    operation: plan.operation,
    subject: subjectOf(plan),
    decision: "fault",
    reason,
    waitedMs: 0,
  };
}

/** Served, and then spoilt on the way. */
function changed(reply: Reply, plan: PlanFacts, effect: FaultEffect): Reply {
  const { response, subject } = reply;
  if (effect === "reset-after-commit") return { ...reply, ...resetReply({ ...plan, ...subject }, effect) };
  if (effect === "garbage-json") {
    const status = response.status === 204 ? 200 : response.status;
    const body = `${response.body.slice(0, Math.ceil(response.body.length / 2))}{"links":[`;
    return { ...reply, decision: "fault", reason: effect, response: { ...response, status, body } };
  }
  if (typeof effect === "object" && "contentType" in effect) {
    const headers = { ...response.headers, "content-type": effect.contentType };
    const reason = `content type ${effect.contentType}`;
    return { ...reply, decision: "fault", reason, response: { ...response, headers } };
  }
  return reply;
}

function paced(reply: Reply, effect: FaultEffect): Reply {
  const pace = paceOf(effect);
  return pace === undefined ? reply : { ...reply, response: { ...reply.response, pace } };
}

const CHUNKS_PER_SECOND = 10;

function paceOf(effect: FaultEffect): BodyPace | undefined {
  if (typeof effect === "string") return undefined;
  if ("cutBodyAfterBytes" in effect) {
    return { chunkBytes: 65_536, pauseMs: 0, cutAfterBytes: effect.cutBodyAfterBytes };
  }
  if (!("slowBody" in effect)) return undefined;
  if ("pauseMs" in effect.slowBody) return effect.slowBody;
  const { bytesPerSecond } = effect.slowBody;
  const chunkBytes = Math.ceil(bytesPerSecond / CHUNKS_PER_SECOND);
  return { chunkBytes, pauseMs: (chunkBytes * 1_000) / bytesPerSecond };
}
