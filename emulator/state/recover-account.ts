/** Brings an account to where the files of a state folder left it. */
import { readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { EmulatorError } from "../emulator-error.ts";
import type { AccountMemory } from "./account-memory.ts";
import { type Line, readLines } from "./line-file.ts";
import { damaged, parseLine, readSnapshot } from "./saved-account.ts";
import { unusable } from "./state-folder.ts";

/** The number of the last files; undefined when there are none. */
export function recover(
  folder: string,
  memory: AccountMemory,
  notice: (text: string) => void,
): number | undefined {
  const snapshots = numbersOf(folder, "snapshot");
  const journals = numbersOf(folder, "journal");
  const newest = snapshots.at(-1);
  if (newest === undefined) {
    if (journals.length === 0) return undefined;
    throw unusable(folder, "its snapshot is missing", "Put it back from a copy, or begin with a new folder");
  }
  const file = fileOf(folder, "snapshot", newest);
  try {
    memory.restore(readSnapshot(file));
  } catch (cause) {
    if (!(cause instanceof EmulatorError) || cause.code !== "INVALID_SNAPSHOT") throw cause;
    const why = cause.cause instanceof Error ? cause.cause.message : cause.message;
    throw unusable(file, why, "Open it as it was opened before, or begin with a new folder", cause);
  }
  for (const number of journals.filter((each) => each >= newest)) {
    repeat(fileOf(folder, "journal", number), memory.parts, notice);
  }
  for (const part of Object.values(memory.parts)) part.changes?.applied?.();
  return Math.max(newest, ...journals);
}

type Parts = AccountMemory["parts"];

function repeat(file: string, parts: Parts, notice: (text: string) => void): void {
  for (const line of readLines(file)) {
    if (line.isTorn) {
      truncateSync(file, line.offset);
      notice(
        `${file}:${line.number}: the last line was cut off when the process ended; nobody was answered for it, so it is left out.`,
      );
      return;
    }
    repeatLine(file, line, parts);
  }
}

function repeatLine(file: string, { text, number }: Line, parts: Parts): void {
  const line = z.record(z.string(), z.unknown()).safeParse(parseLine(text, file, number));
  if (!line.success) throw damaged(file, number, "it is damaged");
  for (const [name, change] of Object.entries(line.data)) {
    try {
      const part = parts[name];
      if (part === undefined) throw new TypeError(`this account has no part ${name}`);
      if (part.changes === undefined) part.load(change);
      else part.changes.apply(change);
    } catch (cause) {
      throw damaged(file, number, cause instanceof Error ? cause.message : String(cause), cause);
    }
  }
}

export const fileOf = (folder: string, kind: "snapshot" | "journal", number: number): string =>
  join(folder, `${kind}-${number}.jsonl`);

/** Ascending. */
export const numbersOf = (folder: string, kind: string): readonly number[] =>
  readdirSync(folder)
    .flatMap((name) => new RegExp(`^${kind}-(\\d+)\\.jsonl$`).exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
