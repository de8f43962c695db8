/** The first page of `drydock dlq list` in a ledger of a million entries, one in a hundred of them dead. */
import pg from "pg";
import { median } from "../../emulator/bench/load.ts";
import type { Row } from "../../emulator/bench/row.ts";
import { createDeadLetterDesk, openLedger, systemClock } from "../../integration/index.ts";
import { sqliteDriver } from "../../integration/ledger/sqlite/driver.ts";
import { onEachStore, type PostgresPlace, type Store } from "./stores.ts";

const ENTRIES = 1_000_000;
const DEAD_ONE_IN = 100;
const PAGE = 100;
const LOOKS = 21;
const MOST_MS = 50;

export async function deadLetters(share: number): Promise<readonly Row[]> {
  const entries = Math.floor(ENTRIES * share);
  return onEachStore(async (store) => {
    const ledger = await openLedger(store.ledger, { clock: systemClock });
    await fill(store, entries);
    const desk = createDeadLetterDesk({ ledger, clock: systemClock });
    const [page, groups] = [
      await timed(() => desk.list({ limit: PAGE }), PAGE),
      await timed(() => desk.groups({ limit: PAGE }), CAUSES),
    ];
    await ledger.close();
    return [
      {
        what: `${PAGE} of ${entries / DEAD_ONE_IN} dead, ${entries} in all, ${store.name}`,
        figure: `${page.toFixed(1)} ms`,
        compared: `and their ${CAUSES} groups ${groups.toFixed(1)} ms`,
        goal: `< ${MOST_MS} ms together`,
        met: page + groups < MOST_MS,
      },
    ];
  });
}

/** The median, after one look that finds the disk cold. @throws Error when it is not as many as there must be */
async function timed(look: () => Promise<readonly unknown[]>, expected: number): Promise<number> {
  const times: number[] = [];
  for (let done = 0; done <= LOOKS; done += 1) {
    const begun = performance.now();
    const { length } = await look();
    times.push(performance.now() - begun);
    if (length !== expected) throw new Error(`${expected} were expected, ${length} came.`);
  }
  return median(times.slice(1));
}

const CAUSES = 20;

/** Both engines read it. */
const entriesUpTo = (last: number): string => `
  INSERT INTO entry (source, flow, key, version, edition_at, state, next_at, failure, class, code, fingerprint,
    record_type, internal_id, received_at, updated_at)
  WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${last})
  SELECT 'shopify', 'shopify-orders', 'order/' || i, 'v1', i, CASE WHEN dead THEN 'dead' ELSE 'delivered' END, i,
    CASE WHEN dead THEN '{"class":"data","code":"UNKNOWN_ITEM","message":"No item ' || cause || '.","advice":"Create it, then re-run."}' END,
    CASE WHEN dead THEN 'data' END, CASE WHEN dead THEN 'UNKNOWN_ITEM' END,
    CASE WHEN dead THEN 'data/UNKNOWN_ITEM/' || cause END,
    CASE WHEN dead THEN NULL ELSE 'salesOrder' END, CASE WHEN dead THEN NULL ELSE CAST(i AS TEXT) END, i, i
  FROM (SELECT i, i % ${DEAD_ONE_IN} = 0 AS dead, (i / ${DEAD_ONE_IN}) % ${CAUSES} AS cause FROM numbers) AS numbered`;

const payloads = (mark: "?" | "$1"): string =>
  `INSERT INTO payload (entry_id, raw, headers) SELECT id, ${mark}, '{}' FROM entry`;

/** Half a kilobyte, the same for all. */
const ORDER = Buffer.from(JSON.stringify({ id: 1, note: "bench ".repeat(80) }));

async function fill(store: Store, entries: number): Promise<void> {
  if (store.name === "SQLite") await fillFile(store.ledger.file, entries);
  else await fillSchema(store.ledger, entries);
}

async function fillFile(file: string, entries: number): Promise<void> {
  const { open } = await sqliteDriver();
  const database = open(file);
  database.exec("BEGIN");
  database.exec(entriesUpTo(entries));
  database.prepare(payloads("?")).run(ORDER);
  database.exec("COMMIT");
  database.close();
}

async function fillSchema({ url, schema }: PostgresPlace, entries: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
  await client.connect();
  await client.query(entriesUpTo(entries));
  await client.query(payloads("$1"), [ORDER]);
  // What the server does by itself after a while.
  await client.query("ANALYZE");
  await client.end();
}
