/** Wires accounts, clock and engine into one emulator. */
import type { Account, AccountCore } from "./account.ts";
import type { AccountOptions } from "./account-options.ts";
import { type AccountRegistry, createAccountRegistry } from "./account-registry.ts";
import type { LoginAuditEntry } from "./auth/login-audit-trail.ts";
import { type Clock, scaledClock, systemClock } from "./clock.ts";
import { EmulatorError } from "./emulator-error.ts";
import { createEngine, type Handle } from "./engine.ts";
import type { Openings } from "./openings.ts";
import { type EmulatorState, openEmulatorState, type StateOptions } from "./state/emulator-state.ts";

export interface EmulatorOptions {
  /** At least one; ids must differ. */
  readonly accounts: readonly AccountOptions[];
  /** @default systemClock */
  readonly clock?: Clock;
  /** Divides every simulated wait; the time of day stays as it is. @default 1 */
  readonly timeScale?: number;
  /** Keeps the accounts over restarts, a killed process included; without it they end with the process. */
  readonly state?: StateOptions;
  /** Of `createOpenings`, shared with other emulators: accounts that are ordered alike at one moment are opened faster. @default none */
  readonly openings?: Openings;
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
  /** Opens one more account while the emulator runs, kept as the others are; throws EmulatorError as createEmulator does. */
  addAccount(options: AccountOptions): Account;
  /**
   * Closes an account; requests under way end as they would have. The last one stays: INVALID_OPTIONS. What a state folder
   * keeps of an account that was added is gone; one that was ordered from the start comes back with the next.
   */
  removeAccount(accountId: string): void;
  /**
   * Copies production's records into one of its sandboxes under the same internal ids, takes over its integration records,
   * and clears the sandbox's tokens: new ones must be issued. Throws EmulatorError UNKNOWN_ACCOUNT or NOT_A_SANDBOX.
   */
  refreshSandbox(sandboxId: string): void;
  /** Writes the state folder a last time and gives it back; without one there is nothing to close. */
  close(): void;
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
  if (!(timeScale > 0) || options.accounts.length === 0) {
    throw new EmulatorError(
      "INVALID_OPTIONS",
      "An emulator needs at least one account and a timeScale above 0.",
    );
  }
  const clock = scaledClock(timeScale, options.clock ?? systemClock);
  const registry = createAccountRegistry({
    clock,
    openings: options.openings,
    heard: (core) => heard(core, options.onLoginRefused),
  });
  registry.add(options.accounts);
  const state = options.state && keptIn(options.state, registry);
  return {
    close: () => state?.close(),
    handle: createEngine(registry.cores),
    get accounts() {
      return registry.accounts();
    },
    clock,
    account: registry.account,
    addAccount(account) {
      registry.add([account]);
      try {
        state?.add(account, registry.memory(account.accountId));
      } catch (error) {
        registry.remove(account.accountId);
        throw error;
      }
      return registry.account(account.accountId);
    },
    removeAccount(accountId) {
      registry.remove(accountId);
      state?.remove(accountId);
    },
    refreshSandbox: registry.refreshSandbox,
  };
}

/** Opens those accounts, too, that an earlier process added, and brings all of them to where they were. */
function keptIn(options: StateOptions, registry: AccountRegistry): EmulatorState {
  const ordered = registry.accounts().map(({ accountId }) => accountId);
  const state = openEmulatorState(options, ordered);
  try {
    registry.add(state.added);
    for (const { accountId } of registry.accounts()) state.keep(registry.memory(accountId));
    return state;
  } catch (error) {
    state.close();
    throw error;
  }
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
