/** Asks the sources that do not send by themselves, each at its own pace and never twice at once. */
import type { Clock } from "../clock.ts";
import type { Accepted, Incoming } from "../ledger/entry.ts";
import type { PollSource } from "./flow.ts";

export interface PollerOptions {
  readonly sources: readonly PollSource[];
  readonly accept: (incoming: Incoming) => Promise<Accepted>;
  readonly clock: Clock;
  /** A poll has failed; it is tried again at its next turn. */
  readonly onError: (error: unknown) => void;
}

export interface Poller {
  /** Ends the polls that are under way and waits for them. */
  stop(): Promise<void>;
}

export function startPolling({ sources, accept, clock, onError }: PollerOptions): Poller {
  const stopping = new AbortController();
  const { signal } = stopping;
  async function keepAsking(source: PollSource): Promise<void> {
    while (!signal.aborted) {
      await source.poll(accept, signal).catch((error: unknown) => {
        if (!signal.aborted) onError(error);
      });
      if (!signal.aborted) await clock.sleep(source.everyMs, signal);
    }
  }
  const asking = sources.map(keepAsking);
  return {
    async stop() {
      stopping.abort();
      await Promise.all(asking);
    },
  };
}
