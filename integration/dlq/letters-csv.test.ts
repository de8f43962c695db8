import { expect, test } from "vitest";
import { acceptDead, aFailure } from "../ledger/sample-entries.contract.ts";
import { openTemporaryLedger } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { toDeadLetter } from "./dead-letter.ts";
import { CSV_HEAD, csvRows } from "./letters-csv.ts";

async function rowFor(message: string, value: string): Promise<string> {
  const { ledger } = await openTemporaryLedger();
  const entry = await ledger.get(await acceptDead(ledger, { failure: aFailure({ message, value }) }));
  const letter = entry === undefined ? null : toDeadLetter(entry);
  return csvRows(letter === null ? [] : [letter]);
}

test("a row has as many cells as the head, and ends as RFC 4180 says", async () => {
  const row = await rowFor("Invalid item.", "RED");
  expect(row.replace(/"[^"]*"/g, "").split(",")).toHaveLength(CSV_HEAD.split(",").length);
  expect(row.endsWith("\r\n")).toBe(true);
  expect(row).toContain("#1001");
});

test("quotes, commas and line breaks are quoted", async () => {
  expect(await rowFor('He said "no",\nand left.', "RED")).toContain('"He said ""no"",\nand left."');
});

test.each(["=HYPERLINK(1)", "+1", "-1", "@SUM"])("%s is no formula for a spreadsheet", async (value) => {
  expect(await rowFor("Invalid item.", value)).toContain(`'${value}`);
});
