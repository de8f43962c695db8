/** The one path every request takes: account, login, slot, latency, fault, service, journal, answer. */
import type { AccountCore } from "./account.ts";
import { login } from "./auth/login.ts";
import { resolveAccount } from "./auth/resolve-account.ts";
import {
  type Answering,
  answeringOn,
  answerOf,
  givenUpReply,
  type Reply,
  unexpectedReply,
} from "./exchange/answer.ts";
import { type Call, openCall } from "./exchange/call.ts";
import { takesLogin } from "./exchange/channel.ts";
import type { EngineRequest, EngineResponse } from "./exchange/exchange.ts";
import { waitOut } from "./exchange/wait.ts";
import { answerStruck, delayOf, isUndone, skewOf, struckBy } from "./faults/fault-answer.ts";
import type { Strikes } from "./faults/fault-list.ts";
import type { FaultSubject } from "./faults/fault-match.ts";
import { claimedSubject, knownSubject } from "./faults/fault-subject.ts";
import { admit } from "./governance/admission.ts";
import { record } from "./journal/journal-entry.ts";
import type { RecordHistory } from "./records/record-history.ts";
import { planOf } from "./services/plan.ts";
import type { AnyPlan, Caller, LongAnswer, LongPlan, Plan } from "./services/service.ts";

/** Puts the response on the wire; the slot stays taken until it has settled. */
export type WriteResponse = (response: EngineResponse) => Promise<void>;

export type Handle = (request: EngineRequest, write?: WriteResponse) => Promise<EngineResponse>;

export function createEngine(accounts: readonly AccountCore[]): Handle {
  return async (request, write = async () => undefined) => {
    const call = openCall(request);
    const account = resolveAccount(accounts, call);
    const { faults, clock } = account;
    const begun = clock.ticks();
    const answer = async (reply: Reply) => send(record(account, call, reply), write);
    const claimed = claimedSubject(account, call);
    const answering = answeringOn(account, call);
    if (!takesLogin(call.channel)) {
      const visit = { account, call, begun, answering, caller: NOBODY, subject: claimed, strikes: {} };
      return answer(await serve(visit));
    }
    const atLogin = faults.strike(["login"], claimed);
    const entry = login(account, call, clock.now() + skewOf(atLogin));
    if (entry.kind === "refused") return answer(struckBy(atLogin, entry.reply));
    const subject = knownSubject(claimed, entry);
    const strikes = { ...atLogin, ...faults.strike(["admission"], subject) };
    const { integration } = entry;
    const admission = admit({ account, call, integration, strike: strikes.admission });
    if (admission.kind === "refused") return answer(struckBy(strikes, await admission.reply));
    try {
      return await answer(await serve({ account, call, begun, answering, caller: entry, subject, strikes }));
    } finally {
      admission.slot.release();
    }
  };
}

async function send(response: EngineResponse, write: WriteResponse): Promise<EngineResponse> {
  await write(response);
  return response;
}

interface Visit {
  readonly account: AccountCore;
  readonly call: Call;
  /** When the request came, by the ticks of the account's clock. */
  readonly begun: number;
  readonly answering: Answering;
  readonly caller: Caller;
  readonly subject: FaultSubject;
  /** Of the faults that struck so far. */
  readonly strikes: Strikes;
}

const NOBODY: Caller = { integration: undefined };

async function serve(visit: Visit): Promise<Reply> {
  const { account, call, begun, answering, caller, subject } = visit;
  const { clock, history, faults } = account;
  const plan = planOf(account, call, caller);
  const now = faults.strike(["wait", "data", "answer", "body"], { ...subject, plan: () => plan });
  const strikes = { ...visit.strikes, ...now };
  const { ms: waitedMs, rowMs, end } = account.latency.begin(plan.latency);
  const { givenUp } = call.request;
  const dueMs = waitedMs + delayOf(strikes);
  if (dueMs > 0) await waitOut(dueMs, { clock, begun, givenUp });
  end();
  if (givenUp?.aborted === true) return { ...givenUpReply(plan), waitedMs };
  if (isLong(plan)) return serveLong({ answering, history, plan, strikes, givenUp, waitedMs });
  const reply = answerStruck({ answering, history, plan, strikes, serve: () => run(answering, plan) });
  const rowsMs = rowMs * (reply.rows ?? 0);
  if (rowsMs > 0) await waitOut(dueMs + rowsMs, { clock, begun, givenUp });
  return { ...reply, waitedMs: waitedMs + rowsMs };
}

const isLong = (plan: AnyPlan): plan is LongPlan => "work" in plan;

interface LongVisit {
  readonly answering: Answering;
  readonly history: RecordHistory;
  readonly plan: LongPlan;
  readonly strikes: Strikes;
  readonly givenUp: AbortSignal | undefined;
  readonly waitedMs: number;
}

/** A script saves one record after another while other requests go on, as in NetSuite. */
async function serveLong({ plan, givenUp, ...visit }: LongVisit): Promise<Reply> {
  const { answering, history, strikes } = visit;
  const done = isUndone(strikes) ? UNDONE : await plan.work();
  const waitedMs = visit.waitedMs + done.waitedMs;
  if (givenUp?.aborted === true) return { ...givenUpReply(plan), waitedMs };
  const serve = (): Reply => answerOf(answering, plan, done.answer);
  return { ...answerStruck({ answering, history, plan, strikes, serve }), waitedMs };
}

/** Never sent: a fault answers in its place. */
const UNDONE: LongAnswer = { answer: { kind: "done", headers: {} }, waitedMs: 0 };

function run(answering: Answering, plan: Plan): Reply {
  try {
    return answerOf(answering, plan, plan.run());
  } catch (error) {
    return unexpectedReply(answering, plan, error);
  }
}
