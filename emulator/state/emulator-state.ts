/** Keeps all accounts of an emulator in one folder. */
import type { AccountOptions } from "../account-options.ts";
import { type AccountLog, openAccountLog } from "./account-log.ts";
import type { AccountMemory } from "./account-memory.ts";
import { openStateFolder } from "./state-folder.ts";

export interface StateOptions {
  /** Made if there is none. Whoever may read it may read the accounts' secrets. */
  readonly folder: string;
  /**
   * What was answered survives the end of the process, however sudden; with true it survives the machine's, too.
   * @default false
   */
  readonly fsync?: boolean;
  /** What changed is folded into a snapshot when it takes more room than this, and than the last snapshot. @default 16 MiB */
  readonly journalBytes?: number;
  /** Told what was left out of a file whose last line was cut off. */
  readonly onNotice?: (text: string) => void;
}

export interface EmulatorState {
  /** How accounts were ordered that an earlier process added while it ran, and that are not asked for now. */
  readonly added: readonly AccountOptions[];
  /** Brings the account to where the folder's files left it, and writes down what changes from now on. */
  keep(memory: AccountMemory): void;
  /** One more account, which the next start has, too. */
  add(options: AccountOptions, memory: AccountMemory): void;
  /** What happens to it is not kept any more; one that was added does not come back. */
  remove(accountId: string): void;
  /** Writes everything down and gives the folder back. */
  close(): void;
}

/** Throws EmulatorError STATE_UNUSABLE or STATE_LOCKED. */
export function openEmulatorState(options: StateOptions, accountIds: readonly string[]): EmulatorState {
  const {
    folder,
    fsync = false,
    journalBytes = 16 * 1024 * 1024,
    onNotice: notice = () => undefined,
  } = options;
  const state = openStateFolder(folder, accountIds);
  const logs = new Map<string, AccountLog>();
  const keep = (memory: AccountMemory): void => {
    const own = state.accountFolder(memory.accountId);
    logs.set(memory.accountId, openAccountLog({ folder: own, memory, fsync, journalBytes, notice }));
  };
  return {
    added: state.added,
    keep,
    add(order, memory) {
      state.add(order);
      keep(memory);
    },
    remove(accountId) {
      logs.get(accountId)?.close();
      logs.delete(accountId);
      state.remove(accountId);
    },
    close() {
      for (const log of logs.values()) log.close();
      state.release();
    },
  };
}
