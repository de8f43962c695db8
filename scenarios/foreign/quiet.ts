/** Waits until a foreign integration has nothing more to do, as far as anybody outside can tell. */
import { type Account, systemClock } from "../../emulator/index.ts";

export interface Quiet {
  /** Until the condition holds and all is quiet, or it is quiet for so long that it never will hold. */
  until(condition: () => boolean | Promise<boolean>): Promise<boolean>;
}

interface QuietOptions {
  readonly account: Account;
  /** Of quiet, after which nothing more is expected. */
  readonly settleMs: number;
  /** When the shop last did something, in milliseconds since 1970. */
  readonly lastSentAt: () => number;
}

const LOOK_EVERY_MS = 25;
/** Of quiet after everything went well: nothing has to be tried again then. */
const CONTENT_MS = 800;
/** A loop without end must end. */
const PATIENCE_MS = 45_000;

export function createQuiet({ account, settleMs, lastSentAt }: QuietOptions): Quiet {
  const wentWell = () => account.journal().every(({ status }) => isFine(status));

  /** Milliseconds since anything happened, measured by a watcher of its own. */
  function watch(): () => number {
    let seen = -1;
    let changedAt = 0;
    return () => {
      const now = systemClock.now();
      const latest = account.journal().at(-1)?.id ?? 0;
      if (latest !== seen) changedAt = now;
      seen = latest;
      return now - Math.max(changedAt, lastSentAt());
    };
  }

  return {
    async until(condition) {
      const giveUpAt = systemClock.now() + PATIENCE_MS;
      const quietMs = watch();
      for (;;) {
        const quiet = quietMs();
        const holds = await condition();
        if (quiet >= (holds && wentWell() ? CONTENT_MS : settleMs) || systemClock.now() > giveUpAt)
          return holds;
        await systemClock.sleep(LOOK_EVERY_MS);
      }
    },
  };
}

const isFine = (status: number): boolean => (status >= 200 && status < 300) || status === 404;
