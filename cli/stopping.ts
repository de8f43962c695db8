/** What a signal to stop means: the first one is a request, the next one an order. Pure. */
import { getEventListeners } from "node:events";

/** A terminal and whoever started us, such as npm, pass the same key press on to us both. */
const SAME_PRESS_MS = 1_000;

export interface Stopping {
  readonly signal: AbortSignal;
  /** We are told to stop. */
  told(): void;
}

export function createStopping({
  now,
  exit,
}: {
  /** In ms. */
  readonly now: () => number;
  readonly exit: () => void;
}): Stopping {
  const controller = new AbortController();
  const { signal } = controller;
  let firstAt: number | null = null;
  return {
    signal,
    told() {
      if (firstAt !== null && now() - firstAt < SAME_PRESS_MS) return;
      // A service stops cleanly when it is told to. A proof that is cut short has proved nothing, and so has whoever is told twice.
      const stopsCleanly = getEventListeners(signal, "abort").length > 0 && !signal.aborted;
      if (!stopsCleanly) exit();
      firstAt ??= now();
      controller.abort();
    },
  };
}
