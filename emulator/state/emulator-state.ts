/** Keeps all accounts of an emulator in one folder. */
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

/** Returns what writes everything down and gives the folder back; throws EmulatorError STATE_UNUSABLE or STATE_LOCKED. */
export function keepAccounts(options: StateOptions, memories: readonly AccountMemory[]): () => void {
  const {
    folder,
    fsync = false,
    journalBytes = 16 * 1024 * 1024,
    onNotice: notice = () => undefined,
  } = options;
  const state = openStateFolder(
    folder,
    memories.map(({ accountId }) => accountId),
  );
  try {
    const logs = memories.map((memory): AccountLog => {
      return openAccountLog({
        folder: state.accountFolder(memory.accountId),
        memory,
        fsync,
        journalBytes,
        notice,
      });
    });
    return () => {
      for (const log of logs) log.close();
      state.release();
    };
  } catch (error) {
    state.release();
    throw error;
  }
}
