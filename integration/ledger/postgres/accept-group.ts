/** Lets all records that arrive together share one transaction: one sync of the server's disk for all of them. */
import type { Accepted, Incoming } from "../entry.ts";
import type { SqlValue } from "../sql/sql-value.ts";
import { HAS_A_LATER_EDITION } from "../sql/statements.ts";
import { incomingValues } from "../sql/values.ts";
import { type Connection, type Rows, type Statement, storable } from "./connection.ts";

export interface AcceptGroup {
  /** Durable when it resolves. */
  submit(incoming: Incoming): Promise<Accepted>;
}

interface Waiting {
  readonly incoming: Incoming;
  readonly accepted: (accepted: Accepted) => void;
  readonly refused: (error: unknown) => void;
}

/** More in one transaction would make the first of them wait. */
const MOST_TOGETHER = 200;

/** While the server works on one transaction, the next ones are made ready. */
const SIDE_BY_SIDE = 3;

export function createAcceptGroup(connection: Connection): AcceptGroup {
  const waiting: Waiting[] = [];
  let underWay = 0;
  let isStarting = false;

  /** After the sockets of this round have been read, so that callers who arrive together are served together. */
  function startSoon(): void {
    if (isStarting) return;
    isStarting = true;
    setImmediate(() => {
      isStarting = false;
      while (waiting.length > 0 && underWay < SIDE_BY_SIDE) void start(waiting.splice(0, MOST_TOGETHER));
    });
  }

  async function start(group: readonly Waiting[]): Promise<void> {
    underWay += 1;
    await serve(group);
    underWay -= 1;
    if (waiting.length > 0) startSoon();
  }

  async function serve(group: readonly Waiting[]): Promise<void> {
    try {
      const ids = await acceptAll(
        connection,
        group.map(({ incoming }) => incoming),
      );
      for (const [index, { accepted }] of group.entries()) {
        const result = ids[index];
        if (result !== undefined) accepted(result);
      }
    } catch (error) {
      const [only] = group;
      if (only === undefined || group.length === 1) return only?.refused(error);
      // One bad caller must fail alone, so each now gets a transaction of its own.
      for (const single of group) await serve([single]);
    }
  }

  return {
    submit: (incoming) =>
      new Promise((accepted, refused) => {
        waiting.push({ incoming, accepted, refused });
        startSoon();
      }),
  };
}

const ENTRY_COLUMNS = [
  ["source", "text"],
  ["flow", "text"],
  ["key", "text"],
  ["version", "text"],
  ["edition_at", "bigint"],
  ["delivery_id", "text"],
  ["state", "text"],
  ["next_at", "bigint"],
  ["failure", "text"],
  ["class", "text"],
  ["code", "text"],
  ["fingerprint", "text"],
  ["priority", "bigint"],
  ["received_at", "bigint"],
  ["updated_at", "bigint"],
  ["follows_flow", "text"],
  ["follows_key", "text"],
  ["announced_at", "bigint"],
] as const;

const NAMES = ENTRY_COLUMNS.map(([name]) => name).join(", ");

/** Names an order's lock: whoever takes in, settles or gives back an edition of it has to take the same one. */
export const ORDER_HASH = "hashtextextended(flow || ' ' || key, 0)";

/** Editions of one order are taken in one after the other: only then does each see whether a later one is there. */
const LOCK_ORDERS: Statement = {
  name: "lock_orders",
  sql: `SELECT pg_advisory_xact_lock(hash) FROM (
    SELECT DISTINCT ${ORDER_HASH} AS hash
    FROM unnest(?::text[], ?::text[]) AS incoming (flow, key) ORDER BY hash) AS orders`,
};

const INSERT_ENTRIES: Statement = {
  name: "insert_entries",
  sql: `INSERT INTO entry (${NAMES})
    SELECT ${NAMES} FROM unnest(${ENTRY_COLUMNS.map(([, type]) => `?::${type}[]`).join(", ")})
      WITH ORDINALITY AS incoming (${NAMES}, place) ORDER BY place
    ON CONFLICT (flow, key, version) DO NOTHING
    RETURNING id, flow, key, version, (
      SELECT earlier.id FROM entry AS earlier WHERE earlier.flow = entry.flow AND earlier.key = entry.key LIMIT 1) AS earlier_id`,
};

const FIND_ENTRIES: Statement = {
  name: "find_entries",
  sql: `SELECT entry.id, entry.flow, entry.key, entry.version
    FROM unnest(?::text[], ?::text[], ?::text[]) AS incoming (flow, key, version)
    JOIN entry USING (flow, key, version)`,
};

/** The bytes of all payloads come as one value, since the driver sends one in binary and a list of them as text of twice the length. */
const INSERT_PAYLOADS: Statement = {
  name: "insert_payloads",
  sql: `INSERT INTO payload (entry_id, raw, headers)
    SELECT id, substring(bytes FROM start FOR length), headers
    FROM (SELECT ?::bytea AS bytes) AS together,
      unnest(?::bigint[], ?::integer[], ?::integer[], ?::text[]) AS payload (id, start, length, headers)`,
};

const SUPERSEDE_ORDERS: Statement = {
  name: "supersede_orders",
  sql: `UPDATE entry SET state = 'superseded', updated_at = ?
    WHERE (flow, key) IN (SELECT * FROM unnest(?::text[], ?::text[]))
      AND state IN ('queued','verify','dead') AND ${HAS_A_LATER_EDITION}`,
};

interface IdRow {
  readonly id: number;
  readonly flow: string;
  readonly key: string;
  readonly version: string;
}

interface InsertedRow extends IdRow {
  /** An edition of the same order that was there before this group. */
  readonly earlier_id: number | null;
}

function acceptAll(connection: Connection, group: readonly Incoming[]): Promise<readonly Accepted[]> {
  const values = group.map(incomingValues);
  const entries = values.map(({ entry }) => storable(entry));
  const column = (index: number): SqlValue[] => entries.map((entry) => entry[index] ?? null);
  return connection.transaction(async (rows) => {
    const [flows, keys, versions] = [column(1), column(2), column(3)];
    void rows.all(LOCK_ORDERS, [flows, keys]);
    const inserted = (await rows.all(
      INSERT_ENTRIES,
      ENTRY_COLUMNS.map((_, index) => column(index)),
    )) as InsertedRow[];
    const fresh = new Map(inserted.map((row) => [identity(row), row.id]));
    const known = inserted.length === group.length ? fresh : await knownIds(rows, { flows, keys, versions });
    const accepted = group.map((incoming) => takeIn(incoming, fresh, known));
    const news = accepted.flatMap((one, index) => (one.duplicate ? [] : [index]));
    const raws = news.map((index) => group[index]?.raw ?? new Uint8Array());
    void rows.run(INSERT_PAYLOADS, [
      Buffer.concat(raws),
      news.map((index) => accepted[index]?.id),
      startsOf(raws),
      raws.map(({ length }) => length),
      news.map((index) => values[index]?.headers),
    ]);
    const edited = editedOrders(inserted);
    if (edited.length > 0) {
      const at = Math.max(...group.map(({ receivedAt }) => receivedAt));
      void rows.run(SUPERSEDE_ORDERS, [at, edited.map(({ flow }) => flow), edited.map(({ key }) => key)]);
    }
    return accepted;
  });
}

/** Of most orders there is one edition, and nothing to be superseded. */
function editedOrders(inserted: readonly InsertedRow[]): readonly InsertedRow[] {
  const orders = new Set<string>();
  return inserted.filter((row) => {
    const order = JSON.stringify([row.flow, row.key]);
    const isSecond = orders.has(order);
    orders.add(order);
    return isSecond || row.earlier_id !== null;
  });
}

/** Where each begins when they stand one after the other; SQL counts from 1. */
function startsOf(raws: readonly Uint8Array[]): readonly number[] {
  let next = 1;
  return raws.map(({ length }) => {
    const start = next;
    next += length;
    return start;
  });
}

async function knownIds(
  rows: Rows,
  { flows, keys, versions }: Readonly<Record<"flows" | "keys" | "versions", readonly SqlValue[]>>,
): Promise<ReadonlyMap<string, number>> {
  const found = (await rows.all(FIND_ENTRIES, [flows, keys, versions])) as IdRow[];
  return new Map(found.map((row) => [identity(row), row.id]));
}

/** The first of several equal ones in a group is the new one. */
function takeIn(
  incoming: Incoming,
  fresh: Map<string, number>,
  known: ReadonlyMap<string, number>,
): Accepted {
  const name = identity(incoming);
  const id = known.get(name);
  if (id === undefined) throw new TypeError(`an accepted entry has no id: ${name}`);
  return { id, duplicate: !fresh.delete(name) };
}

const identity = ({ flow, key, version }: Pick<Incoming, "flow" | "key" | "version">): string =>
  JSON.stringify([flow, key, version].map((text) => text.replaceAll("\0", "")));
