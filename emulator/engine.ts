/** The one path every request takes: account, login, slot, latency, fault, service, journal, answer. */
import type { AccountCore } from "./account.ts";
import { login } from "./auth/login.ts";
import { resolveAccount } from "./auth/resolve-account.ts";
import type { Clock } from "./clock.ts";
import {
  type Answering,
  answeringOn,
  answerOf,
  faultReply,
  givenUpReply,
  type Reply,
  resetReply,
  unexpectedReply,
} from "./exchange/answer.ts";
import { type Call, openCall } from "./exchange/call.ts";
import { takesLogin } from "./exchange/channel.ts";
import type { EngineRequest, EngineResponse } from "./exchange/exchange.ts";
import { wait } from "./exchange/wait.ts";
import type { FaultEffect } from "./faults/fault-list.ts";
import { overLimit } from "./governance/over-limit.ts";
import { record } from "./journal/journal-entry.ts";
import { planOf } from "./services/plan.ts";
import type { Caller, Plan } from "./services/service.ts";

/** Puts the response on the wire; the slot stays taken until it has settled. */
export type WriteResponse = (response: EngineResponse) => Promise<void>;

export type Handle = (request: EngineRequest, write?: WriteResponse) => Promise<EngineResponse>;

export function createEngine(accounts: readonly AccountCore[], clock: Clock): Handle {
  return async (request, write = async () => undefined) => {
    const call = openCall(request);
    const account = resolveAccount(accounts, call);
    const answer = async (reply: Reply) => send(record(account, call, reply), write);
    const visit = { account, call, clock, answering: answeringOn(account, call) };
    if (!takesLogin(call.channel)) return answer(await serve({ ...visit, caller: NOBODY }));
    const entry = login(account, call, clock.now());
    if (entry.kind === "refused") return answer(entry.reply);
    const slot = account.slots.take(entry.integration);
    if (slot === undefined) return answer(await overLimit(account, call, clock));
    try {
      return await answer(await serve({ ...visit, caller: entry }));
    } finally {
      slot.release();
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
  readonly clock: Clock;
  readonly answering: Answering;
  readonly caller: Caller;
}

const NOBODY: Caller = { integration: undefined };

async function serve({ account, call, clock, caller, answering }: Visit): Promise<Reply> {
  const plan = planOf(account, call, caller);
  const waitedMs = account.latencyMs({ ...plan.latency, inFlight: account.slots.figures().inFlight });
  const { givenUp } = call.request;
  await wait(clock, waitedMs, givenUp);
  const effect = account.faults.take(call.request.method, plan);
  if (typeof effect === "object" && "delayMs" in effect) await wait(clock, effect.delayMs, givenUp);
  if (givenUp?.aborted === true) return { ...givenUpReply(plan), waitedMs };
  return { ...commit(answering, plan, effect), waitedMs };
}

/** Nothing in here waits, so a record and its answer belong together. */
function commit(answering: Answering, plan: Plan, effect: FaultEffect | undefined): Reply {
  if (effect === "reset-before-commit") return resetReply(plan, effect);
  if (typeof effect === "object" && "status" in effect) return faultReply(answering, plan, effect);
  const reply = run(answering, plan);
  return effect === "reset-after-commit"
    ? { ...reply, ...resetReply({ ...plan, ...reply.subject }, effect) }
    : reply;
}

function run(answering: Answering, plan: Plan): Reply {
  try {
    return answerOf(answering, plan, plan.run());
  } catch (error) {
    return unexpectedReply(answering, plan, error);
  }
}
