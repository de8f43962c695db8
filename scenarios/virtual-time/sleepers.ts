/** Who sleeps until when; those who are due at one moment wake in the order in which they lay down. */

export interface Sleepers {
  sleep(dueAt: number, until?: AbortSignal): Promise<void>;
  /** undefined when nobody sleeps. */
  nextDueAt(): number | undefined;
  /** Wakes all who are due by then. */
  wake(now: number): void;
}

interface Sleeper {
  readonly dueAt: number;
  readonly end: () => void;
}

export function createSleepers(): Sleepers {
  let sleeping: Sleeper[] = [];

  /** Behind all who are due no later. */
  function lieDown(sleeper: Sleeper): void {
    let at = sleeping.length;
    while (at > 0 && (sleeping[at - 1]?.dueAt ?? 0) > sleeper.dueAt) at -= 1;
    sleeping.splice(at, 0, sleeper);
  }

  return {
    sleep: (dueAt, until) =>
      new Promise((resolve) => {
        if (until?.aborted === true) return resolve();
        const getUp = (): void => {
          sleeping = sleeping.filter((each) => each !== sleeper);
          resolve();
        };
        const sleeper: Sleeper = {
          dueAt,
          end() {
            until?.removeEventListener("abort", getUp);
            resolve();
          },
        };
        until?.addEventListener("abort", getUp, { once: true });
        lieDown(sleeper);
      }),
    nextDueAt: () => sleeping[0]?.dueAt,
    wake(now) {
      const due = sleeping.filter(({ dueAt }) => dueAt <= now);
      sleeping = sleeping.slice(due.length);
      for (const { end } of due) end();
    },
  };
}
