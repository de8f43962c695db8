/** The peak-load test: a peak of signed webhooks hits the intake while the core drains into the emulator. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { systemClock } from "../../integration/index.ts";
import { LoadtestError } from "../errors.ts";
import type { ScheduledFault } from "../faults/fault-schedule.ts";
import { startFaults, type Upset } from "../faults/run-faults.ts";
import type { LoadRequest } from "./closed-loop.ts";
import { type IntakeFigures, type PeakArrivals, sendWebhooks } from "./peak-arrivals.ts";
import { type DeliveryFigures, deliveriesIn } from "./peak-deliveries.ts";
import type { CoreLook, HiddenMetric, NetSuiteLook, PeakSystem } from "./peak-system.ts";
import { type PeakSample, type Sampling, since, startSampling } from "./sampling.ts";

export interface PeakLoadOptions {
  /** The real core before the emulator, started, with an empty ledger. */
  readonly system: PeakSystem;
  /** Signed webhooks; each is sent once. */
  readonly webhooks: readonly LoadRequest[];
  /** How they come: all at once over so many connections, or each at its moment. */
  readonly arrivals: PeakArrivals;
  /** By how much the emulator divides its waits: results are given in real time. */
  readonly timeScale: number;
  /** Give up when the backlog is not drained so long after the last webhook, in ms of this machine's time. */
  readonly drainTimeoutMs: number;
  /** What goes wrong along the run, and who brings it about. */
  readonly trouble?: { readonly schedule: readonly ScheduledFault[]; readonly upset: Upset };
  readonly onSample?: (sample: PeakSample) => void;
  /** Cuts the run short: nothing more is sent and nothing more is waited for, and what was seen is returned. */
  readonly signal?: AbortSignal;
}

export interface PeakLoadResult extends DeliveryFigures {
  readonly webhooks: number;
  readonly arrivals: PeakArrivals["kind"];
  readonly intake: IntakeFigures;
  readonly samples: readonly PeakSample[];
  /** What was to go wrong, and how much of it has begun. */
  readonly faults: { readonly scheduled: readonly ScheduledFault[]; readonly begun: number };
  /** It was ended before everything was sent and drained. */
  readonly isCutShort: boolean;
  /** What ended it when nobody had asked for that, such as a core that has gone; null otherwise. */
  readonly brokenBy: string | null;
  readonly drained: boolean;
  readonly slots: {
    readonly available: number;
    readonly accountLimit: number;
    readonly peakInUse: number;
    /** Null when the integration does not say how long it held them. */
    readonly utilisation: number | null;
  };
  readonly calls: { readonly total: number; readonly refused: number };
  /** Attempts that were followed by another one. */
  readonly retries: number | null;
  /** Null is what the integration does not say. */
  readonly core: {
    readonly peakMemoryBytes: number | null;
    /** Its processor time over the time of the run; 1 is a whole core. */
    readonly cpuShare: number | null;
    /** Highest of all looks. */
    readonly lagP99Ms: number | null;
  };
  /** Metrics that cannot be seen from where the peak looks: nothing about them is proved. */
  readonly hidden: readonly HiddenMetric[];
  /** How late this process's event loop was, in ms: a late generator measures itself. */
  readonly eventLoopLagP99Ms: number;
  readonly timeScale: number;
}

const NANOSECONDS = 1e6;

const NOTHING_TO_SEND = {
  burst: "the orders file is empty. Give it orders.",
  profile: "at so low a volume by chance no order arrives. Give the peak more orders an hour.",
} as const satisfies Record<PeakArrivals["kind"], string>;

/** @throws LoadtestError when there is nothing to send or the intake does not answer */
export async function runPeakLoad(options: PeakLoadOptions): Promise<PeakLoadResult> {
  const { webhooks, timeScale } = options;
  if (webhooks.length === 0) {
    throw new LoadtestError(`There is no webhook to send: ${NOTHING_TO_SEND[options.arrivals.kind]}`, {
      code: "NO_WEBHOOKS",
    });
  }
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  const watched = watch(options.system);
  const before = await watched.look();
  const startedAt = systemClock.now();
  const run = await runWatched({ ...options, system: watched }, before);
  lag.disable();
  const after = run.brokenBy === null ? await watched.look() : watched.last();
  const deliveries = deliveriesIn(await watched.entries(), { startedAt, timeScale });
  const { intake, samples, begun, drained, brokenBy } = run;
  return {
    ...deliveries,
    ...between(before, after, deliveries.drainMs / timeScale),
    ...{ webhooks: webhooks.length, arrivals: options.arrivals.kind, intake, samples, drained, timeScale },
    faults: { scheduled: options.trouble?.schedule ?? [], begun },
    isCutShort: options.signal?.aborted === true || brokenBy !== null,
    brokenBy,
    core: coreFigures(samples, before, after),
    hidden: watched.hidden ?? [],
    eventLoopLagP99Ms: lag.percentile(99) / NANOSECONDS,
  };
}

interface WatchedRun extends Pick<PeakLoadResult, "intake" | "samples" | "drained" | "brokenBy"> {
  readonly begun: number;
}

/** Sends and waits while it looks; when core or NetSuite cannot be looked at any more, nothing is sent and waited for any longer. */
async function runWatched(options: PeakLoadOptions, before: Look): Promise<WatchedRun> {
  const { system, timeScale, onSample = () => undefined } = options;
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  let brokenBy: string | null = null;
  const onBroken = (error: unknown): void => {
    brokenBy ??= inWords(error);
    over.abort();
  };
  const sampling = startSampling({
    system,
    before: { refused: before.netsuite.rejected, retries: before.core.retries },
    everyMs: sampleEveryMs(timeScale),
    onSample,
    onBroken,
  });
  const faults = startFaults(options);
  const intake = await sendWebhooks({
    ...options,
    signal,
    url: system.intakeUrl,
    sending: (n) => system.sending?.(n),
  });
  const drained = await waitUntilDrained(sampling, { ...options, signal }).catch(() => false);
  await faults.stop().catch(onBroken);
  await sampling.stop().catch(onBroken);
  return { intake, drained, samples: sampling.samples, begun: faults.begun.length, brokenBy };
}

/** The reason behind "fetch failed" is what helps. */
function inWords(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

/** The system, and how it was when it was last seen. */
function watch(system: PeakSystem): PeakSystem & { look(): Promise<Look>; last(): Look } {
  let [core, netsuite]: [CoreLook | null, NetSuiteLook | null] = [null, null];
  const last = (): Look => {
    if (core === null || netsuite === null) throw new TypeError("nothing has been looked at yet");
    return { at: systemClock.now(), core, netsuite };
  };
  const watched: PeakSystem = {
    ...system,
    async core() {
      core = await system.core();
      return core;
    },
    async netsuite() {
      netsuite = await system.netsuite();
      return netsuite;
    },
  };
  return {
    ...watched,
    last,
    async look() {
      await watched.core();
      await watched.netsuite();
      return last();
    },
  };
}

interface Look {
  readonly at: number;
  readonly core: CoreLook;
  readonly netsuite: NetSuiteLook;
}

/** Each second; more often where a second is more than a minute of the sped up NetSuite. */
function sampleEveryMs(timeScale: number): number {
  return Math.min(1_000, Math.max(100, 60_000 / timeScale));
}

async function waitUntilDrained(
  sampling: Sampling,
  { system, drainTimeoutMs, signal }: PeakLoadOptions,
): Promise<boolean> {
  const giveUpAt = systemClock.now() + drainTimeoutMs;
  while (signal?.aborted !== true) {
    const { backlog } = await sampling.next();
    if (backlog === 0) return true;
    if (system.isQuiet?.() === true || systemClock.now() > giveUpAt) return false;
  }
  return false;
}

function between(before: Look, after: Look, drainMs: number) {
  const { slots } = after.core;
  const { limit, peak, total, rejected } = after.netsuite;
  const heldMs = since(before.core.slots.heldMs, slots.heldMs);
  return {
    slots: {
      available: slots.available,
      accountLimit: limit,
      peakInUse: peak,
      utilisation: heldMs === null ? null : heldMs / (slots.available * Math.max(1, drainMs)),
    },
    calls: { total: total - before.netsuite.total, refused: rejected - before.netsuite.rejected },
    retries: since(before.core.retries, after.core.retries),
  };
}

function coreFigures(samples: readonly PeakSample[], before: Look, after: Look): PeakLoadResult["core"] {
  const cpuMs = since(before.core.cpuMs, after.core.cpuMs);
  return {
    cpuShare: cpuMs === null ? null : cpuMs / Math.max(1, after.at - before.at),
    peakMemoryBytes: mostOf(samples.map(({ memoryBytes }) => memoryBytes)),
    lagP99Ms: mostOf(samples.map(({ lagP99Ms }) => lagP99Ms)),
  };
}

const mostOf = (values: readonly (number | null)[]): number | null =>
  values.reduce((most, value) => (value === null || (most !== null && most >= value) ? most : value), null);
