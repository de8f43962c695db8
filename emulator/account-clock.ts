/** An account's own time of day, which may be wrong, stand still or be moved; its waits are everybody's. */
import { z } from "zod";
import type { Clock } from "./clock.ts";
import { EmulatorError } from "./emulator-error.ts";
import type { AccountPart } from "./state/account-part.ts";
import { createChangeBell } from "./state/change-list.ts";

export interface ClockFigures {
  /** Milliseconds since 1970, as the account sees them. */
  readonly now: number;
  /** How far the account is ahead of the emulator. */
  readonly skewMs: number;
  readonly isFrozen: boolean;
}

/** What an administrator may do to it. Moving the time of day ends no wait. */
export interface AccountTime {
  figures(): ClockFigures;
  /** From here on so far ahead of the emulator, or behind it; the login window moves with it. Ends a freeze. */
  setSkew(ms: number): void;
  /** The time of day stands still, at a moment given in milliseconds since 1970 or where it is. */
  freeze(at?: number): void;
  advance(ms: number): void;
}

export interface AccountClock extends Clock, AccountTime, AccountPart {}

const savedSchema = z.object({ skewMs: z.number(), frozenAt: z.number().nullable() });

export function createAccountClock(base: Clock): AccountClock {
  let skewMs = 0;
  let frozenAt: number | undefined;
  const bell = createChangeBell();
  const now = (): number => frozenAt ?? base.now() + skewMs;
  return {
    watch: bell.watch,
    save: () => ({ skewMs, frozenAt: frozenAt ?? null }),
    load(state) {
      const saved = savedSchema.parse(state);
      skewMs = saved.skewMs;
      frozenAt = saved.frozenAt ?? undefined;
    },
    now,
    ticks: base.ticks,
    sleep: base.sleep,
    figures: () => ({ now: now(), skewMs: now() - base.now(), isFrozen: frozenAt !== undefined }),
    setSkew(ms) {
      skewMs = finite(ms);
      frozenAt = undefined;
      bell.ring();
    },
    freeze(at = now()) {
      frozenAt = finite(at);
      bell.ring();
    },
    advance(ms) {
      if (!(finite(ms) >= 0))
        throw impossible(`${ms} ms cannot be advanced by. Give 0 or more, or set a skew.`);
      if (frozenAt === undefined) skewMs += ms;
      else frozenAt += ms;
      bell.ring();
    },
  };
}

function finite(ms: number): number {
  if (Number.isFinite(ms)) return ms;
  throw impossible(`${ms} is no time. Give milliseconds as a number.`);
}

const impossible = (message: string): EmulatorError => new EmulatorError("INVALID_OPTIONS", message);
