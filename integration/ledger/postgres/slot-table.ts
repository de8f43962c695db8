/** The rows that stand for an account's slots, one for each call that may be in flight, taken under a lease. */
import { DECREASE_FACTOR, RECOVER_AFTER_MS } from "../../delivery/adaptive-limit.ts";
import type { Priority } from "../entry.ts";
import type { Connection, Statement } from "./connection.ts";

/** Times are the database's, so that the clocks of the workers need not agree. */
const NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

const OPEN_ACCOUNT: Statement = {
  sql: `INSERT INTO account (id, slots, effective_limit) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET slots = excluded.slots,
      effective_limit = CASE WHEN account.slots = excluded.slots THEN account.effective_limit ELSE excluded.slots END`,
};

const OPEN_SLOTS: Statement = {
  sql: `INSERT INTO slot (account, n) SELECT ?, n FROM generate_series(0, ?::bigint - 1) AS n ON CONFLICT DO NOTHING`,
};

/** Live calls take the highest free slot, calls in bulk the lowest ones, and only in the lower half. */
const take = (order: "ASC" | "DESC"): Statement => ({
  name: `take_slots_${order}`,
  sql: `WITH free AS (
      SELECT n FROM slot
      WHERE account = ? AND n < least((SELECT effective_limit FROM account WHERE id = ?), ?::bigint)
        AND (owner IS NULL OR until < ${NOW})
      ORDER BY n ${order} LIMIT ? FOR UPDATE SKIP LOCKED)
    UPDATE slot SET owner = ?, until = ${NOW} + ?::bigint FROM free WHERE slot.account = ? AND slot.n = free.n
    RETURNING slot.n, ${NOW} AS taken_at`,
});

const TAKE: Readonly<Record<Priority, Statement>> = { live: take("DESC"), bulk: take("ASC") };

const GIVE_BACK: Statement = {
  name: "give_slot_back",
  sql: "UPDATE slot SET owner = NULL WHERE account = ? AND n = ? AND owner = ?",
};

const GIVE_ALL_BACK: Statement = { sql: "UPDATE slot SET owner = NULL WHERE account = ? AND owner = ?" };

const LOWER: Statement = {
  name: "lower_limit",
  sql: `UPDATE account SET effective_limit = greatest(1, floor(effective_limit * ${DECREASE_FACTOR})::bigint), changed_at = ${NOW}
    WHERE id = ? AND changed_at <= ?`,
};

const RECOVER: Statement = {
  name: "recover_limit",
  sql: `UPDATE account SET effective_limit = effective_limit + 1, changed_at = ${NOW}
    WHERE id = ? AND effective_limit < slots AND changed_at <= ${NOW} - ?::bigint`,
};

const LIMIT: Statement = {
  name: "limit",
  sql: "SELECT effective_limit FROM account WHERE id = ?",
};

export interface SlotTableOptions {
  readonly connection: Connection;
  /** NetSuite's account id. */
  readonly account: string;
  /** The most calls of all workers together; the worker that started last decides. */
  readonly slots: number;
  readonly owner: string;
  /** Longer than a call may take. */
  readonly leaseMs: number;
  readonly recoverAfterMs?: number;
}

export interface TakenSlot {
  readonly n: number;
  readonly takenAt: number;
}

export interface SlotTable {
  /** At most so many; only slots with a number below `below`. */
  take(
    priority: Priority,
    request: { readonly count: number; readonly below: number },
  ): Promise<readonly TakenSlot[]>;
  giveBack(slot: TakenSlot): Promise<void>;
  /** A call in this slot was refused. */
  lower(slot: TakenSlot): Promise<void>;
  /** The limit of today, one higher after a quiet time. */
  limit(): Promise<number>;
  /** Gives back whatever this worker holds. */
  close(): Promise<void>;
}

/** @throws IntegrationError `LEDGER_…` when the tables cannot be used */
export async function openSlotTable(options: SlotTableOptions): Promise<SlotTable> {
  const { connection, account, slots, owner, leaseMs, recoverAfterMs = RECOVER_AFTER_MS } = options;
  await connection.run(OPEN_ACCOUNT, [account, slots, slots]);
  await connection.run(OPEN_SLOTS, [account, slots]);
  return {
    async take(priority, { count, below }) {
      const values = [account, account, below, count, owner, leaseMs, account];
      const rows = (await connection.all(TAKE[priority], values)) as { n: number; taken_at: number }[];
      return rows.map(({ n, taken_at }) => ({ n, takenAt: taken_at }));
    },
    giveBack: async ({ n }) => void (await connection.run(GIVE_BACK, [account, n, owner])),
    lower: async ({ takenAt }) => void (await connection.run(LOWER, [account, takenAt])),
    async limit() {
      await connection.run(RECOVER, [account, recoverAfterMs]);
      const [row] = (await connection.all(LIMIT, [account])) as { effective_limit: number }[];
      return row?.effective_limit ?? slots;
    },
    close: async () => void (await connection.run(GIVE_ALL_BACK, [account, owner])),
  };
}
