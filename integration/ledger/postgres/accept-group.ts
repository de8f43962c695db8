/** Lets all records that arrive together share one transaction: one sync of the server's disk for all of them. */
import type { Accepted, Incoming } from "../entry.ts";
import type { SqlValue } from "../sql/sql-value.ts";
import { HAS_A_LATER_EDITION } from "../sql/statements.ts";
import { incomingValues } from "../sql/values.ts";
import { type Connection, type Rows, type Statement, storable } from "./connection.ts";

export interface AcceptGroup {
  /** Durable when it resolves. */
  submit(incoming: Incoming): Promise<Accepted>;
  /** Resolves when everything submitted so far has been committed or refused. */
  drain(): Promise<void>;
}

interface Waiting {
  readonly incoming: Incoming;
  readonly accepted: (accepted: Accepted) => void;
  readonly refused: (error: unknown) => void;
}

/** More in one transaction would make the first of them wait. */
const MOST_TOGETHER = 200;

export function createAcceptGroup(connection: Connection): AcceptGroup {
  const waiting: Waiting[] = [];
  let flushing: Promise<void> | null = null;

  async function flush(): Promise<void> {
    // After the sockets of this round have been read, so that callers who arrive together are served together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await serve(waiting.splice(0, MOST_TOGETHER));
    flushing = null;
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
        flushing ??= flush();
      }),
    drain: () => flushing ?? Promise.resolve(),
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
    RETURNING id, flow, key, version`,
};

const FIND_ENTRIES: Statement = {
  name: "find_entries",
  sql: `SELECT entry.id, entry.flow, entry.key, entry.version
    FROM unnest(?::text[], ?::text[], ?::text[]) AS incoming (flow, key, version)
    JOIN entry USING (flow, key, version)`,
};

const INSERT_PAYLOADS: Statement = {
  name: "insert_payloads",
  sql: `INSERT INTO payload (entry_id, raw, headers)
    SELECT * FROM unnest(?::bigint[], ?::bytea[], ?::text[])`,
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

function acceptAll(connection: Connection, group: readonly Incoming[]): Promise<readonly Accepted[]> {
  const values = group.map(incomingValues);
  const entries = values.map(({ entry }) => storable(entry));
  const column = (index: number): SqlValue[] => entries.map((entry) => entry[index] ?? null);
  return connection.transaction(async (rows) => {
    const [flows, keys, versions] = [column(1), column(2), column(3)];
    await rows.all(LOCK_ORDERS, [flows, keys]);
    const inserted = (await rows.all(
      INSERT_ENTRIES,
      ENTRY_COLUMNS.map((_, index) => column(index)),
    )) as IdRow[];
    const fresh = new Map(inserted.map((row) => [identity(row), row.id]));
    const known = inserted.length === group.length ? fresh : await knownIds(rows, { flows, keys, versions });
    const accepted = group.map((incoming) => takeIn(incoming, fresh, known));
    const news = accepted.flatMap((one, index) => (one.duplicate ? [] : [index]));
    await rows.run(INSERT_PAYLOADS, [
      news.map((index) => accepted[index]?.id),
      news.map((index) => Buffer.from(group[index]?.raw ?? [])),
      news.map((index) => values[index]?.headers),
    ]);
    const at = Math.max(...group.map(({ receivedAt }) => receivedAt));
    await rows.run(SUPERSEDE_ORDERS, [
      at,
      news.map((index) => flows[index]),
      news.map((index) => keys[index]),
    ]);
    return accepted;
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
