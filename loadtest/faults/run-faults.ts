/** Lets a fault schedule happen beside a running peak, and says what of it did. */
import { systemClock } from "../../integration/index.ts";
import type { ScheduledFault, Trouble } from "./fault-schedule.ts";

/** Whoever can upset NetSuite. */
export interface Upset {
  /** Begins the trouble; the returned function ends it. */
  begin(what: Trouble): Promise<() => Promise<void>>;
}

export interface FaultRun {
  /** Those that have begun until now. */
  readonly begun: readonly ScheduledFault[];
  /** Ends what is under way and lets nothing more begin; rejects when NetSuite could not be upset as it was asked. */
  stop(): Promise<void>;
}

export interface FaultRunOptions {
  readonly trouble?: { readonly schedule: readonly ScheduledFault[]; readonly upset: Upset };
  readonly timeScale: number;
}

export function startFaults({ trouble, timeScale }: FaultRunOptions): FaultRun {
  const startedAt = systemClock.now();
  const over = new AbortController();
  const begun: ScheduledFault[] = [];
  const untilMoment = (ms: number): Promise<void> =>
    systemClock.sleep(startedAt + ms / timeScale - systemClock.now(), over.signal);

  async function happen(fault: ScheduledFault, upset: Upset): Promise<void> {
    await untilMoment(fault.fromMs);
    if (over.signal.aborted) return;
    begun.push(fault);
    const end = await upset.begin(fault.what);
    await untilMoment(fault.toMs);
    await end();
  }

  const running = Promise.all(
    trouble === undefined ? [] : trouble.schedule.map((fault) => happen(fault, trouble.upset)),
  );
  running.catch(() => undefined);
  return {
    begun,
    async stop() {
      over.abort();
      await running;
    },
  };
}
