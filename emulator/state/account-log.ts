/** Keeps an account on disk: a snapshot, and after it one line for whatever changed at one moment. */
import { closeSync, fdatasyncSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import type { AccountMemory } from "./account-memory.ts";
import type { AccountPart } from "./account-part.ts";
import { fileOf, numbersOf, recover } from "./recover-account.ts";
import { writeSnapshot, writeSnapshotSlowly } from "./saved-account.ts";

export interface AccountLogOptions {
  readonly folder: string;
  readonly memory: AccountMemory;
  /** Whether every line has to be on the disk, and not only with the operating system, before its request is answered. */
  readonly fsync: boolean;
  /** A journal is folded into a snapshot when it is larger than this, and than the last snapshot. */
  readonly journalBytes: number;
  notice(text: string): void;
}

export interface AccountLog {
  /** Writes everything down once more; nothing is kept of what happens afterwards. */
  close(): void;
}

/** Brings the account to where the folder's files left it, if there are any, and writes down what changes from now on. */
export function openAccountLog({
  folder,
  memory,
  fsync,
  journalBytes,
  notice,
}: AccountLogOptions): AccountLog {
  const last = recover(folder, memory, notice);
  // Whatever happens next goes into a journal of its own, so that an earlier file never changes any more.
  let generation = last ?? 0;
  let journal = -1;
  let written = 0;
  let limit = journalBytes;
  const limitAfter = (snapshot: string): number => Math.max(journalBytes, statSync(snapshot).size);
  const begin = (): string => {
    if (journal >= 0) closeSync(journal);
    generation += 1;
    journal = openSync(fileOf(folder, "journal", generation), "a", 0o600);
    written = 0;
    return fileOf(folder, "snapshot", generation);
  };
  const foldNow = (): void => {
    const snapshot = memory.snapshot();
    const file = fileOf(folder, "snapshot", generation + 1);
    writeSnapshot(file, snapshot);
    begin();
    limit = limitAfter(file);
    removeBefore(folder, generation);
  };
  const foldSlowly = async (): Promise<void> => {
    const file = begin();
    const own = generation;
    limit = Number.POSITIVE_INFINITY;
    const isOver = (): boolean => own !== generation || journal < 0;
    try {
      await writeSnapshotSlowly(file, memory.snapshot());
    } catch (error) {
      // Nobody needs the file any more when a later one took its place.
      if (!isOver()) throw error;
    }
    if (isOver()) return;
    removeBefore(folder, own);
    limit = limitAfter(file);
  };
  const changes = collectChanges(memory.parts, (line) => {
    if (journal < 0) return;
    written += writeSync(journal, `${line}\n`);
    if (fsync) fdatasyncSync(journal);
    if (written > limit) void foldSlowly();
  });
  if (last === undefined) foldNow();
  else begin();
  memory.whenReplaced(() => {
    if (journal < 0) return;
    changes.forget();
    foldNow();
  });
  return {
    close() {
      if (journal < 0) return;
      changes.flush();
      if (written > 0) foldNow();
      closeSync(journal);
      journal = -1;
    },
  };
}

/** Gathers what one synchronous piece of work changes; it is written before anything that waited for that work goes on. */
function collectChanges(parts: Readonly<Record<string, AccountPart>>, write: (line: string) => void) {
  const changed = new Set<string>();
  const take = (): Readonly<Record<string, unknown>> => {
    const names = [...changed];
    changed.clear();
    return Object.fromEntries(
      names.map((name) => [name, parts[name]?.changes?.take() ?? parts[name]?.save()]),
    );
  };
  const flush = (): void => {
    if (changed.size > 0) write(JSON.stringify(take()));
  };
  for (const [name, part] of Object.entries(parts)) {
    part.watch?.(() => {
      if (changed.size === 0) queueMicrotask(flush);
      changed.add(name);
      // A token that was drawn must not be drawn again.
      if (part.changes === undefined) changed.add("streams");
    });
  }
  return { flush, forget: (): void => void take() };
}

function removeBefore(folder: string, generation: number): void {
  for (const kind of ["journal", "snapshot"] as const) {
    for (const number of numbersOf(folder, kind)) {
      if (number < generation) rmSync(fileOf(folder, kind, number), { force: true });
    }
  }
}
