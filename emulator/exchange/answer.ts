/** From what a service says to what goes over the wire, with what the journal wants to know. */
import type { ErrorForm } from "../errors/error-form.ts";
import type { Refusal } from "../errors/refusal.ts";
import type { Wording } from "../errors/wording.ts";
import type { JournalDecision } from "../journal/journal.ts";
import type { SeededRandom } from "../seeded-random.ts";
import type { OperationName, PlanFacts, ServiceAnswer, Subject } from "../services/service.ts";
import type { Call } from "./call.ts";
import type { EngineResponse } from "./exchange.ts";
import { CONTENT_TYPES, responseHeaders } from "./response-headers.ts";

/** Whoever answers: an account on one of its channels, or one of its asynchronous processors. */
export interface Answering extends Wording {
  /** Ids of operations and errors. */
  readonly random: SeededRandom;
  /** How a no is written. */
  readonly errorForm: ErrorForm;
}

export const answeringOn = (
  { random, quirks, language }: Omit<Answering, "errorForm">,
  { errorForm }: Call,
): Answering => ({ random, quirks, language, errorForm });

export interface Reply {
  readonly response: EngineResponse;
  readonly operation: OperationName;
  readonly subject: Subject;
  readonly decision: JournalDecision;
  readonly reason?: string;
  readonly waitedMs: number;
  /** That a query answered. */
  readonly rows?: number;
  /** Names of the faults that struck. */
  readonly faults?: readonly string[];
}

export function answerOf(answering: Answering, plan: PlanFacts, answer: ServiceAnswer): Reply {
  const about = {
    operation: plan.operation,
    subject: subjectOf(plan, answer),
    waitedMs: 0,
  } as const;
  if (answer.kind === "refused") {
    const refused = refusedReply(answering, answer.refusal, "refused");
    const headers = { ...refused.response.headers, ...answer.headers };
    return { ...refused, ...about, response: { ...refused.response, headers } };
  }
  if (answer.kind === "replayed") return { ...about, decision: "served", response: answer.response };
  if (answer.kind === "written") {
    const { contentType, body } = answer;
    const headers = responseHeaders(contentType, answering.random);
    return { ...about, decision: "served", response: { status: 200, headers, body } };
  }
  if (answer.kind !== "content") {
    const headers = Object.assign(responseHeaders(CONTENT_TYPES.empty, answering.random), answer.headers);
    const status = statusOf(answering, plan, answer.kind);
    return { ...about, decision: "served", response: { status, headers, body: "" } };
  }
  const headers = Object.assign(
    responseHeaders(CONTENT_TYPES[answer.shape], answering.random),
    answer.headers,
  );
  return {
    ...about,
    decision: "served",
    response: { status: 200, headers, body: JSON.stringify(answer.content) },
    ...(answer.rows === undefined ? {} : { rows: answer.rows }),
  };
}

function statusOf({ quirks }: Answering, { operation }: PlanFacts, kind: "accepted" | "done"): number {
  if (kind === "accepted") return 202;
  return operation === "create" ? quirks.createStatus : 204;
}

export function refusedReply(answering: Answering, refusal: Refusal, decision: JournalDecision): Reply {
  const { status, body, detail, contentType } = answering.errorForm(refusal, answering);
  return {
    response: { status, headers: responseHeaders(contentType, answering.random), body },
    operation: "unknown",
    subject: {},
    decision,
    reason: detail,
    waitedMs: 0,
  };
}

/** Twenty lower-case letters name the error, as in Oracle's sample; the stack stays in the journal's reason. */
export function unexpectedReply(answering: Answering, plan: PlanFacts, error: unknown): Reply {
  const refusal: Refusal = { key: "unexpected", values: { errorId: answering.random.letters(20) } };
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    ...refusedReply(answering, refusal, "failed"),
    operation: plan.operation,
    subject: subjectOf(plan),
    reason,
  };
}

export function resetReply(plan: Pick<PlanFacts, "operation"> & Subject, reason: string): Reply {
  return {
    response: { status: 0, headers: {}, body: "", reset: true },
    operation: plan.operation,
    subject: subjectOf(plan),
    decision: "fault",
    reason,
    waitedMs: 0,
  };
}

/** The door was closed while the request waited: nothing was saved. */
export function givenUpReply(plan: PlanFacts): Reply {
  const reset = resetReply(plan, "reset-before-commit");
  return { ...reset, decision: "failed", reason: "The door was closed before the request's wait was over." };
}

const SUBJECT = ["recordType", "internalId", "externalId", "script", "deploy"] as const;

/** What was asked for, as far as the answer does not know better. */
export function subjectOf(asked: Subject, answered: Subject = asked): Subject {
  const subject: { -readonly [Name in keyof Subject]: Subject[Name] } = {};
  for (const name of SUBJECT) {
    const text = answered[name] ?? asked[name];
    if (text !== undefined) subject[name] = text;
  }
  return subject;
}
