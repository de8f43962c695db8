/** The only place where the emulator meets real time. */

export interface Clock {
  /** Milliseconds since 1970, as the emulated account sees them. */
  now(): number;
  /** An unattended wait does not keep the process alive: nobody is waiting for it any more when all else has ended. */
  sleep(ms: number, attendance?: "unattended"): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, attendance) => {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      if (attendance === "unattended") timer.unref();
    });
  },
};

/** A clock whose waits are `timeScale` times shorter; the time of day is left alone. */
export function scaledClock(timeScale: number, base: Clock = systemClock): Clock {
  return { now: () => base.now(), sleep: (ms, attendance) => base.sleep(ms / timeScale, attendance) };
}
