/** A run in a real account: what it makes is written down before, and deleted afterwards, however the run ends. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { AccountClient } from "../../integration/index.ts";
import {
  type CleanUp,
  cleanUp,
  type MadeRecord,
  markOf,
  type RunJournal,
  readRunJournal,
  startRunJournal,
} from "../../scenarios/index.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { RealAccount } from "./real-account.ts";

export interface RealRun {
  readonly run: string;
  /** What everything that is made begins with. */
  readonly mark: string;
  readonly announce: (record: MadeRecord) => void;
  /** Asks nothing more once the run was told to stop. */
  readonly client: AccountClient;
}

export interface EndedRun<Result> {
  /** Null when it was told to stop before it came to one. */
  readonly result: Result | null;
  readonly cleaned: CleanUp;
}

/** Whoever is told to stop asks nothing more. */
class ToldToStop extends Error {
  override readonly name = "ToldToStop";
  constructor() {
    super("The run was told to stop.");
  }
}

/** Short, and another one a millisecond later. */
export const newRun = (now: Date): string => now.getTime().toString(36);

const journalFile = (folder: string, run: string): string => join(folder, `netsuite-${run}.jsonl`);

interface RealRunRequest {
  readonly account: RealAccount;
  readonly client: AccountClient;
  readonly folder: string;
  readonly now: Date;
  readonly stop: AbortSignal;
}

/** @throws what the work throws, after the clean-up */
export async function realRun<Result>(
  { account, client, folder, now, stop }: RealRunRequest,
  work: (run: RealRun) => Promise<Result>,
): Promise<EndedRun<Result>> {
  const run = newRun(now);
  const { accountId, baseUrl } = account;
  const head = { run, accountId, baseUrl, startedAt: now.toISOString() };
  const journal = startRunJournal(journalFile(folder, run), head);
  const announce = (record: MadeRecord): void => {
    if (stop.aborted) throw new ToldToStop();
    journal.note(record);
  };
  // Being listened to, the signal ends the run and not the process.
  const listen = (): void => undefined;
  stop.addEventListener("abort", listen);
  try {
    const result = await work({ run, mark: markOf(run), announce, client: until(stop, client) });
    return { result, cleaned: await cleanUp(client, journal) };
  } catch (error) {
    const cleaned = await cleanUp(client, journal);
    if (stop.aborted) return { result: null, cleaned };
    throw error;
  } finally {
    stop.removeEventListener("abort", listen);
  }
}

const until = (stop: AbortSignal, client: AccountClient): AccountClient => ({
  ...client,
  call(call) {
    if (stop.aborted) throw new ToldToStop();
    return client.call(call);
  },
});

/** The journal of a run that was killed. @throws UsageError when there is none */
export function journalOfRun(folder: string, run: string): RunJournal {
  const file = journalFile(folder, run);
  if (existsSync(file)) return readRunJournal(file);
  const runs = existsSync(folder)
    ? readdirSync(folder).flatMap((name) => /^netsuite-(\w+)\.jsonl$/.exec(name)?.[1] ?? [])
    : [];
  const others =
    runs.length === 0 ? `No run has left anything in ${folder}` : `Runs that have: ${runs.join(", ")}`;
  throw new UsageError(
    `${folder} has no journal of the run ${run}. ${others}; another folder is named with --out.`,
  );
}

export function sayCleaned(terminal: Terminal, { deleted, left }: CleanUp): void {
  terminal.say(`Cleaned up: ${deleted.length} records deleted, ${left.length} left.`);
  for (const { recordType, externalId, why, link } of left)
    terminal.say(`  left: ${recordType} ${externalId}: ${why}${link === null ? "" : ` ${link}`}`);
}
