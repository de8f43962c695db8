/** A foreign integration may never do what a scenario waits for; then the scenario ends all the same, and has failed. */
import { systemClock } from "../../integration/index.ts";

/** @throws Error when the work has not ended by then; nobody hears of it any more after that */
export async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const tooLate = systemClock.sleep(limitMs, ended.signal).then((): never => {
    const seconds = Math.round(limitMs / 1_000);
    throw new Error(`What the scenario waits for did not happen within ${seconds} s of real time.`);
  });
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    ended.abort();
  }
}
