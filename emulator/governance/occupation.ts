/** Another integration at work: slots that are taken for a time by nobody the account was told of. */
import type { Clock } from "../clock.ts";
import { EmulatorError } from "../emulator-error.ts";
import { ANOTHER_INTEGRATION, type Slots } from "./slots.ts";

export interface Occupation {
  /** Slots it got; fewer than asked for when the limit allows no more, and then the rest counts as rejected. */
  readonly held: number;
  /** Gives all of them back before the time is over; a second call does nothing. */
  end(): void;
}

/** It has no allocation, so it competes for the unallocated slots. Throws EmulatorError for impossible numbers. */
export function occupySlots(
  slots: Slots,
  clock: Clock,
  { count, ms }: { count: number; ms: number },
): Occupation {
  if (!Number.isInteger(count) || count < 1 || !(ms >= 0)) {
    throw new EmulatorError(
      "INVALID_OPTIONS",
      `${count} slots cannot be occupied for ${ms} ms. Give a whole number of 1 or more, and a time of 0 or more.`,
    );
  }
  const held = Array.from({ length: count }, () => slots.take(ANOTHER_INTEGRATION)).filter(
    (slot) => slot !== undefined,
  );
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
    for (const slot of held) slot.release();
  };
  void clock.sleep(ms, { unattended: true, until: ended.signal }).then(end);
  return { held: held.length, end };
}
