/** A clock that stands still until a test moves it. */
import type { Clock } from "../clock.ts";

export interface ManualClock extends Clock {
  /** Moves the time of day and ends every sleep that is over by then. */
  advance(ms: number): void;
  /** Sleeps that have not ended, in milliseconds asked for. */
  readonly sleeping: readonly number[];
}

interface Sleeper {
  readonly ms: number;
  readonly until: number;
  wake(): void;
}

export function manualClock(start = Date.UTC(2026, 10, 23, 12)): ManualClock {
  let now = start;
  let sleepers: Sleeper[] = [];
  return {
    now: () => now,
    ticks: () => now - start,
    sleep(ms, { until: cancelled } = {}) {
      if (ms <= 0 || cancelled?.aborted === true) return Promise.resolve();
      return new Promise((wake) => {
        const sleeper: Sleeper = { ms, until: now + ms, wake };
        sleepers.push(sleeper);
        cancelled?.addEventListener("abort", () => {
          sleepers = sleepers.filter((each) => each !== sleeper);
          wake();
        });
      });
    },
    advance(ms) {
      now += ms;
      const over = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of over) wake();
    },
    get sleeping() {
      return sleepers.map(({ ms }) => ms);
    },
  };
}
