/** Everything an account remembers, saved and put back as one: snapshots, reset, and sandbox refreshes. */
import { z } from "zod";
import { EmulatorError } from "../emulator-error.ts";
import type { AccountPart } from "./account-part.ts";

/** Of this account at one moment. Opaque; JSON.stringify writes it, and `restore` takes what JSON.parse reads. */
export interface AccountSnapshot {
  readonly version: number;
  readonly accountId: string;
  readonly parts: Readonly<Record<string, unknown>>;
}

/** Rises whenever a part changes what it saves. */
const SNAPSHOT_VERSION = 2;

export interface AccountMemory {
  readonly accountId: string;
  readonly parts: Readonly<Record<string, AccountPart>>;
  snapshot(): AccountSnapshot;
  /** Whole or not at all; throws EmulatorError INVALID_SNAPSHOT. */
  restore(snapshot: AccountSnapshot): void;
  /** Restores what the account held when it was opened. */
  reset(): void;
  /** The account's opening is now over: it is what `reset` goes back to. */
  endOpening(): void;
  /** Makes of every part what a sandbox refresh from that production account makes of it. */
  refreshFrom(production: AccountSnapshot): void;
  /** Told after a restore, a reset or a refresh, none of which is told as changes. */
  whenReplaced(replaced: () => void): void;
}

export function createAccountMemory(
  accountId: string,
  parts: Readonly<Record<string, AccountPart>>,
): AccountMemory {
  const all = Object.entries(parts);
  const snapshot = (): AccountSnapshot => ({
    version: SNAPSHOT_VERSION,
    accountId,
    parts: Object.fromEntries(all.map(([name, part]) => [name, part.save()])),
  });
  const load = (states: AccountSnapshot["parts"]): void => {
    for (const [name, part] of all) part.load(states[name]);
  };
  let replaced = (): void => undefined;
  const restore = (wanted: AccountSnapshot): void => {
    requireOwn(wanted, accountId);
    const before = snapshot();
    try {
      load(wanted.parts);
    } catch (cause) {
      load(before.parts);
      throw invalid("it does not hold what this version of the emulator saves", cause);
    }
    replaced();
  };
  let opening = snapshot();
  return {
    accountId,
    parts,
    snapshot,
    restore,
    whenReplaced(tell) {
      replaced = tell;
    },
    reset: () => restore(opening),
    endOpening() {
      opening = snapshot();
    },
    refreshFrom(production) {
      for (const [name, part] of all) part.refresh?.(production.parts[name]);
      replaced();
    },
  };
}

function requireOwn(snapshot: AccountSnapshot, accountId: string): void {
  if (!snapshotSchema.safeParse(snapshot).success) throw invalid("it is no snapshot");
  const { version } = snapshot;
  if (version !== SNAPSHOT_VERSION) {
    throw invalid(`it has version ${version}, and this emulator reads version ${SNAPSHOT_VERSION}`);
  }
  if (snapshot.accountId !== accountId) {
    throw invalid(`it is of account ${snapshot.accountId}, and this is ${accountId}`);
  }
}

const snapshotSchema = z.object({
  version: z.number(),
  accountId: z.string(),
  parts: z.record(z.string(), z.unknown()),
});

const invalid = (why: string, cause?: unknown): EmulatorError =>
  new EmulatorError(
    "INVALID_SNAPSHOT",
    `The snapshot cannot be restored: ${why}. Restore one that this account made with snapshot().`,
    { cause },
  );
