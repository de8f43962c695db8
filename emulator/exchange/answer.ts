/** From what a service says to what goes over the wire, with what the journal wants to know. */
import { errorReply } from "../errors/error-body.ts";
import type { Refusal } from "../errors/refusal.ts";
import type { FaultEffect } from "../faults/fault-list.ts";
import type { JournalDecision } from "../journal/journal.ts";
import type { SeededRandom } from "../seeded-random.ts";
import type { OperationName, Plan, ServiceAnswer, Subject } from "../services/service.ts";
import type { EngineResponse } from "./exchange.ts";
import { responseHeaders } from "./response-headers.ts";

/** Whoever answers: an account, or one of its asynchronous processors. */
interface Answering {
  /** Ids of operations and errors. */
  readonly random: SeededRandom;
}

export interface Reply {
  readonly response: EngineResponse;
  readonly operation: OperationName;
  readonly subject: Subject;
  readonly decision: JournalDecision;
  readonly reason?: string;
  readonly waitedMs: number;
}

export function answerOf(account: Answering, plan: Plan, answer: ServiceAnswer): Reply {
  const about = {
    operation: plan.operation,
    subject: subjectOf({ ...plan, ...answer }),
    waitedMs: 0,
  } as const;
  if (answer.kind === "refused") {
    const refused = refusedReply(account, answer.refusal, "refused");
    const headers = { ...refused.response.headers, ...answer.headers };
    return { ...refused, ...about, response: { ...refused.response, headers } };
  }
  if (answer.kind === "replayed") return { ...about, decision: "served", response: answer.response };
  if (answer.kind !== "content") {
    const status = answer.kind === "accepted" ? 202 : 204;
    const headers = { ...responseHeaders("empty", account.random), ...answer.headers };
    return { ...about, decision: "served", response: { status, headers, body: "" } };
  }
  const headers = { ...responseHeaders(answer.shape, account.random), ...answer.headers };
  return {
    ...about,
    decision: "served",
    response: { status: 200, headers, body: JSON.stringify(answer.content) },
  };
}

export function refusedReply(account: Answering, refusal: Refusal, decision: JournalDecision): Reply {
  const { status, body, detail } = errorReply(refusal);
  return {
    response: { status, headers: responseHeaders("error", account.random), body },
    operation: "unknown",
    subject: {},
    decision,
    reason: detail,
    waitedMs: 0,
  };
}

/** Twenty lower-case letters name the error, as in Oracle's sample; the stack stays in the journal's reason. */
export function unexpectedReply(account: Answering, plan: Plan, error: unknown): Reply {
  const refusal: Refusal = { key: "unexpected", values: { errorId: account.random.letters(20) } };
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    ...refusedReply(account, refusal, "failed"),
    operation: plan.operation,
    subject: subjectOf(plan),
    reason,
  };
}

export function faultReply(account: Answering, plan: Plan, effect: { status: number; body?: string }): Reply {
  const body = effect.body ?? errorReply({ key: "injected" }, effect.status).body;
  const headers = responseHeaders("error", account.random);
  return {
    response: { status: effect.status, headers, body },
    operation: plan.operation,
    subject: subjectOf(plan),
    decision: "fault",
    reason: `status ${effect.status}`,
    waitedMs: 0,
  };
}

export function resetReply(plan: Pick<Plan, "operation"> & Subject, effect: FaultEffect & string): Reply {
  return {
    response: { status: 0, headers: {}, body: "", reset: true },
    operation: plan.operation,
    subject: subjectOf(plan),
    decision: "fault",
    reason: effect,
    waitedMs: 0,
  };
}

/** The door was closed while the request waited: nothing was saved. */
export function givenUpReply(plan: Plan): Reply {
  const reset = resetReply(plan, "reset-before-commit");
  return { ...reset, decision: "failed", reason: "The door was closed before the request's wait was over." };
}

function subjectOf({ recordType, internalId, externalId }: Subject): Subject {
  return {
    ...(recordType === undefined ? {} : { recordType }),
    ...(internalId === undefined ? {} : { internalId }),
    ...(externalId === undefined ? {} : { externalId }),
  };
}
