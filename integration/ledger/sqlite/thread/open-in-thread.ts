/**
 * The ledger in a thread of its own. SQLite holds up whoever calls it until the disk has what it was given, and whoever takes
 * webhooks or waits for NetSuite has better things to do.
 */
import { Worker } from "node:worker_threads";
import type { Incoming } from "../../entry.ts";
import type { Ledger } from "../../ledger.ts";
import { closedError } from "../sqlite-errors.ts";
import { type CalledThread, callThread } from "./called-thread.ts";
import type { LedgerFile } from "./messages.ts";

/** A thread that has ended by itself is followed by another one. @throws as openSqliteLedger */
export async function openLedgerInThread(
  place: LedgerFile,
  startThread = startLedgerThread,
): Promise<Ledger> {
  const start = (): CalledThread => callThread(startThread(place), place.file);
  let thread = start();
  let closed: Promise<void> | null = null;

  function ask(name: keyof Ledger, given: readonly unknown[]): Promise<unknown> {
    if (closed !== null) return Promise.reject(closedError(place.file));
    if (thread.hasEnded) thread = start();
    return thread.ask(name, given);
  }

  async function close(): Promise<void> {
    if (!thread.hasEnded) await thread.ask("close", []);
    await thread.end();
  }

  await thread.opened;
  return {
    ...asking(ask),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

type Ask = (name: keyof Ledger, given: readonly unknown[]) => Promise<unknown>;

function asking(ask: Ask): Omit<Ledger, "close"> {
  const call =
    <Name extends keyof Ledger>(name: Name) =>
    (...given: Parameters<Ledger[Name]>) =>
      ask(name, given) as ReturnType<Ledger[Name]>;
  const accept = call("accept");
  return {
    accept: (incoming) => accept(byItself(incoming)),
    claim: call("claim"),
    markSending: call("markSending"),
    noteJob: call("noteJob"),
    renew: call("renew"),
    settle: call("settle"),
    releaseExpired: call("releaseExpired"),
    release: call("release"),
    releaseAll: call("releaseAll"),
    counts: call("counts"),
    get: call("get"),
    find: call("find"),
    groups: call("groups"),
    tally: call("tally"),
    attemptsOf: call("attemptsOf"),
    auditOf: call("auditOf"),
    rerun: call("rerun"),
    discard: call("discard"),
    amend: call("amend"),
    redact: call("redact"),
    blockersOf: call("blockersOf"),
    countDue: call("countDue"),
    nextDueAt: call("nextDueAt"),
    cursor: call("cursor"),
    moveCursor: call("moveCursor"),
    probe: call("probe"),
  };
}

/** Bytes that were cut out of a larger piece of memory would take all of it along. */
const byItself = (incoming: Incoming): Incoming => ({ ...incoming, raw: new Uint8Array(incoming.raw) });

/** Bundled, or from source. */
export function startLedgerThread(workerData: LedgerFile): Worker {
  const file = import.meta.url.endsWith(".ts") ? "./thread-from-source.mjs" : "./ledger-thread.js";
  return new Worker(new URL(file, import.meta.url), { workerData });
}
