/** A bell: one waits for it, at most for some time; ringing it while nobody waits is remembered once. */
import type { Clock } from "../clock.ts";

export interface WakeUp {
  now(): void;
  /** Resolves when the bell rings or after so many ms, whichever is first. */
  within(ms: number): Promise<void>;
}

export function createWakeUp(clock: Clock): WakeUp {
  let rung = false;
  let ring: (() => void) | null = null;
  return {
    now() {
      rung = true;
      ring?.();
    },
    async within(ms) {
      if (!rung) {
        const stopWaiting = new AbortController();
        const bell = new Promise<void>((resolve) => {
          ring = resolve;
        });
        await Promise.race([bell, clock.sleep(ms, stopWaiting.signal)]);
        // With a reason of our own: else each wake-up makes an error, with its stack, that nobody reads.
        stopWaiting.abort("awake");
      }
      rung = false;
      ring = null;
    },
  };
}
