/** An account's snapshot as a file of lines: first what is not records, then a record a line, then how many there were. */
import { open, rename } from "node:fs/promises";
import { z } from "zod";
import { SavedRecords } from "../records/saved-records.ts";
import type { AccountSnapshot } from "./account-memory.ts";
import { readLines } from "./line-file.ts";
import { unusable } from "./state-folder.ts";
import { writeWhole } from "./whole-file.ts";

/** So many lines are written at once. */
const LINES_A_WRITE = 500;

export const writeSnapshot = (file: string, snapshot: AccountSnapshot): void =>
  writeWhole(file, textsOf(snapshot));

/** The same, without holding anybody up; what it writes cannot change meanwhile, since snapshots never do. */
export async function writeSnapshotSlowly(file: string, snapshot: AccountSnapshot): Promise<void> {
  const handle = await open(`${file}.tmp`, "w", 0o600);
  try {
    for (const text of textsOf(snapshot)) await handle.write(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.tmp`, file);
}

function* textsOf(snapshot: AccountSnapshot): Generator<string> {
  let lines: string[] = [];
  for (const line of linesOf(snapshot)) {
    lines.push(JSON.stringify(line));
    if (lines.length < LINES_A_WRITE) continue;
    yield `${lines.join("\n")}\n`;
    lines = [];
  }
  yield `${lines.join("\n")}\n`;
}

function* linesOf({ parts, ...head }: AccountSnapshot): Generator<unknown> {
  const { records, ...others } = parts;
  if (!(records instanceof SavedRecords)) throw new TypeError("an account's own snapshot holds its records");
  yield { ...head, parts: others, nextIds: records.nextIds };
  let rows = 0;
  for (const row of records.rows()) {
    rows += 1;
    yield row;
  }
  yield { rows };
}

const headSchema = z.object({
  version: z.number(),
  accountId: z.string(),
  parts: z.record(z.string(), z.unknown()),
  nextIds: z.unknown(),
});

/** Throws EmulatorError STATE_UNUSABLE with file and line. */
export function readSnapshot(file: string): AccountSnapshot {
  const values = [...readLines(file)].map(({ text, number }) => parseLine(text, file, number));
  const head = headSchema.safeParse(values[0]);
  if (!head.success) throw damaged(file, 1, "it is no snapshot of an account");
  const rows = values.slice(1, -1);
  const end = z.object({ rows: z.literal(rows.length) }).safeParse(values.at(-1));
  if (!end.success) throw damaged(file, values.length, "the end of the file is missing");
  const { nextIds, parts, ...snapshot } = head.data;
  return { ...snapshot, parts: { ...parts, records: { nextIds, rows } } };
}

export function parseLine(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(file, line, "it is damaged", cause);
  }
}

export const damaged = (file: string, line: number, why: string, cause?: unknown): Error =>
  unusable(`${file}:${line}`, why, "Put it back from a copy, or begin with a new folder", cause);
