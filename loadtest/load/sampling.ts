/** Looks at core and NetSuite again and again while a peak runs. */
import { systemClock } from "../../integration/index.ts";
import { backlogOf, type CoreLook, type PeakSystem } from "./peak-system.ts";

/** What was seen at one moment. */
export interface PeakSample {
  /** ms of this machine's time since the first webhook. */
  readonly atMs: number;
  readonly accepted: number;
  readonly delivered: number;
  readonly backlog: number;
  readonly dead: number;
  /** Requests in flight as NetSuite sees them, and slots that others hold. */
  readonly slotsInUse: number;
  readonly slotsOfOthers: number;
  /** Requests that NetSuite refused so far. */
  readonly refused: number;
  /** Attempts so far that were followed by another one. */
  readonly retries: number | null;
  /** Of the core. */
  readonly memoryBytes: number | null;
  readonly lagP99Ms: number | null;
}

export interface Sampling {
  readonly samples: readonly PeakSample[];
  /** Resolves with a sample that is taken from now on. */
  next(): Promise<PeakSample>;
  /** Takes a last sample. */
  stop(): Promise<void>;
}

export interface SamplingOptions {
  readonly system: PeakSystem;
  /** Of refusals and retries, what was there before does not count. */
  readonly before: { readonly refused: number; readonly retries: number | null };
  readonly everyMs: number;
  readonly onSample: (sample: PeakSample) => void;
  /** Core or NetSuite cannot be looked at any more. */
  readonly onBroken: (error: unknown) => void;
}

export function startSampling(options: SamplingOptions): Sampling {
  const { everyMs, onSample, onBroken } = options;
  const startedAt = systemClock.now();
  const samples: PeakSample[] = [];
  const waiting: ((sample: PeakSample) => void)[] = [];
  let stopped = false;

  async function note(): Promise<PeakSample> {
    const asked = waiting.splice(0);
    const sample = await takeSample(options, startedAt);
    samples.push(sample);
    onSample(sample);
    for (const tell of asked) tell(sample);
    return sample;
  }

  const running = (async () => {
    while (!stopped) {
      await note();
      await systemClock.sleep(everyMs);
    }
  })();
  running.catch(onBroken);

  return {
    samples,
    next: () =>
      Promise.race([
        new Promise<PeakSample>((resolve) => waiting.push(resolve)),
        running.then(() => Promise.reject(new TypeError("the sampling was stopped"))),
      ]),
    async stop() {
      stopped = true;
      await running;
      await note();
    },
  };
}

/** Null when one of the two could not be seen. */
export const since = (before: number | null, now: number | null): number | null =>
  before === null || now === null ? null : now - before;

async function takeSample({ system, before }: SamplingOptions, startedAt: number): Promise<PeakSample> {
  const [core, netsuite] = await Promise.all([system.core(), system.netsuite()]);
  return {
    atMs: systemClock.now() - startedAt,
    accepted: acceptedOf(core),
    delivered: core.entries.delivered,
    backlog: backlogOf(core),
    dead: core.entries.dead,
    slotsInUse: netsuite.inFlight,
    slotsOfOthers: netsuite.othersInFlight,
    refused: netsuite.rejected - before.refused,
    retries: since(before.retries, core.retries),
    memoryBytes: core.memoryBytes,
    lagP99Ms: core.lagP99Ms,
  };
}

const acceptedOf = ({ entries }: CoreLook): number =>
  Object.values(entries).reduce((sum, count) => sum + count, 0);
