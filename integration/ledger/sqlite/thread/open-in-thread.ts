/**
 * The ledger in a thread of its own. SQLite holds up whoever calls it until the disk has what it was given, and whoever takes
 * webhooks or waits for NetSuite has better things to do.
 */
import { Worker } from "node:worker_threads";
import { IntegrationError } from "../../../errors.ts";
import type { Ledger } from "../../ledger.ts";
import { closedError } from "../sqlite-errors.ts";
import { callThread } from "./called-thread.ts";
import type { LedgerFile } from "./messages.ts";

/** A disk that stands still must not fill the memory: no more is taken in before some of it is on disk. */
const MOST_UNANSWERED = 10_000;

/** A thread that has ended by itself is followed by another one. @throws as openSqliteLedger */
export async function openLedgerInThread(
  place: LedgerFile,
  startThread: (place: LedgerFile) => Worker = startLedgerThread,
): Promise<Ledger> {
  const { file } = place;
  let thread = callThread(startThread(place), file);
  let closed: Promise<void> | null = null;

  function ask(name: keyof Ledger, given: readonly unknown[]): Promise<unknown> {
    if (closed !== null) return Promise.reject(closedError(file));
    // The file was there: one that is gone is no reason to begin an empty ledger.
    if (thread.hasEnded) thread = callThread(startThread({ ...place, create: false }), file);
    if (name === "accept" && thread.unanswered >= MOST_UNANSWERED) return Promise.reject(standstill(file));
    return thread.ask(name, given);
  }

  async function close(): Promise<void> {
    try {
      await thread.ask("close", []);
    } catch (error) {
      // With its thread the ledger was closed, too.
      if (!thread.hasEnded) throw error;
    } finally {
      await thread.end();
    }
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
  const [accept, amend] = [call("accept"), call("amend")];
  return {
    accept: (incoming) => accept({ ...incoming, raw: cutOut(incoming.raw) }),
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
    amend: ({ amendment, ...decision }) =>
      amend({
        ...decision,
        amendment: amendment.kind === "edit" ? { ...amendment, bytes: cutOut(amendment.bytes) } : amendment,
      }),
    redact: call("redact"),
    blockersOf: call("blockersOf"),
    countDue: call("countDue"),
    nextDueAt: call("nextDueAt"),
    cursor: call("cursor"),
    moveCursor: call("moveCursor"),
    probe: call("probe"),
  };
}

/** Bytes that are a part of a larger piece of memory would take all of it along. */
const cutOut = (bytes: Uint8Array): Uint8Array =>
  bytes instanceof Uint8Array && bytes.byteLength < bytes.buffer.byteLength ? new Uint8Array(bytes) : bytes;

/** Bundled, or from source. */
export function startLedgerThread(workerData: LedgerFile): Worker {
  const file = import.meta.url.endsWith(".ts") ? "./thread-from-source.mjs" : "./ledger-thread.js";
  return new Worker(new URL(file, import.meta.url), { workerData });
}

const standstill = (file: string): IntegrationError =>
  new IntegrationError({
    code: "LEDGER_BUSY",
    message: `The ledger ${file} cannot be used: ${MOST_UNANSWERED} calls wait for its disk. Look at what holds up the disk; the service then goes on without a restart.`,
  });
