/** The ledger in one SQLite file: durable when it says so, and open to the command line while the service runs. */
import type { Accepted, Fence, Incoming, LedgerEntry, Priority, Settlement } from "../entry.ts";
import type { ClaimRequest, Ledger } from "../ledger.ts";
import { settle } from "../settle.ts";
import { findStatement, groupsStatement, tallyStatement } from "../sql/filter-statements.ts";
import { toAttempt, toAuditLine, toBlockers, toCounts, toEntry, toGroup, toTally } from "../sql/rows.ts";
import type { SqlValue } from "../sql/sql-value.ts";
import {
  attemptValues,
  fenceValues,
  type IncomingValues,
  incomingValues,
  rankOf,
  settleValues,
} from "../sql/values.ts";
import { decisionsOver } from "./decisions.ts";
import type { SqliteDatabase } from "./driver.ts";
import { createGroupCommit } from "./group-commit.ts";
import { openDatabase, type SqliteFile } from "./open-database.ts";
import { createStatements, type Statements } from "./prepared-statements.ts";
import { closedError, toLedgerError } from "./sqlite-errors.ts";

/** @throws IntegrationError `LEDGER_…` when the file cannot be used; the message names it and the remedy */
export async function openSqliteLedger(options: SqliteFile): Promise<Ledger> {
  const database = await openDatabase(options);
  options.onOpened?.(database);
  return createSqliteLedger(database, options.file);
}

/** Over a database that is open and migrated; takes it over and closes it. */
export function createSqliteLedger(database: SqliteDatabase, file: string): Ledger {
  const toError = (cause: unknown): Error => toLedgerError(cause, file);
  const commits = createGroupCommit(database, toError);
  const rows = createStatements(database);
  let closed = false;

  function refuseWhenClosed(): void {
    if (closed) throw closedError(file);
  }

  /** Writers go through here: together with others of the same tick, durable when it resolves. */
  async function write<T>(work: () => T): Promise<T> {
    refuseWhenClosed();
    return commits.submit(work);
  }

  async function read<T>(work: () => T): Promise<T> {
    refuseWhenClosed();
    try {
      return work();
    } catch (cause) {
      throw toError(cause);
    }
  }

  return {
    accept: (incoming) => {
      const values = incomingValues(incoming);
      return write(() => accept(rows, incoming, values));
    },
    async claim(request) {
      // An idle worker asks every second: that must not take the write lock from anybody.
      const isAnyDue = await read(() => rows.get("isAnyDue", request.now) !== undefined);
      return isAnyDue ? write(() => claim(rows, request)) : [];
    },
    markSending: (fence, { now, leaseMs }) =>
      write(() => rows.run("markSending", now, now + leaseMs, now, ...fenceValues(fence)) === 1),
    noteJob: (fence, jobId) => write(() => rows.run("noteJob", jobId, ...fenceValues(fence)) === 1),
    renew: (fence, { now, leaseMs }) =>
      write(() => rows.run("renew", now + leaseMs, now, ...fenceValues(fence)) === 1),
    settle: (fence, settlement, now, attempt) => {
      const history = attempt === undefined ? null : attemptValues(fence, attempt);
      return write(() => settleEntry(rows, fence, { settlement, now, history }));
    },
    async releaseExpired(now) {
      const isAnyOver = await read(() => rows.get("isAnyLeaseOver", now) !== undefined);
      return isAnyOver ? write(() => giveBack(rows, now, rows.all("releaseExpired", now, now, now))) : 0;
    },
    release: (owner, now) => write(() => giveBack(rows, now, rows.all("release", now, now, owner))),
    releaseAll: (now) => write(() => giveBack(rows, now, rows.all("releaseAll", now, now))),
    ...decisionsOver(write, rows),

    ...readingOver(read, rows),
    moveCursor: (name, value, now) => write(() => void rows.run("moveCursor", name, value, now)),
    probe: () => write(() => writeNothing(database)),

    async close() {
      if (closed) return;
      closed = true;
      await commits.drain();
      database.close();
    },
  };
}

function cursorAt(rows: Statements, name: string): string | null {
  return (rows.get("cursor", name) as { value: string } | undefined)?.value ?? null;
}

type Read = <T>(work: () => T) => Promise<T>;

function readingOver(read: Read, rows: Statements) {
  return {
    counts: () => read(() => toCounts(rows.all("counts"))),
    get: (id) => read(() => entryOf(rows, id)),
    find: (filter) => read(() => rows.query(findStatement(filter)).map(toEntry)),
    groups: (filter) => read(() => rows.query(groupsStatement(filter)).map(toGroup)),
    tally: (filter) => read(() => rows.query(tallyStatement(filter)).map(toTally)),
    attemptsOf: (id) => read(() => rows.all("attemptsOf", id).map(toAttempt)),
    auditOf: (id) => read(() => rows.all("auditOf", id).map(toAuditLine)),
    blockersOf: (ids) => read(() => toBlockers(ids.flatMap((id) => rows.all("blockerOf", id)))),
    countDue: ({ now, upTo }) => read(() => (rows.get("countDue", now, upTo) as { count: number }).count),
    nextDueAt: () => read(() => (rows.get("nextDueAt") as { next_at: number } | undefined)?.next_at ?? null),
    cursor: (name) => read(() => cursorAt(rows, name)),
  } satisfies Partial<Ledger>;
}

/** The program's own number in the file's first page, which nobody uses here, is written as it was. */
function writeNothing(database: SqliteDatabase): void {
  const { user_version } = database.prepare("PRAGMA user_version").get() as { user_version: number };
  database.exec(`PRAGMA user_version = ${user_version}`);
}

function accept(rows: Statements, incoming: Incoming, values: IncomingValues): Accepted {
  const inserted = rows.get("insertEntry", ...values.entry) as { id: number } | undefined;
  if (inserted === undefined) {
    const first = rows.get("idOf", incoming.flow, incoming.key, incoming.version) as { id: number };
    return { id: first.id, duplicate: true };
  }
  rows.run("insertPayload", inserted.id, incoming.raw, values.headers);
  rows.run("supersedeKey", incoming.receivedAt, incoming.flow, incoming.key);
  return { id: inserted.id, duplicate: false };
}

function claim(rows: Statements, request: ClaimRequest): readonly LedgerEntry[] {
  const { limit, bulkLimit = limit } = request;
  const live = claimOf(rows, request, { priority: "live", limit });
  const bulk = claimOf(rows, request, { priority: "bulk", limit: Math.min(bulkLimit, limit - live.length) });
  return [...live, ...bulk].flatMap((id) => entryOf(rows, id) ?? []);
}

function claimOf(
  rows: Statements,
  { owner, leaseMs, now }: ClaimRequest,
  { priority, limit }: { readonly priority: Priority; readonly limit: number },
): readonly number[] {
  if (limit < 1) return [];
  const claimed = rows.all("claim", owner, now + leaseMs, now, rankOf(priority), now, limit) as {
    id: number;
  }[];
  // RETURNING promises no order.
  return claimed.map(({ id }) => id).sort((a, b) => a - b);
}

function entryOf(rows: Statements, id: number): LedgerEntry | undefined {
  const row = rows.get("get", id);
  return row === undefined ? undefined : toEntry(row);
}

interface FencedRow {
  readonly attempts: number;
  readonly sent_at: number | null;
  readonly sent_claims: number | null;
}

interface End {
  readonly settlement: Settlement;
  readonly now: number;
  readonly history: readonly SqlValue[] | null;
}

function settleEntry(rows: Statements, fence: Fence, { settlement, now, history }: End): boolean {
  const row = rows.get("fenced", ...fenceValues(fence)) as FencedRow | undefined;
  if (row === undefined) return false;
  const sentInThisClaim = row.sent_claims === fence.claims;
  const settled = settle({ attempts: row.attempts, sentAt: row.sent_at, sentInThisClaim }, settlement, now);
  rows.run("settle", ...settleValues(settled, settlement, { id: fence.id, now }));
  rows.run("supersedeEntry", now, fence.id);
  if (history !== null) rows.run("insertAttempt", ...history);
  return true;
}

/** What was given back may have been overtaken by a later edition while it was being worked on. */
function giveBack(rows: Statements, now: number, given: readonly unknown[]): number {
  for (const { id } of given as readonly { id: number }[]) rows.run("supersedeEntry", now, id);
  return given.length;
}
