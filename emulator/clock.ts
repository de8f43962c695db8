/** The only place where the emulator meets real time. */

export interface Clock {
  /** Milliseconds since 1970, as the emulated account sees them. */
  now(): number;
  /** Milliseconds of the time that waits are counted in; only the difference of two says anything. */
  ticks(): number;
  sleep(ms: number, how?: Sleep): Promise<void>;
}

export interface Sleep {
  /** Does not keep the process alive: nobody is waiting any more when all else has ended. */
  readonly unattended?: boolean;
  /** Ends the sleep before its time, and leaves no timer behind. */
  readonly until?: AbortSignal | undefined;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  sleep(ms, { unattended = false, until } = {}) {
    if (ms <= 0 || until?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        until?.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      if (unattended) timer.unref();
      until?.addEventListener("abort", end);
    });
  },
};

/** A clock whose waits are `timeScale` times shorter; the time of day is left alone. */
export function scaledClock(timeScale: number, base: Clock = systemClock): Clock {
  return {
    now: () => base.now(),
    ticks: () => base.ticks() * timeScale,
    sleep: (ms, how) => base.sleep(ms / timeScale, how),
  };
}
