/** The peak-load test: a peak of signed webhooks hits the intake while the core drains into the emulator. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Account } from "../../emulator/index.ts";
import { type EntryState, type Integration, systemClock } from "../../integration/index.ts";
import { LoadtestError } from "../errors.ts";
import { percentileOf } from "../percentile.ts";
import { type LoadRequest, runClosedLoop } from "./closed-loop.ts";
import type { LatencySummary } from "./latency-recorder.ts";
import { runOpenLoop } from "./open-loop.ts";

export interface PeakLoadOptions {
  /** The real core, started, with an empty ledger. */
  readonly integration: Integration;
  /** The account it delivers into. */
  readonly account: Account;
  /** Signed webhooks; each is sent once. */
  readonly webhooks: readonly LoadRequest[];
  /** How they come: all at once over so many connections, or each at its moment. */
  readonly arrivals: PeakArrivals;
  /** By how much the emulator divides its waits: results are given in real time. */
  readonly timeScale: number;
  /** Give up when the backlog is not drained so long after the last webhook, in ms of this machine's time. */
  readonly drainTimeoutMs: number;
  readonly onSample?: (sample: PeakSample) => void;
}

export type PeakArrivals =
  | { readonly kind: "burst"; readonly connections: number }
  /** When each webhook is due, in ms of real time since the first stage began, ascending. */
  | { readonly kind: "profile"; readonly dueAt: ArrayLike<number> };

/** How the shop's side saw it. */
export interface IntakeFigures {
  readonly sent: number;
  /** Due, but never sent: the generator could not keep up. */
  readonly dropped: number;
  /** By status, from when a webhook was due, or from when it was sent in a burst. */
  readonly answers: ReadonlyMap<number, LatencySummary>;
  readonly unanswered: number;
  readonly durationMs: number;
  /** From due to sent; null in a burst, where nothing is due. */
  readonly lateness: LatencySummary | null;
}

/** What was seen at one moment. */
export interface PeakSample {
  /** ms of this machine's time since the first webhook. */
  readonly atMs: number;
  readonly accepted: number;
  readonly delivered: number;
  readonly backlog: number;
  readonly dead: number;
  /** Requests in flight as NetSuite sees them. */
  readonly slotsInUse: number;
  /** Requests that NetSuite refused so far. */
  readonly refused: number;
}

export interface PeakLoadResult {
  readonly webhooks: number;
  readonly arrivals: PeakArrivals["kind"];
  /** When each order was accepted, in ms of real time since the first webhook, ascending. */
  readonly arrivedAt: readonly number[];
  readonly intake: IntakeFigures;
  readonly samples: readonly PeakSample[];
  readonly drained: boolean;
  readonly delivered: number;
  readonly dead: number;
  /** From the first webhook to the last delivery, in real time (ms of this machine times the time scale). */
  readonly drainMs: number;
  /** From the last arrival to the last delivery, in real time. */
  readonly afterLastArrivalMs: number;
  /** Orders an hour that were delivered while the backlog drained, in real time. */
  readonly deliveredPerHour: number;
  /** From the moment an order was accepted until NetSuite held it, in real time. */
  readonly timeToNetSuite: Pick<LatencySummary, "p50Ms" | "p95Ms" | "p99Ms">;
  readonly slots: {
    readonly available: number;
    readonly accountLimit: number;
    readonly peakInUse: number;
    readonly utilisation: number;
  };
  readonly calls: { readonly total: number; readonly refused: number };
  /** How late this process's event loop was, in ms: a late generator measures itself. */
  readonly eventLoopLagP99Ms: number;
  readonly timeScale: number;
}

const SAMPLE_EVERY_MS = 200;
const MS_PER_HOUR = 3_600_000;
const NANOSECONDS = 1e6;

/** @throws LoadtestError when there is nothing to send or the intake does not answer */
export async function runPeakLoad(options: PeakLoadOptions): Promise<PeakLoadResult> {
  if (options.webhooks.length === 0) {
    throw new LoadtestError("There is no webhook to send: the orders file is empty. Give it orders.", {
      code: "NO_WEBHOOKS",
    });
  }
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  const startedAt = systemClock.now();
  const heldBefore = options.integration.slots().heldMs;
  const sampler = startSampling(options, startedAt);
  const intake = await sendWebhooks(options);
  const drained = await waitUntilDrained(options, systemClock.now());
  const samples = await sampler.stop();
  lag.disable();
  return {
    ...(await measure(options, { startedAt, heldBefore })),
    webhooks: options.webhooks.length,
    arrivals: options.arrivals.kind,
    intake,
    samples,
    drained,
    eventLoopLagP99Ms: lag.percentile(99) / NANOSECONDS,
    timeScale: options.timeScale,
  };
}

async function sendWebhooks({
  integration,
  webhooks,
  arrivals,
  timeScale,
}: PeakLoadOptions): Promise<IntakeFigures> {
  const { url } = integration;
  const request = (n: number): LoadRequest => webhooks[n] ?? NOTHING;
  if (arrivals.kind === "burst") {
    const burst = await runClosedLoop({
      url,
      connections: arrivals.connections,
      amount: webhooks.length,
      request,
    });
    return { ...burst, dropped: 0, lateness: null };
  }
  const dueAt = Float64Array.from(arrivals.dueAt, (ms) => ms / timeScale).subarray(0, webhooks.length);
  const { responses, ...sent } = await runOpenLoop({ url, dueAt, request });
  return { ...sent, answers: responses };
}

/** The generators ask for as many requests as there are webhooks; this one is never sent. */
const NOTHING: LoadRequest = { method: "GET", path: "/", headers: {} };

function backlogOf(counts: Record<EntryState, number>): number {
  return counts.queued + counts.running + counts.verify;
}

async function takeSample(options: PeakLoadOptions, startedAt: number): Promise<PeakSample> {
  const counts = await options.integration.counts();
  const governance = options.account.governance();
  return {
    atMs: systemClock.now() - startedAt,
    accepted: Object.values(counts).reduce((sum, count) => sum + count, 0),
    delivered: counts.delivered,
    backlog: backlogOf(counts),
    dead: counts.dead,
    slotsInUse: governance.inFlight,
    refused: governance.rejected,
  };
}

function startSampling(
  options: PeakLoadOptions,
  startedAt: number,
): { stop(): Promise<readonly PeakSample[]> } {
  const samples: PeakSample[] = [];
  let stopped = false;
  const note = async (): Promise<void> => {
    const sample = await takeSample(options, startedAt);
    samples.push(sample);
    options.onSample?.(sample);
  };
  const running = (async () => {
    while (!stopped) {
      await note();
      await systemClock.sleep(SAMPLE_EVERY_MS);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await running;
      await note();
      return samples;
    },
  };
}

async function waitUntilDrained(options: PeakLoadOptions, since: number): Promise<boolean> {
  const { integration, drainTimeoutMs } = options;
  while (backlogOf(await integration.counts()) > 0) {
    if (systemClock.now() - since > drainTimeoutMs) return false;
    await systemClock.sleep(SAMPLE_EVERY_MS / 4);
  }
  return true;
}

async function measure(options: PeakLoadOptions, start: { startedAt: number; heldBefore: number }) {
  const { integration, account, timeScale } = options;
  const entries = await integration.ledger.find({ limit: Number.MAX_SAFE_INTEGER });
  const delivered = entries.filter(({ state }) => state === "delivered");
  const dead = entries.filter(({ state }) => state === "dead").length;
  const arrivedAt = entries
    .map(({ receivedAt }) => (receivedAt - start.startedAt) * timeScale)
    .toSorted((a, b) => a - b);
  const lastAt = delivered.reduce((last, { updatedAt }) => Math.max(last, updatedAt), start.startedAt);
  const tookMs = Math.max(1, lastAt - start.startedAt);
  const waits = delivered
    .map((entry) => (entry.updatedAt - entry.receivedAt) * timeScale)
    .toSorted((a, b) => a - b);
  const slots = integration.slots();
  const governance = account.governance();
  return {
    delivered: delivered.length,
    dead,
    arrivedAt,
    drainMs: tookMs * timeScale,
    afterLastArrivalMs: Math.max(0, tookMs * timeScale - (arrivedAt.at(-1) ?? 0)),
    deliveredPerHour: (delivered.length / (tookMs * timeScale)) * MS_PER_HOUR,
    timeToNetSuite: {
      p50Ms: percentileOf(waits, 0.5),
      p95Ms: percentileOf(waits, 0.95),
      p99Ms: percentileOf(waits, 0.99),
    },
    slots: {
      available: slots.slots,
      accountLimit: governance.limit,
      peakInUse: governance.peak,
      utilisation: (slots.heldMs - start.heldBefore) / (slots.slots * tookMs),
    },
    calls: { total: governance.total, refused: governance.rejected },
  };
}
