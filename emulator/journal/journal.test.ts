import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { acme, RECORDS } from "../testing/acme.ts";
import { JOURNAL_WEIGHT, journalEntry, journalText } from "./journal.ts";

function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

test("what is kept of a long response does not keep the response alive", () => {
  const before = heapUsed();
  const kept = Array.from({ length: 100 }, (_, at) =>
    journalText(`${at}${"x".repeat(1_000_000)}`.concat("y")),
  );
  expect(heapUsed() - before).toBeLessThan(20_000_000);
  expect(kept.every((text) => text.length <= 16_384)).toBe(true);
});

test("path, reason and headers are cut, and an entry weighs what it keeps", () => {
  const long = "x".repeat(100_000);
  const entry = journalEntry({
    at: 0,
    method: "GET",
    path: long,
    status: 200,
    operation: "get",
    requestHeaders: {
      "x-long": long,
      ...Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`h${at}`, long])),
    },
    requestBody: "",
    responseBody: "",
    decision: "served",
    reason: long,
    waitedMs: 0,
  });
  expect([entry.path.length, entry.reason?.length, entry.requestHeaders["x-long"]?.length]).toEqual([
    2_000, 2_000, 2_000,
  ]);
  expect(Object.keys(entry.requestHeaders)).toHaveLength(100);
  expect(JOURNAL_WEIGHT.of(entry)).toBeLessThan(250_000);
});

test.each([
  '{"password":"hunter2","password2":"hunter2"}',
  '{"p\\u0061ssword":"hunter2"}',
  '{"custentity_portal_password": ["hunter2"]}',
  '{"password":"hunter2"',
  `{"password":"hunter2","comments":"${"x".repeat(20_000)}"}`,
])("a password never reaches the journal (%#)", (body) => {
  expect(journalText(Buffer.from(body))).not.toContain("hunter2");
});

test("passwords are taken and never shown, in no answer, record or journal", async () => {
  const { call, account } = acme();
  const body = { password: "hunter2", custentity_shop_password: "hunter2", phone: "5" };
  const path = `${RECORDS}/customer/eid:C-1`;
  expect((await call("PATCH", path, { body })).status).toBe(204);
  const read = await call("GET", path);
  expect(read.json).toMatchObject({ phone: "5" });
  await call("GET", `${RECORDS}/customer?oauth_consumer_secret=hunter2`);
  const seen = [read.json, account.records.list("customer"), account.journal(), account.auditTrail()];
  expect(JSON.stringify(seen)).not.toContain("hunter2");
});
