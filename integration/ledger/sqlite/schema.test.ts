import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../clock.ts";
import { aFailure, anIncoming, NOON, UNTOUCHED } from "../sample-entries.contract.ts";
import { sqliteDriver } from "./driver.ts";
import { openDatabase } from "./open-database.ts";
import { MIGRATIONS } from "./schema.ts";
import { openSqliteLedger } from "./sqlite-ledger.ts";
import { temporaryFile } from "./temporary-ledger.contract.ts";

/** A ledger file as the first version left it: one entry delivered, one dead. */
async function ledgerOfVersionOne(): Promise<string> {
  const file = temporaryFile();
  const database = (await sqliteDriver()).open(file);
  database.exec(MIGRATIONS[0] ?? "");
  database.exec(
    "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT",
  );
  database.exec("INSERT INTO schema_version VALUES (1, 0)");
  const columns =
    "id, source, flow, key, version, edition_at, state, next_at, failure, internal_id, received_at, updated_at";
  const insert = database.prepare(
    `INSERT INTO entry (${columns}) VALUES (?, 'shopify', 'orders', ?, 'v1', 1, ?, 1, ?, ?, 1, 1)`,
  );
  insert.run(3, "a", "delivered", null, "4711");
  insert.run(7, "b", "dead", JSON.stringify(aFailure()), null);
  const payload = database.prepare("INSERT INTO payload (entry_id, raw, headers) VALUES (?, ?, '{}')");
  for (const id of [3, 7]) payload.run(id, new Uint8Array([123, 125]));
  database.exec(
    "INSERT INTO attempt (entry_id, number, started_at, ended_at, outcome, calls) VALUES (7, 1, 1, 2, 'dead', '[]')",
  );
  database.close();
  return file;
}

test("a ledger of the first version keeps its entries, their history and their numbers", async () => {
  const file = await ledgerOfVersionOne();
  const ledger = await openSqliteLedger({ file, clock: systemClock });
  onTestFinished(() => ledger.close());
  expect(await ledger.get(3)).toMatchObject({ state: "delivered", internalId: "4711", ...UNTOUCHED });
  expect(await ledger.get(7)).toMatchObject({ state: "dead", failure: aFailure(), ...UNTOUCHED });
  expect(await ledger.attemptsOf(7)).toHaveLength(1);
  expect(await ledger.rerun({ id: 7, by: "anna", reason: "item made", now: NOON })).toBe(true);
  expect((await ledger.accept(anIncoming())).id).toBe(8);
});

test("what an older version took in was announced when it came: an edition of the same time that is told of earlier comes too late", async () => {
  const ledger = await openSqliteLedger({ file: await ledgerOfVersionOne(), clock: systemClock });
  onTestFinished(() => ledger.close());
  const { id } = await ledger.accept(anIncoming({ key: "b", version: "v2", editionAt: 1, announcedAt: 0 }));
  expect(await ledger.get(id)).toMatchObject({ state: "superseded" });
});

test("after a migration every reference between the tables holds, and the file insists on it", async () => {
  const database = await openDatabase({ file: await ledgerOfVersionOne(), clock: systemClock });
  onTestFinished(() => void database.close());
  expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  expect(() =>
    database.exec("INSERT INTO payload (entry_id, raw, headers) VALUES (99, x'00', '{}')"),
  ).toThrow(/FOREIGN/);
});
