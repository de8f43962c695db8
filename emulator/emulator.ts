/** Wires accounts, clock and engine into one emulator. */
import { type Account, type AccountCore, openAccount } from "./account.ts";
import type { AccountOptions } from "./account-options.ts";
import type { LoginAuditEntry } from "./auth/login-audit-trail.ts";
import { type Clock, scaledClock, systemClock } from "./clock.ts";
import { EmulatorError } from "./emulator-error.ts";
import { createEngine, type Handle } from "./engine.ts";

export interface EmulatorOptions {
  /** At least one; ids must differ. */
  readonly accounts: readonly AccountOptions[];
  /** @default systemClock */
  readonly clock?: Clock;
  /** Divides every simulated wait; the time of day stays as it is. @default 1 */
  readonly timeScale?: number;
  /** Told of every refused login, as the account's audit trail has it. It must not throw. */
  readonly onLoginRefused?: (entry: LoginAuditEntry, accountId: string) => void;
}

export interface Emulator {
  /**
   * The one path every request takes; no sockets. `write` puts the response on the wire: the request keeps
   * its slot until it settles. Never rejects for anything a client sends.
   */
  readonly handle: Handle;
  readonly accounts: readonly Account[];
  /** Throws EmulatorError UNKNOWN_ACCOUNT. */
  account(accountId: string): Account;
  /** The accounts' time of day; waits are already scaled. */
  readonly clock: Clock;
}

/**
 * One or more NetSuite accounts on this machine. Throws EmulatorError for impossible options or master data
 * NetSuite would refuse.
 *
 * @example
 * const emulator = createEmulator({ accounts: [{ accountId: "1234567_SB1" }] });
 * const door = await startHttpDoor(emulator);
 */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { timeScale = 1 } = options;
  if (!(timeScale > 0) || options.accounts.length === 0 || hasTwins(options.accounts)) {
    throw new EmulatorError(
      "INVALID_OPTIONS",
      "An emulator needs at least one account, account ids that differ, and a timeScale above 0.",
    );
  }
  const clock = scaledClock(timeScale, options.clock ?? systemClock);
  const opened = options.accounts.map((account) => openAccount(account, clock));
  const accounts = opened.map(({ account }) => account);
  return {
    handle: createEngine(
      opened.map(({ core }) => heard(core, options.onLoginRefused)),
      clock,
    ),
    accounts,
    clock,
    account(accountId) {
      const found = accounts.find((account) => account.accountId === accountId);
      if (found !== undefined) return found;
      const known = accounts.map((account) => account.accountId).join(", ");
      throw new EmulatorError(
        "UNKNOWN_ACCOUNT",
        `There is no account ${accountId}. This emulator has ${known}.`,
      );
    },
  };
}

/** The account with a listener at its audit trail. */
function heard(core: AccountCore, onLoginRefused: EmulatorOptions["onLoginRefused"]): AccountCore {
  if (onLoginRefused === undefined) return core;
  const add = (entry: LoginAuditEntry): void => {
    core.audit.add(entry);
    if (entry.outcome === "failure") onLoginRefused(entry, core.accountId);
  };
  return { ...core, audit: { ...core.audit, add } };
}

const hasTwins = (accounts: readonly AccountOptions[]): boolean =>
  new Set(accounts.map(({ accountId }) => accountId)).size !== accounts.length;
