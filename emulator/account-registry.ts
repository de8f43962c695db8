/** The accounts of one emulator: opened and closed while it runs, and sandboxes refreshed from their production. */
import type { Account, AccountCore } from "./account.ts";
import type { AccountOptions } from "./account-options.ts";
import type { Clock } from "./clock.ts";
import { EmulatorError } from "./emulator-error.ts";
import { type OpenAccount, openAccount } from "./open-account.ts";
import type { Openings } from "./openings.ts";
import type { AccountMemory } from "./state/account-memory.ts";

export interface AccountRegistry {
  /** Changes as accounts come and go. */
  readonly cores: readonly AccountCore[];
  accounts(): readonly Account[];
  account(accountId: string): Account;
  /** Opens all of them or none. */
  add(options: readonly AccountOptions[]): readonly Account[];
  remove(accountId: string): void;
  refreshSandbox(sandboxId: string): void;
  memory(accountId: string): AccountMemory;
}

interface RegistryOptions {
  readonly clock: Clock;
  readonly openings: Openings | undefined;
  /** The account as the engine shall see it. */
  heard(core: AccountCore): AccountCore;
}

export function createAccountRegistry({ clock, openings, heard }: RegistryOptions): AccountRegistry {
  let opened: readonly OpenAccount[] = [];
  const cores: AccountCore[] = [];
  const open = (next: readonly OpenAccount[]): void => {
    opened = next;
    cores.splice(0, cores.length, ...next.map(({ core }) => heard(core)));
  };
  return {
    cores,
    accounts: () => opened.map(({ account }) => account),
    memory: (accountId) => named(opened, accountId).memory,
    account: (accountId) => named(opened, accountId).account,
    add(options) {
      requireDistinct([...opened.map(({ account }) => account), ...options]);
      const added = options.map((each) => openAccount(each, clock, openings));
      const all = [...opened, ...added];
      for (const sandbox of added) if (sandbox.startsRefreshed) startRefreshed(sandbox, all);
      open(all);
      return added.map(({ account }) => account);
    },
    remove(accountId) {
      const gone = named(opened, accountId);
      if (opened.length === 1) throw impossible(`${accountId} is the only account; an emulator needs one`);
      open(opened.filter((each) => each !== gone));
    },
    refreshSandbox(sandboxId) {
      const sandbox = named(opened, sandboxId);
      refresh(sandbox, opened);
    },
  };
}

/** A copy of production from the first moment on, with tokens that were issued after the refresh. */
function startRefreshed(sandbox: OpenAccount, all: readonly OpenAccount[]): void {
  refresh(sandbox, all);
  const { integrations } = sandbox.core;
  for (const name of integrations.names) integrations.named(name).credentials.issue();
  sandbox.memory.endOpening();
}

const refresh = (sandbox: OpenAccount, all: readonly OpenAccount[]): void =>
  sandbox.memory.refreshFrom(productionOf(sandbox, all).memory.snapshot());

function named(opened: readonly OpenAccount[], accountId: string): OpenAccount {
  const found = opened.find(({ account }) => account.accountId === accountId);
  if (found !== undefined) return found;
  const known = opened.map(({ account }) => account.accountId).join(", ");
  throw new EmulatorError("UNKNOWN_ACCOUNT", `There is no account ${accountId}. This emulator has ${known}.`);
}

function productionOf({ account }: OpenAccount, opened: readonly OpenAccount[]): OpenAccount {
  const { accountId, sandboxOf } = account;
  if (sandboxOf === undefined) {
    throw new EmulatorError(
      "NOT_A_SANDBOX",
      `${accountId} is no sandbox. Name it as one, such as ${accountId}_SB1, or set its option sandboxOf.`,
    );
  }
  return named(opened, sandboxOf);
}

function requireDistinct(accounts: readonly { readonly accountId: string }[]): void {
  const ids = accounts.map(({ accountId }) => accountId);
  const twin = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twin !== undefined) throw impossible(`two accounts have the id ${twin}`);
}

const impossible = (why: string): EmulatorError =>
  new EmulatorError("INVALID_OPTIONS", `This cannot be: ${why}. An emulator needs account ids that differ.`);
