import { expect, test } from "vitest";
import { findSqliteDriver, type SqliteDatabase, sqliteDriver } from "./driver.ts";
import { isSafeForWal } from "./safe-version.ts";

/** A driver that knows nothing but its version. */
function aDriver(version: string): (file: string) => SqliteDatabase {
  const statement = { get: () => ({ version }), all: () => [], run: () => ({ changes: 0 }) };
  return () => ({ exec: () => undefined, prepare: () => statement, close: () => undefined });
}

const candidate = (name: string, version: string | null) => ({
  name,
  load: async () => (version === null ? null : aDriver(version)),
});

test("this runtime has a SQLite that is safe for a ledger", async () => {
  const driver = await sqliteDriver();
  expect(isSafeForWal(driver.version)).toBe(true);
  expect(driver.name).toBe(
    process.getBuiltinModule("node:sqlite") === undefined ? "better-sqlite3" : "node:sqlite",
  );
});

test("the first driver that is there and safe is taken", async () => {
  const driver = await findSqliteDriver([
    candidate("missing", null),
    candidate("unsafe", "3.51.2"),
    candidate("good", "3.51.3"),
    candidate("better", "3.60.0"),
  ]);
  expect(driver).toMatchObject({ name: "good", version: "3.51.3" });
});

test("without a safe driver the error names what was tried and what to install", async () => {
  const finding = findSqliteDriver([candidate("node:sqlite", null), candidate("better-sqlite3", "3.45.1")]);
  await expect(finding).rejects.toMatchObject({
    code: "LEDGER_DRIVER_MISSING",
    message: expect.stringMatching(
      /node:sqlite is not available; better-sqlite3 brings SQLite 3\.45\.1.*npm install better-sqlite3@/,
    ),
  });
});
