/** The only place where the emulator meets real time. */

export interface Clock {
  /** Milliseconds since 1970, as the emulated account sees them. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => (ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms))),
};

/** A clock whose waits are `timeScale` times shorter; the time of day is left alone. */
export function scaledClock(timeScale: number, base: Clock = systemClock): Clock {
  return { now: () => base.now(), sleep: (ms) => base.sleep(ms / timeScale) };
}
