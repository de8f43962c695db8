/** The wait of one request: over when its time is, or when the door gives the request up. */
import type { Clock } from "../clock.ts";

/** With a door the sockets keep the process alive, not the wait; without one the wait has to. */
export function wait(clock: Clock, ms: number, givenUp: AbortSignal | undefined): Promise<void> {
  if (givenUp === undefined) return clock.sleep(ms);
  if (ms <= 0 || givenUp.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      givenUp.removeEventListener("abort", end);
      resolve();
    };
    givenUp.addEventListener("abort", end);
    void clock.sleep(ms, "unattended").then(end);
  });
}
