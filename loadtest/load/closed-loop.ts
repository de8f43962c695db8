/**
 * Closed-loop load on autocannon: so many connections, each sends its next request as soon as the last is answered.
 *
 * It answers "how fast can it go", never "how does it behave at this rate": autocannon's rate limiter sends a burst each
 * second, and its correction for coordinated omission passes seconds for milliseconds. So neither is used here, and the
 * latencies come from its `response` events, because its own histogram knows whole milliseconds only.
 */
import { once } from "node:events";
import { connect } from "node:net";
import type autocannon from "autocannon";
import { LoadtestError } from "../errors.ts";
import { createLatenciesByStatus, type LatencySummary } from "./latency-recorder.ts";
import { requireLoadTarget } from "./load-target.ts";

export interface LoadRequest {
  readonly method: "GET" | "POST";
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly body?: string | Uint8Array;
}

export interface ClosedLoopOptions {
  /** Where to; loopback only. */
  readonly url: string;
  readonly connections: number;
  /** How many requests in all; each of them is sent exactly once. */
  readonly amount: number;
  /** Makes the n-th request (n from 0) just before it is sent, so that its signature is fresh. */
  readonly request: (n: number) => LoadRequest;
  readonly timeoutSeconds?: number;
  /** Ends the run early: what was sent until then is what counts. */
  readonly signal?: AbortSignal;
}

export interface ClosedLoopResult {
  /** Requests handed to the sockets. */
  readonly sent: number;
  /** Answers by HTTP status, latencies apart, because a refusal is quick and would flatter the rest. */
  readonly answers: ReadonlyMap<number, LatencySummary>;
  /** Requests without an answer: resets and time-outs. */
  readonly unanswered: number;
  /** From the first request to the last answer. */
  readonly durationMs: number;
}

/** @throws LoadtestError when the target is not loopback or answers nothing at all */
export async function runClosedLoop(options: ClosedLoopOptions): Promise<ClosedLoopResult> {
  const target = requireLoadTarget(options.url);
  // Slow to load, and of no use to commands that only need a plan.
  const { default: cannon } = await import("autocannon");
  await probe(target);
  const latencies = createLatenciesByStatus();
  let sent = 0;
  let firstSentAt = 0;
  let lastAnswerAt = 0;
  const next = (): LoadRequest => {
    if (sent === 0) firstSentAt = performance.now();
    return options.request(sent++);
  };
  await new Promise<void>((resolve, reject) => {
    const instance = cannon(
      {
        url: target.origin,
        connections: Math.min(options.connections, options.amount),
        amount: options.amount,
        pipelining: 1,
        timeout: options.timeoutSeconds ?? 60,
        bailout: Math.max(1, Math.ceil(options.amount / 10)),
        requests: [{ setupRequest: (request) => ({ ...request, ...asSent(next()) }) }],
      },
      (error) => (error ? reject(error) : resolve()),
    );
    const stop = (): void => instance.stop();
    options.signal?.addEventListener("abort", stop, { once: true });
    instance.once("done", () => options.signal?.removeEventListener("abort", stop));
    if (options.signal?.aborted === true) stop();
    instance.on("response", (_client, statusCode, _bytes, responseMs) => {
      lastAnswerAt = performance.now();
      latencies.record(statusCode, responseMs);
    });
  });
  const answers = latencies.summaries();
  const answered = [...answers.values()].reduce((sum, { count }) => sum + count, 0);
  return { sent, answers, unanswered: sent - answered, durationMs: lastAnswerAt - firstSentAt };
}

function asSent({ body, ...request }: LoadRequest): autocannon.Request {
  return body === undefined ? request : { ...request, body: Buffer.from(body) };
}

/** A refused port would be tried tens of thousands of times a second. Nothing is sent: not every target takes a stray request. */
async function probe({ hostname, port, protocol, origin }: URL): Promise<void> {
  const socket = connect(
    Number(port || (protocol === "https:" ? 443 : 80)),
    hostname.replace(/^\[|\]$/g, ""),
  );
  try {
    await once(socket, "connect");
  } catch (cause) {
    throw new LoadtestError(`Nothing answers at ${origin}. Is it running?`, {
      code: "TARGET_UNREACHABLE",
      cause,
    });
  } finally {
    socket.destroy();
  }
}
