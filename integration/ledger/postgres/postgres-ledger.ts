/** The ledger in PostgreSQL: any number of workers on any number of machines, each entry claimed by one of them. */
import type { Clock } from "../../clock.ts";
import { IntegrationError } from "../../errors.ts";
import type { Attempt, Fence, LedgerEntry, Priority, Settlement } from "../entry.ts";
import type { ClaimRequest, Ledger } from "../ledger.ts";
import { settle } from "../settle.ts";
import {
  type FilterStatement,
  findStatement,
  groupsStatement,
  tallyStatement,
} from "../sql/filter-statements.ts";
import { toAttempt, toAuditLine, toBlockers, toCounts, toEntry, toGroup, toTally } from "../sql/rows.ts";
import type { SqlValue } from "../sql/sql-value.ts";
import { type StatementName, WAITING, WHOLE_ENTRY } from "../sql/statements.ts";
import { attemptValues, fenceValues, rankOf, settleValues } from "../sql/values.ts";
import { createAcceptGroup, ORDER_HASH } from "./accept-group.ts";
import { type Connection, type Rows, type Statement, storable } from "./connection.ts";
import { decisionsOver } from "./decisions.ts";
import { named } from "./named-statements.ts";
import { openConnection, type PostgresDatabase } from "./open-pool.ts";

/** @throws IntegrationError `LEDGER_…` when the database cannot be used; the message says what to do */
export async function openPostgresLedger(
  options: PostgresDatabase & { readonly clock: Clock },
): Promise<Ledger> {
  return createPostgresLedger(await openConnection(options, options.clock.now()));
}

/** Over a database that is open and migrated; takes it over and closes it. */
export function createPostgresLedger(connection: Connection): Ledger {
  const accepting = createAcceptGroup(connection);
  const underWay = new Set<Promise<unknown>>();
  let closed: Promise<void> | null = null;

  /** Keeps the connections open until what was begun is finished. */
  async function begun<T>(work: () => Promise<T>): Promise<T> {
    if (closed !== null) throw closedError();
    const working = work();
    underWay.add(working);
    try {
      return await working;
    } finally {
      underWay.delete(working);
    }
  }

  const all = (name: StatementName, ...values: SqlValue[]) =>
    begun(() => connection.all(named(name), values));
  const query = ({ sql, values }: FilterStatement) => begun(() => connection.all({ sql }, values));
  const inTransaction = <T>(work: (rows: Rows) => Promise<T>) => begun(() => connection.transaction(work));
  const giveBack = (found: Found) => begun(() => giveBackEach(connection, found));

  return {
    accept: (incoming) => begun(() => accepting.submit(incoming)),
    async claim(request) {
      const isAnyDue = (await all("isAnyDue", request.now)).length > 0;
      return isAnyDue ? inTransaction((rows) => claim(rows, request)) : [];
    },
    async markSending(fence, { now, leaseMs }) {
      const values = [now, now + leaseMs, now, ...fenceValues(fence)];
      return (await begun(() => connection.run(named("markSending"), values))) === 1;
    },
    async noteJob(fence, jobId) {
      const values = [jobId, ...fenceValues(fence)];
      return (await begun(() => connection.run(named("noteJob"), values))) === 1;
    },
    async renew(fence, { now, leaseMs }) {
      const values = [now + leaseMs, now, ...fenceValues(fence)];
      return (await begun(() => connection.run(named("renew"), values))) === 1;
    },
    settle: (fence, settlement, now, attempt) =>
      inTransaction((rows) => settleEntry(rows, fence, { settlement, now, attempt })),
    releaseExpired: (now) => giveBack({ where: "lease_until <= ?", values: [now], costs: 1, now }),
    release: (owner, now) => giveBack({ where: "lease_owner = ?", values: [owner], costs: 0, now }),
    releaseAll: (now) => giveBack({ where: "TRUE", values: [], costs: 1, now }),
    ...decisionsOver(inTransaction),

    ...readingOver(all, query),

    moveCursor: async (name, value, now) =>
      void (await begun(() => connection.run(named("moveCursor"), [name, value, now]))),

    probe: async () => void (await begun(() => connection.all(WRITE_NOTHING))),

    close() {
      closed ??= (async () => {
        await Promise.allSettled(underWay);
        await connection.close();
      })();
      return closed;
    },
  };
}

type All = (name: StatementName, ...values: SqlValue[]) => Promise<readonly unknown[]>;
type Query = (statement: FilterStatement) => Promise<readonly unknown[]>;

function readingOver(all: All, query: Query) {
  return {
    counts: async () => toCounts(await all("counts")),
    get: async (id) => (await all("get", id)).map(toEntry)[0],
    find: async (filter) => (await query(findStatement(filter))).map(toEntry),
    groups: async (filter) => (await query(groupsStatement(filter))).map(toGroup),
    tally: async (filter) => (await query(tallyStatement(filter))).map(toTally),
    attemptsOf: async (id) => (await all("attemptsOf", id)).map(toAttempt),
    auditOf: async (id) => (await all("auditOf", id)).map(toAuditLine),
    async blockersOf(ids) {
      return toBlockers((await Promise.all(ids.map((id) => all("blockerOf", id)))).flat());
    },
    countDue: async ({ now, upTo }) =>
      ((await all("countDue", now, upTo)) as { count: number }[])[0]?.count ?? 0,
    cursor: async (name) => ((await all("cursor", name)) as { value: string }[])[0]?.value ?? null,
    nextDueAt: async () => ((await all("nextDueAt")) as { next_at: number }[])[0]?.next_at ?? null,
  } satisfies Partial<Ledger>;
}

/** A line in the server's log of writes that nobody reads. */
const WRITE_NOTHING: Statement = { sql: "SELECT pg_logical_emit_message(true, 'netsuite-drydock', '')" };

const closedError = (): IntegrationError =>
  new IntegrationError({
    code: "LEDGER_CLOSED",
    message:
      "The ledger in PostgreSQL was used after it was closed. Stop the workers and the intake before closing it.",
  });

async function claim(rows: Rows, request: ClaimRequest): Promise<readonly LedgerEntry[]> {
  const { limit, bulkLimit = limit } = request;
  const live = await claimOf(rows, request, { priority: "live", limit });
  const rest = Math.min(bulkLimit, limit - live.length);
  const ids = [...live, ...(await claimOf(rows, request, { priority: "bulk", limit: rest }))];
  return ids.length === 0 ? [] : (await rows.all(CLAIMED, [ids])).map(toEntry);
}

async function claimOf(
  rows: Rows,
  { owner, leaseMs, now }: ClaimRequest,
  { priority, limit }: { readonly priority: Priority; readonly limit: number },
): Promise<readonly number[]> {
  if (limit < 1) return [];
  const claimed = await rows.all(named("claim"), [owner, now + leaseMs, now, rankOf(priority), now, limit]);
  return (claimed as { id: number }[]).map(({ id }) => id);
}

const CLAIMED: Statement = {
  name: "claimed",
  sql: `${WHOLE_ENTRY} WHERE entry.id = ANY (?::bigint[]) ORDER BY entry.priority, entry.id`,
};

interface FencedRow {
  readonly attempts: number;
  readonly sent_at: number | null;
  readonly sent_claims: number | null;
}

interface End {
  readonly settlement: Settlement;
  readonly now: number;
  readonly attempt: Attempt | undefined;
}

async function settleEntry(rows: Rows, fence: Fence, { settlement, now, attempt }: End): Promise<boolean> {
  const isOver = settlement.kind === "delivered" || settlement.kind === "skipped";
  if (!isOver) void rows.all(LOCK_ORDER_OF, [fence.id]);
  const [row] = (await rows.all(named("fenced"), fenceValues(fence))) as FencedRow[];
  if (row === undefined) return false;
  const sentInThisClaim = row.sent_claims === fence.claims;
  const settled = settle({ attempts: row.attempts, sentAt: row.sent_at, sentInThisClaim }, settlement, now);
  const values = settleValues(settled, settlement, { id: fence.id, now });
  void rows.run(named("settle"), storable(values));
  if (!isOver) void rows.run(named("supersedeEntry"), [now, fence.id]);
  if (attempt !== undefined) void rows.run(named("insertAttempt"), storable(attemptValues(fence, attempt)));
  return true;
}

/** The same lock as when editions of the order are accepted, taken before the row: so that none slips by unseen. */
const LOCK_ORDER_OF: Statement = {
  name: "lock_order_of",
  sql: `SELECT pg_advisory_xact_lock(${ORDER_HASH}) FROM entry WHERE id = ?`,
};

interface Found {
  readonly where: string;
  readonly values: readonly SqlValue[];
  /** Attempts that giving back costs. */
  readonly costs: 0 | 1;
  readonly now: number;
}

/** One transaction for each, since each needs the lock of its order: two held together could wait for each other. */
async function giveBackEach(connection: Connection, { where, values, costs, now }: Found): Promise<number> {
  const running = `state = 'running' AND ${where}`;
  const found = (await connection.all(
    { sql: `SELECT id FROM entry WHERE ${running} ORDER BY id` },
    values,
  )) as {
    id: number;
  }[];
  let given = 0;
  for (const { id } of found) {
    given += await connection.transaction(async (rows) => {
      void rows.all(LOCK_ORDER_OF, [id]);
      const changed = await rows.run({ sql: `${GIVE_BACK} WHERE id = ? AND ${running}` }, [
        costs,
        now,
        now,
        id,
        ...values,
      ]);
      if (changed === 1) await rows.run(named("supersedeEntry"), [now, id]);
      return changed;
    });
  }
  return given;
}

const GIVE_BACK = `
  UPDATE entry SET state = ${WAITING}, attempts = attempts + ?,
    next_at = ?, lease_owner = NULL, lease_until = NULL, updated_at = ?`;
