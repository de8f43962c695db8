/** The wait of one request: over when its time is, or when the door gives the request up. */
import type { Clock } from "../clock.ts";

/** With a door the sockets keep the process alive, not the wait; without one the wait has to. */
export const wait = (clock: Clock, ms: number, givenUp: AbortSignal | undefined): Promise<void> =>
  clock.sleep(ms, { unattended: givenUp !== undefined, until: givenUp });

interface TimedWait {
  readonly clock: Clock;
  /** By the clock's ticks. */
  readonly begun: number;
  readonly givenUp: AbortSignal | undefined;
}

/** What is left of so many milliseconds: what was worked since they began is part of them, not on top. */
export const waitOut = (ms: number, { clock, begun, givenUp }: TimedWait): Promise<void> =>
  wait(clock, ms - (clock.ticks() - begun), givenUp);
