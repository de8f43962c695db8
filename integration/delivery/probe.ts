/** Held or not, and while it is held one entry at a time that finds out whether it still must be. */
import type { Clock } from "../clock.ts";

export interface Probe {
  readonly isHeld: boolean;
  /** The first probe is due after one wait. */
  hold(): void;
  letGo(): void;
  /** How many of the wanted entries may be worked on now: all, one probe, or none. */
  allow(wanted: number): number;
}

export function createProbe(clock: Clock, everyMs: number): Probe {
  let probeAt: number | null = null;
  const hold = (): void => {
    probeAt = clock.now() + everyMs;
  };
  return {
    get isHeld() {
      return probeAt !== null;
    },
    hold,
    letGo() {
      probeAt = null;
    },
    allow(wanted) {
      if (probeAt === null) return wanted;
      if (wanted < 1 || clock.now() < probeAt) return 0;
      hold();
      return 1;
    },
  };
}
