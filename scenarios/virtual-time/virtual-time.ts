/**
 * Time that passes only while a scenario waits for something, and then at once: the core, NetSuite and the shop are given this
 * clock in place of the system's, so that an outage of two hours takes as long as the work that is done in it.
 */
import { createSleepers } from "./sleepers.ts";
import { createStillness } from "./stillness.ts";

export interface VirtualTime {
  /** Milliseconds since 1970, whole as those of the system's clock. */
  now(): number;
  /** The same with its fractions. */
  ticks(): number;
  /** Ends after so much virtual time, or when the signal aborts. */
  sleep(ms: number, until?: AbortSignal): Promise<void>;
  /** Somebody has done something: what may follow from it is waited for before time goes on. */
  touch(): void;
  /** Lets so much time pass, and everything that is due in it happen. */
  pass(ms: number): Promise<void>;
  /**
   * Lets time pass until the condition holds, looking again after each thing that happens; false when it does not hold within
   * so much time, or when nothing is left that could happen.
   */
  until(condition: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean>;
  /** Lets time pass until the work has ended. */
  during<T>(work: Promise<T>): Promise<T>;
}

export interface VirtualTimeOptions {
  /** Milliseconds since 1970 at which it begins. */
  readonly startsAt: number;
}

export function createVirtualTime({ startsAt }: VirtualTimeOptions): VirtualTime {
  const sleepers = createSleepers();
  const stillness = createStillness();
  let now = startsAt;

  /** Wakes those who are due first, none of them later than this moment; false when there is nobody. */
  function goOn(latest: number): boolean {
    const dueAt = sleepers.nextDueAt();
    if (dueAt === undefined || dueAt > latest) return false;
    now = Math.max(now, dueAt);
    sleepers.wake(now);
    return true;
  }

  async function until(condition: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
    const latest = now + withinMs;
    for (;;) {
      await stillness.reached();
      if (await condition()) return true;
      if (goOn(latest)) continue;
      // With nobody asleep nothing more will ever happen, and no waiting helps.
      if (sleepers.nextDueAt() !== undefined) now = latest;
      return false;
    }
  }

  return {
    now() {
      stillness.disturb();
      return Math.floor(now);
    },
    ticks: () => now,
    sleep(ms, signal) {
      stillness.disturb();
      return sleepers.sleep(now + Math.max(0, ms), signal);
    },
    touch: stillness.disturb,
    until,
    async pass(ms) {
      const end = now + ms;
      do await stillness.reached();
      while (goOn(end));
      now = end;
    },
    async during(work) {
      let ended = false;
      const marked = work.finally(() => {
        ended = true;
      });
      marked.catch(() => undefined);
      await until(() => ended, Number.MAX_SAFE_INTEGER);
      return marked;
    },
  };
}
