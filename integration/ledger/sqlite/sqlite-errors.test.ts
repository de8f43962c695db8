import { expect, test } from "vitest";
import { IntegrationError } from "../../errors.ts";
import { isBusy, toLedgerError } from "./sqlite-errors.ts";

/** As better-sqlite3 throws it. */
const named = (code: string) => Object.assign(new Error("why"), { code });
/** As node:sqlite throws it. */
const numbered = (errcode: number) => Object.assign(new Error("why"), { code: "ERR_SQLITE_ERROR", errcode });

test.each([
  ["SQLITE_BUSY", 5, "LEDGER_BUSY"],
  ["SQLITE_BUSY_SNAPSHOT", 517, "LEDGER_BUSY"],
  ["SQLITE_READONLY", 8, "LEDGER_FAILED"],
  ["SQLITE_FULL", 13, "LEDGER_FULL"],
  ["SQLITE_CANTOPEN", 14, "LEDGER_CANNOT_OPEN"],
  ["SQLITE_NOTADB", 26, "LEDGER_CANNOT_OPEN"],
  ["SQLITE_IOERR_WRITE", 778, "LEDGER_FAILED"],
] as const)("%s (%i) is %s with either driver, and names the file", (name, number, code) => {
  for (const cause of [named(name), numbered(number)]) {
    expect(toLedgerError(cause, "/srv/ledger.sqlite")).toMatchObject({
      code,
      cause,
      message: expect.stringMatching(/^The ledger \/srv\/ledger\.sqlite cannot be used: .*\(why\)\. /),
    });
  }
});

test("busy is told from everything else", () => {
  expect([named("SQLITE_BUSY"), numbered(5), numbered(261)].map(isBusy)).toEqual([true, true, true]);
  expect([named("SQLITE_FULL"), numbered(13), new Error("busy"), "busy"].some(isBusy)).toBe(false);
});

test("an error that already says what to do is left alone", () => {
  const own = new IntegrationError({ code: "LEDGER_TOO_NEW", message: "too new" });
  expect(toLedgerError(own, "x")).toBe(own);
});

test("whatever else is thrown is a failure of the ledger", () => {
  expect(toLedgerError("odd", "x")).toMatchObject({
    code: "LEDGER_FAILED",
    message: expect.stringContaining("odd"),
  });
});
