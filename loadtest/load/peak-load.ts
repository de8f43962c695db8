/** The peak-load test: a peak of signed webhooks hits the intake while the core drains into the emulator. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { systemClock } from "../../integration/index.ts";
import { LoadtestError } from "../errors.ts";
import type { ScheduledFault } from "../faults/fault-schedule.ts";
import { startFaults, type Upset } from "../faults/run-faults.ts";
import type { LoadRequest } from "./closed-loop.ts";
import { type IntakeFigures, type PeakArrivals, sendWebhooks } from "./peak-arrivals.ts";
import { type DeliveryFigures, deliveriesIn } from "./peak-deliveries.ts";
import type { CoreLook, NetSuiteLook, PeakSystem } from "./peak-system.ts";
import { type PeakSample, type Sampling, startSampling } from "./sampling.ts";

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
  readonly drained: boolean;
  readonly slots: {
    readonly available: number;
    readonly accountLimit: number;
    readonly peakInUse: number;
    readonly utilisation: number;
  };
  readonly calls: { readonly total: number; readonly refused: number };
  /** Attempts that were followed by another one. */
  readonly retries: number;
  readonly core: {
    readonly peakMemoryBytes: number;
    /** Its processor time over the time of the run; 1 is a whole core. */
    readonly cpuShare: number;
    /** Highest of all looks. */
    readonly lagP99Ms: number;
  };
  /** How late this process's event loop was, in ms: a late generator measures itself. */
  readonly eventLoopLagP99Ms: number;
  readonly timeScale: number;
}

const NANOSECONDS = 1e6;

/** @throws LoadtestError when there is nothing to send or the intake does not answer */
export async function runPeakLoad(options: PeakLoadOptions): Promise<PeakLoadResult> {
  const { system, webhooks, timeScale, onSample = () => undefined } = options;
  if (webhooks.length === 0) {
    throw new LoadtestError("There is no webhook to send: the orders file is empty. Give it orders.", {
      code: "NO_WEBHOOKS",
    });
  }
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  const before = await lookAt(system);
  const startedAt = systemClock.now();
  const sampling = startSampling({
    system,
    before: { refused: before.netsuite.rejected, retries: before.core.retries },
    everyMs: sampleEveryMs(timeScale),
    onSample,
  });
  const faults = startFaults(options);
  const intake = await sendWebhooks({ ...options, url: system.intakeUrl });
  const drained = await waitUntilDrained(sampling, options);
  await faults.stop();
  await sampling.stop();
  lag.disable();
  const after = await lookAt(system);
  const deliveries = deliveriesIn(await system.entries(), { startedAt, timeScale });
  return {
    ...deliveries,
    ...between(before, after, deliveries.drainMs / timeScale),
    webhooks: webhooks.length,
    arrivals: options.arrivals.kind,
    intake,
    samples: sampling.samples,
    faults: { scheduled: options.trouble?.schedule ?? [], begun: faults.begun.length },
    isCutShort: options.signal?.aborted === true,
    drained,
    core: coreFigures(sampling.samples, (after.core.cpuMs - before.core.cpuMs) / (after.at - before.at)),
    eventLoopLagP99Ms: lag.percentile(99) / NANOSECONDS,
    timeScale,
  };
}

interface Look {
  readonly at: number;
  readonly core: CoreLook;
  readonly netsuite: NetSuiteLook;
}

async function lookAt(system: PeakSystem): Promise<Look> {
  return { at: systemClock.now(), core: await system.core(), netsuite: await system.netsuite() };
}

/** Each second; more often where a second is more than a minute of the sped up NetSuite. */
function sampleEveryMs(timeScale: number): number {
  return Math.min(1_000, Math.max(100, 60_000 / timeScale));
}

async function waitUntilDrained(
  sampling: Sampling,
  { drainTimeoutMs, signal }: PeakLoadOptions,
): Promise<boolean> {
  const since = systemClock.now();
  while (signal?.aborted !== true) {
    const { backlog } = await sampling.next();
    if (backlog === 0) return true;
    if (systemClock.now() - since > drainTimeoutMs) return false;
  }
  return false;
}

function between(before: Look, after: Look, drainMs: number) {
  const { slots } = after.core;
  const { limit, peak, total, rejected } = after.netsuite;
  return {
    slots: {
      available: slots.available,
      accountLimit: limit,
      peakInUse: peak,
      utilisation: (slots.heldMs - before.core.slots.heldMs) / (slots.available * Math.max(1, drainMs)),
    },
    calls: { total: total - before.netsuite.total, refused: rejected - before.netsuite.rejected },
    retries: after.core.retries - before.core.retries,
  };
}

const coreFigures = (samples: readonly PeakSample[], cpuShare: number): PeakLoadResult["core"] => ({
  cpuShare,
  peakMemoryBytes: samples.reduce((most, { memoryBytes }) => Math.max(most, memoryBytes), 0),
  lagP99Ms: samples.reduce((most, { lagP99Ms }) => Math.max(most, lagP99Ms), 0),
});
