/**
 * Open-loop load on undici: each request has its moment and is sent then, however slowly the ones before are answered.
 *
 * Latency counts from the moment a request was due, so that a server that stalls is charged for everyone it kept waiting
 * (coordinated omission). The generator publishes its own lateness: a run in which it was late measured itself.
 */
import { setImmediate, setTimeout } from "node:timers/promises";
import { Agent, type Dispatcher } from "undici";
import type { LoadRequest } from "./closed-loop.ts";
import { createLatenciesByStatus, createLatencyRecorder, type LatencySummary } from "./latency-recorder.ts";
import { requireLoadTarget } from "./load-target.ts";

export interface OpenLoopOptions {
  readonly url: string;
  /** A host other than this machine, when the user named and confirmed it. */
  readonly confirmedHost?: string;
  /** When each request is due, in ms since the start, ascending. */
  readonly dueAt: ArrayLike<number>;
  /** Makes the n-th request (n from 0) just before it is sent, so that its signature is fresh. */
  readonly request: (n: number) => LoadRequest;
  /** Requests in flight at most; one that is due beyond it is dropped and counted. @default 2,000 */
  readonly maxInFlight?: number;
  /** @default 60,000 */
  readonly timeoutMs?: number;
  /** Ends the run early: nothing more is sent, what is in flight is waited for. */
  readonly signal?: AbortSignal;
}

export interface OpenLoopResult {
  readonly due: number;
  readonly sent: number;
  /** Due, but never sent: too many were in flight, or the run was ended. With any a peak fails; one that was ended has no verdict. */
  readonly dropped: number;
  /** Answers by status, from the moment they were due. */
  readonly responses: ReadonlyMap<number, LatencySummary>;
  /** The same from the moment they were sent. */
  readonly services: ReadonlyMap<number, LatencySummary>;
  /** Requests without an answer: resets and time-outs. */
  readonly unanswered: number;
  /** From due to sent: the generator's own share. */
  readonly lateness: LatencySummary;
  readonly durationMs: number;
  readonly isCutShort: boolean;
}

const MOST_IN_FLIGHT = 2_000;

/** @throws LoadtestError TARGET_REFUSED for a host that load must not be sent to */
export async function runOpenLoop(options: OpenLoopOptions): Promise<OpenLoopResult> {
  const { origin } = requireLoadTarget(options.url, options.confirmedHost);
  const { timeoutMs = 60_000, maxInFlight = MOST_IN_FLIGHT } = options;
  const agent = new Agent({
    connections: maxInFlight,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  try {
    return await sendAll(agent, origin, { ...options, maxInFlight });
  } finally {
    await agent.close();
  }
}

type Sending = OpenLoopOptions & { readonly maxInFlight: number };

async function sendAll(agent: Agent, origin: string, options: Sending): Promise<OpenLoopResult> {
  const { dueAt, request, maxInFlight, signal } = options;
  const [responses, services] = [createLatenciesByStatus(), createLatenciesByStatus()];
  const lateness = createLatencyRecorder();
  const startedAt = performance.now();
  const inFlight = new Set<Promise<void>>();
  let [sent, dropped, unanswered] = [0, 0, 0];

  function send(n: number, due: number): void {
    if (inFlight.size >= maxInFlight) {
      dropped += 1;
      return;
    }
    const sentAt = performance.now();
    lateness.record(sentAt - due);
    sent += 1;
    const answered = dispatch(agent, origin, request(n)).then(
      (status) => {
        const at = performance.now();
        responses.record(status, at - due);
        services.record(status, at - sentAt);
      },
      () => {
        unanswered += 1;
      },
    );
    inFlight.add(answered);
    void answered.finally(() => inFlight.delete(answered));
  }

  let next = 0;
  while (next < dueAt.length && !isAborted(signal)) {
    const due = startedAt + (dueAt[next] ?? 0);
    if (due > performance.now()) await untilNearly(due, signal);
    else send(next++, due);
  }
  await Promise.all(inFlight);
  return {
    due: dueAt.length,
    sent,
    dropped: dropped + dueAt.length - next,
    responses: responses.summaries(),
    services: services.summaries(),
    unanswered,
    lateness: lateness.summary(),
    durationMs: performance.now() - startedAt,
    isCutShort: next < dueAt.length,
  };
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** Timers know whole milliseconds: nearer than that the loop only lets the sockets have their turn. */
async function untilNearly(due: number, signal: AbortSignal | undefined): Promise<void> {
  const wait = Math.floor(due - performance.now() - 1);
  if (wait < 1) await setImmediate();
  else await setTimeout(wait, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

/** Resolves with the status when the whole answer has come; its body is read and forgotten. */
function dispatch(agent: Agent, origin: string, { body, headers, ...request }: LoadRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, statusCode) => {
        status = statusCode;
      },
      onResponseData: () => undefined,
      onResponseEnd: () => resolve(status),
      onResponseError: (_controller, error) => reject(error),
    };
    agent.dispatch(
      { origin, ...request, headers: { ...headers }, body: body === undefined ? null : Buffer.from(body) },
      handler,
    );
  });
}
