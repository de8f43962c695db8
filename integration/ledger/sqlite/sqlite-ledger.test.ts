import { chmodSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../clock.ts";
import { amendmentsContract } from "../amendments.contract.ts";
import { editionsContract } from "../editions.contract.ts";
import { followsContract } from "../follows.contract.ts";
import { groupClaimsContract } from "../group-claims.contract.ts";
import { jobsContract } from "../jobs.contract.ts";
import { ledgerContract } from "../ledger.contract.ts";
import { movesContract } from "../moves.contract.ts";
import { acceptDead, anIncoming, claimOne, NOON } from "../sample-entries.contract.ts";
import type { SqliteDatabase } from "./driver.ts";
import { openDatabase } from "./open-database.ts";
import { SCHEMA_VERSION } from "./schema.ts";
import { createSqliteLedger, openSqliteLedger } from "./sqlite-ledger.ts";
import { openTemporaryLedger, temporaryFile } from "./temporary-ledger.contract.ts";

amendmentsContract("sqlite", openTemporaryLedger);
ledgerContract("sqlite", openTemporaryLedger);
groupClaimsContract("sqlite", openTemporaryLedger);
jobsContract("sqlite", openTemporaryLedger);
editionsContract("sqlite", openTemporaryLedger);
followsContract("sqlite", openTemporaryLedger);
movesContract("sqlite", openTemporaryLedger);

async function openTemporaryDatabase(file = temporaryFile()): Promise<SqliteDatabase> {
  const database = await openDatabase({ file, clock: systemClock });
  onTestFinished(() => void database.close());
  return database;
}

const readValue = (database: SqliteDatabase, sql: string): unknown =>
  Object.values(database.prepare(sql).get() as Record<string, unknown>)[0];

test.each([
  ["journal_mode", "wal"],
  ["synchronous", 2],
  ["busy_timeout", 5000],
  ["foreign_keys", 1],
])("a ledger file is opened with %s = %s", async (pragma, expected) => {
  const database = await openTemporaryDatabase();
  expect(readValue(database, `PRAGMA ${pragma}`)).toBe(expected);
});

test("a new ledger file can be read by its owner only", async () => {
  const { file } = await openTemporaryLedger();
  expect(statSync(file).mode & 0o077).toBe(0);
});

test("opening again leaves the schema and the entries as they are", async () => {
  const { ledger, file } = await openTemporaryLedger();
  const { id } = await ledger.accept(anIncoming());
  await ledger.close();
  const database = await openTemporaryDatabase(file);
  expect(readValue(database, "SELECT count(*) FROM schema_version")).toBe(SCHEMA_VERSION);
  expect(readValue(database, `SELECT key FROM entry WHERE id = ${id}`)).toBe(anIncoming().key);
});

test("a file written by a later version is refused and left alone", async () => {
  const file = temporaryFile();
  const database = await openTemporaryDatabase(file);
  database.exec(`INSERT INTO schema_version VALUES (${SCHEMA_VERSION + 1}, 0)`);
  await expect(openSqliteLedger({ file, clock: systemClock })).rejects.toMatchObject({
    code: "LEDGER_TOO_NEW",
    message: expect.stringContaining(`schema version ${SCHEMA_VERSION + 1}`),
  });
});

test("a path that cannot be opened is named, with what to do", async () => {
  const folder = dirname(temporaryFile());
  const noFolder = join(folder, "missing", "ledger.sqlite");
  const notSqlite = join(folder, "orders.csv");
  writeFileSync(notSqlite, "id;name\n".repeat(1000));
  for (const file of [noFolder, notSqlite, folder]) {
    await expect(openSqliteLedger({ file, clock: systemClock })).rejects.toMatchObject({
      code: "LEDGER_CANNOT_OPEN",
      message: expect.stringMatching(new RegExp(`${file}.*(Check|Name) `)),
    });
  }
});

test("a command that only looks does not make a ledger out of a mistyped path", async () => {
  const file = temporaryFile();
  const opening = openSqliteLedger({ file, clock: systemClock, create: false });
  await expect(opening).rejects.toMatchObject({ code: "LEDGER_CANNOT_OPEN" });
  expect(() => statSync(file)).toThrow("ENOENT");
});

test.each(["", ":memory:"])("a ledger in memory (%j) is refused", async (file) => {
  const opening = openSqliteLedger({ file, clock: systemClock });
  await expect(opening).rejects.toMatchObject({ code: "LEDGER_CANNOT_OPEN" });
});

test("a full disk refuses new entries, keeps what is there readable, and heals without reopening", async () => {
  const file = temporaryFile();
  const database = await openTemporaryDatabase(file);
  const ledger = createSqliteLedger(database, file);
  const { id } = await ledger.accept(anIncoming());
  database.exec(`PRAGMA max_page_count = ${readValue(database, "PRAGMA page_count")}`);
  const large = anIncoming({ order: 2, raw: new Uint8Array(100_000) });
  await expect(ledger.accept(large)).rejects.toMatchObject({
    code: "LEDGER_FULL",
    message: expect.stringContaining(file),
  });
  expect(await ledger.get(id)).toMatchObject({ state: "queued" });
  database.exec("PRAGMA max_page_count = 1000000");
  expect(await ledger.accept(large)).toMatchObject({ duplicate: false });
});

test("the file itself refuses a waiting entry that could be sent blindly", async () => {
  const { ledger, file } = await openTemporaryLedger();
  const id = await acceptDead(ledger, { sent: true });
  const database = await openTemporaryDatabase(file);
  expect(() => database.exec(`UPDATE entry SET state = 'queued' WHERE id = ${id}`)).toThrow(/CHECK/);
});

test("one entry that cannot be written does not cost the others their commit", async () => {
  const { ledger } = await openTemporaryLedger();
  const bad = ledger.accept(anIncoming({ order: 1, receivedAt: Number.NaN }));
  const good = ledger.accept(anIncoming({ order: 2 }));
  await expect(bad).rejects.toMatchObject({ code: "LEDGER_FAILED" });
  expect(await good).toMatchObject({ duplicate: false });
  expect((await ledger.counts()).queued).toBe(1);
});

test("an entry does not expire", async () => {
  const { ledger, file } = await openTemporaryLedger();
  const { id } = await ledger.accept(anIncoming());
  await ledger.close();
  const { ledger: later } = await openTemporaryLedger(file);
  const tenYears = NOON + 10 * 365 * 24 * 60 * 60 * 1000;
  expect(await claimOne(later, { now: tenYears })).toMatchObject({ id });
});

test("a ledger without write permission is refused with the remedy", async () => {
  const { ledger, file } = await openTemporaryLedger();
  await ledger.close();
  chmodSync(file, 0o444);
  chmodSync(dirname(file), 0o555);
  const openedBySomebody = asAnybody(() => openSqliteLedger({ file, clock: systemClock }));
  await expect(openedBySomebody).rejects.toThrow(/right to write/);
});

const NOBODY = 65_534;

/** Root may write everywhere, so for the time of a call root is nobody. */
async function asAnybody<T>(call: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return call();
  process.seteuid?.(NOBODY);
  try {
    return await call();
  } finally {
    process.seteuid?.(0);
  }
}
