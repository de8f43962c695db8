/** The core's own waits divided by the time scale, so that it waits before a NetSuite that is sped up as it would before a real one. */
import type { Config } from "../config/config.ts";

type Waits = Pick<Config["serve"], "batching" | "retry" | "worker">;

/** A shorter look at the ledger would be work of this machine's. */
const SHORTEST_POLL_MS = 50;

/** What guards this machine's own work, such as leases and the patience of a stop, stays as it is. */
export function scaledWaits({ batching, retry, worker }: Waits, timeScale: number): Waits {
  const scaled = (ms: number): number => Math.max(1, Math.round(ms / timeScale));
  return {
    batching: {
      ...batching,
      firstPollMs: scaled(batching.firstPollMs),
      longestPollMs: scaled(batching.longestPollMs),
      jobWithinMs: scaled(batching.jobWithinMs),
    },
    retry: {
      ...retry,
      baseMs: scaled(retry.baseMs),
      capMs: scaled(retry.capMs),
      slowMs: scaled(retry.slowMs),
      throttleMs: scaled(retry.throttleMs),
      holdMs: scaled(retry.holdMs),
    },
    worker: {
      ...worker,
      pollMs: Math.min(worker.pollMs, Math.max(SHORTEST_POLL_MS, scaled(worker.pollMs))),
      probeCredentialsEveryMs: scaled(worker.probeCredentialsEveryMs),
      outageAfterMs: scaled(worker.outageAfterMs),
      probeOutageEveryMs: scaled(worker.probeOutageEveryMs),
      recoverSlotAfterMs: scaled(worker.recoverSlotAfterMs),
    },
  };
}
