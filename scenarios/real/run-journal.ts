/** What a run makes in a real account, written down before it is made: a run that was killed can still be cleaned up after. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const headSchema = z.strictObject({
  run: z.string(),
  accountId: z.string(),
  baseUrl: z.string(),
  startedAt: z.iso.datetime(),
});

const recordSchema = z.strictObject({ recordType: z.string(), externalId: z.string() });

export type RunHead = Readonly<z.output<typeof headSchema>>;
export type MadeRecord = Readonly<z.output<typeof recordSchema>>;

export interface RunJournal {
  readonly file: string;
  readonly head: RunHead;
  /** Is on the disk when it returns; the same record again is not written again. */
  note(record: MadeRecord): void;
  /** In the order in which they were announced. */
  readonly records: readonly MadeRecord[];
  /** Nothing of the run is left in the account. */
  remove(): void;
}

/** Before everything that a run makes there stands this: only what carries it is ever deleted. */
export const markOf = (run: string): string => `DD-${run}-`;

export function startRunJournal(file: string, head: RunHead): RunJournal {
  mkdirSync(dirname(file), { recursive: true });
  append(file, head);
  return journalOf(file, head, []);
}

/** @throws Error when it is no journal of a run */
export function readRunJournal(file: string): RunJournal {
  const [first = "", ...lines] = readFileSync(file, "utf8").split("\n");
  const head = headSchema.parse(JSON.parse(first));
  // A last line that was cut off was announced, but nothing followed it.
  const records = lines.flatMap((line) => {
    const parsed = recordSchema.safeParse(jsonOf(line));
    return parsed.success ? [parsed.data] : [];
  });
  return journalOf(file, head, records);
}

function journalOf(file: string, head: RunHead, before: readonly MadeRecord[]): RunJournal {
  const records = new Map(before.map((record) => [keyOf(record), record]));
  return {
    file,
    head,
    note(record) {
      if (records.has(keyOf(record))) return;
      append(file, record);
      records.set(keyOf(record), record);
    },
    get records() {
      return [...records.values()];
    },
    remove: () => rmSync(file, { force: true }),
  };
}

const keyOf = ({ recordType, externalId }: MadeRecord): string => `${recordType} ${externalId}`;

function append(file: string, line: object): void {
  const isNew = !existsSync(file);
  const handle = openSync(file, "a", 0o600);
  try {
    writeSync(handle, `${JSON.stringify(line)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (isNew) syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
