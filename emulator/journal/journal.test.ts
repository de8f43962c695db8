import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { acme, anOrder, RECORDS } from "../testing/acme.ts";
import { JOURNAL_WEIGHT, journalEntry, journalText } from "./journal.ts";
import { journalHar, journalLines } from "./journal-export.ts";
import type { JournalFilter } from "./journal-filter.ts";

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
    id: 1,
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
    responseHeaders: {},
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

test("headers that carry another service's key are not kept either", async () => {
  const { call, account } = acme();
  const secret = ["x-api-key", "apikey", "x-auth-token", "x-shop-access-token", "x-client-secret", "cookie"];
  const headers = Object.fromEntries(secret.map((name) => [name, "hunter2"]));
  await call("GET", `${RECORDS}/customer/eid:C-1`, { headers: { ...headers, "x-idempotency-key": "K-1" } });
  const kept = account.journal()[0]?.requestHeaders;
  expect(JSON.stringify(account.journal())).not.toContain("hunter2");
  expect(kept).toMatchObject({ "x-api-key": "[redacted]", "x-idempotency-key": "K-1" });
});

test.each([
  "grant_type=client_credentials&client_assertion=hunter2&scope=rest_webservices",
  "code=hunter2&grant_type=authorization_code&code_verifier=hunter2",
  "client_secret=hunter2",
  '{"access_token":"hunter2","token_type":"Bearer"}',
  '{"refresh_token": "hunter2", "id_token": "hunter2"}',
  '{"links":[{"href":"http://x/?access_token=hunter2"}]}',
])("no token reaches the journal: %s", (body) => {
  expect(journalText(body)).not.toContain("hunter2");
});

test("a form keeps what is no secret", () => {
  expect(journalText("grant_type=client_credentials&client_assertion=x&scope=rest_webservices")).toBe(
    "grant_type=client_credentials&client_assertion=[redacted]&scope=rest_webservices",
  );
});

/** A read, a refused read, a created order and a refused login. */
async function scene() {
  const world = acme();
  const { call, clock, account } = world;
  await call("GET", `${RECORDS}/customer/eid:C-1`);
  clock.advance(1_000);
  await call("GET", `${RECORDS}/customer/eid:NOBODY`);
  await call("POST", `${RECORDS}/salesOrder`, { body: anOrder({ externalId: "S-1" }) });
  await call("GET", `${RECORDS}/customer`, { headers: { authorization: "NLAuth nlauth_signature=hunter2" } });
  return { ...world, since: clock.now(), account };
}

test("entries are numbered and carry the request id that the caller got", async () => {
  const { account, call } = await scene();
  const { headers } = await call("GET", `${RECORDS}/customer/eid:C-1`);
  expect(account.journal().map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  expect(account.journal().at(-1)?.requestId).toBe(headers["x-n-operationid"]);
  expect(JSON.stringify(account.journal())).not.toContain("hunter2");
});

test.each<[JournalFilter, readonly number[]]>([
  [{}, [1, 2, 3, 4]],
  [{ method: "post" }, [3]],
  [{ status: 404 }, [2]],
  [{ recordType: "CUSTOMER" }, [1, 2]],
  [{ operation: "create" }, [3]],
  [{ decision: "login-refused" }, [4]],
  [{ after: 2 }, [3, 4]],
  [{ text: "nobody" }, [2]],
  [{ text: "harbour" }, [1]],
  [{ method: "GET", status: 200 }, [1]],
  [{ method: "POST", status: 200 }, []],
])("the filter %j finds the entries %j", async (filter, ids) => {
  const { account } = await scene();
  expect(account.journal(filter).map(({ id }) => id)).toEqual(ids);
});

test("entries since a moment are those of it and after it", async () => {
  const { account, since } = await scene();
  expect(account.journal({ since }).map(({ id }) => id)).toEqual([2, 3, 4]);
});

test("a test can wait for the exchange it looks for", async () => {
  const { account, call } = await scene();
  const next = account.nextExchange({ method: "PATCH" });
  await call("GET", `${RECORDS}/customer`);
  await call("PATCH", `${RECORDS}/customer/eid:C-1`, { body: { phone: "5" } });
  expect(await next).toMatchObject({ id: 6, status: 204, operation: "update" });
});

test("JSON lines hold one entry each", async () => {
  const { account } = await scene();
  const lines = journalLines(account.journal()).trimEnd().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([1, 2, 3, 4]);
});

/** The parts that HAR 1.2 requires of every entry. */
const PARTS = ["startedDateTime", "time", "request", "response", "cache", "timings"];
const REQUEST = [
  "method",
  "url",
  "httpVersion",
  "cookies",
  "headers",
  "queryString",
  "headersSize",
  "bodySize",
];
const RESPONSE = ["status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL"];

test("an HTTP Archive has what version 1.2 asks for, and says what the emulator decided", async () => {
  const { account } = await scene();
  const { log } = journalHar(account.journal());
  expect([log.version, log.entries.length]).toEqual(["1.2", 4]);
  for (const entry of log.entries) {
    expect(Object.keys(entry)).toEqual(expect.arrayContaining(PARTS));
    expect(Object.keys(entry.request)).toEqual(expect.arrayContaining(REQUEST));
    expect(Object.keys(entry.response)).toEqual(expect.arrayContaining(RESPONSE));
  }
  expect(log.entries[2]).toMatchObject({
    request: { method: "POST", postData: { text: expect.stringContaining("S-1") } },
    response: { status: 204, statusText: "No Content", redirectURL: expect.stringContaining("/salesOrder/") },
    _operation: "create",
    _decision: "served",
  });
});
