import { expect, test } from "vitest";
import recording from "../../recorded/suiteql.json" with { type: "json" };
import { acme, ORIGIN } from "../../testing/acme.ts";
import { askSuiteql, rowsOf, SUITEQL } from "../../testing/suiteql.ts";

const BEFORE = "Invalid search query. Detailed unprocessed description follows. ";

/** Set by the connection, by compression or by the clock, not by the service. */
const CONNECTION_HEADERS = ["connection", "content-encoding", "content-length", "date"];
const PER_REPLY = ["x-n-operationid", "x-netsuite-jobid"];

test("a query is answered as recorded, body and headers", async () => {
  const world = acme({
    masterData: [{ recordType: "subsidiary", body: { name: "Acme", externalId: "ACME" } }],
  });
  const { records } = world.account;
  const subsidiary = { externalId: "ACME" };
  for (const { companyname } of recording.response.body.items)
    records.create(
      "customer",
      companyname === undefined
        ? {
            isPerson: true,
            firstName: "A",
            lastName: "B",
            entityId: `P${records.list("customer").length}`,
            subsidiary,
          }
        : { companyName: companyname, subsidiary },
    );
  const answer = await askSuiteql(world, "SELECT companyName, id FROM customer ORDER BY id");
  const ids = records.list("customer").map(({ id }) => id);
  const items = recording.response.body.items.map((item, index) => ({ ...item, id: ids[index] }));
  expect(answer.status).toBe(recording.response.status);
  expect(answer.json).toEqual({ ...recording.response.body, items });
  const { items: shown } = answer.json as { items: object[] };
  expect(Object.keys(answer.json ?? {})).toEqual(Object.keys(recording.response.body));
  expect(shown.map(Object.keys)).toEqual(recording.response.body.items.map(Object.keys));
  const recorded = Object.entries(recording.response.headers).filter(
    ([name]) => ![...CONNECTION_HEADERS, ...PER_REPLY].includes(name),
  );
  expect(
    Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !PER_REPLY.includes(name))),
  ).toEqual(Object.fromEntries(recorded));
});

test.each([{}, { prefer: "respond-async" }])(
  "without Prefer: transient (%j) the query is refused",
  async (headers) => {
    const answer = await acme().call("POST", SUITEQL, { body: { q: "SELECT id FROM item" }, headers });
    expect(answer).toMatchObject({
      status: 400,
      error: {
        detail: "The required request header 'Prefer' is missing.",
        "o:errorHeader": "Prefer",
        "o:errorCode": "INVALID_HEADER",
      },
    });
  },
);

test.each([
  { q: "SELECT id FROM item", p: [] },
  { query: "SELECT id FROM item" },
  { q: "SELECT id FROM item WHERE id = ?", params: [{}] },
  ["SELECT id FROM item"],
  Buffer.from("{"),
])("the body %j is no query", async (body) => {
  const answer = await acme().call("POST", SUITEQL, { body, headers: { prefer: "transient" } });
  expect(answer).toMatchObject({
    status: 400,
    error: { detail: "Invalid content in the request body.", "o:errorCode": "INVALID_CONTENT" },
  });
});

test.each([
  ["GET", SUITEQL, 405],
  ["POST", `${SUITEQL}/x`, 404],
])("%s %s is %i", async (method, path, status) => {
  expect((await acme().call(method, path, { headers: { prefer: "transient" } })).status).toBe(status);
});

test.each([
  [
    "GET",
    "/services/rest/query/v1/dataset/custdataset_sales/result",
    404,
    "The record instance does not exist",
  ],
  ["POST", "/services/rest/query/v1/dataset/custdataset_sales/result", 405, "not allowed"],
  ["GET", "/services/rest/query/v1/dataset/custdataset_sales", 404, "does not exist"],
])("%s %s is %i: an account here has no datasets", async (method, path, status, words) => {
  const answer = await acme().call(method, path);
  expect(answer.status).toBe(status);
  expect(answer.error?.["detail"]).toContain(words);
});

test.each<[string, string]>([
  ["SELECT id FROM Email", "Invalid search type: Email."],
  [
    "SELECT subsidiary FROM transaction",
    "Search error occurred: Unknown identifier 'subsidiary'. Available identifiers are: {transaction=transaction}.",
  ],
  [
    "SELECT t.nope FROM transaction t, Customer c",
    "Search error occurred: Unknown identifier 't.nope'. Available identifiers are: {t=transaction, c=Customer}.",
  ],
])("%s is refused in NetSuite's own words", async (q, words) => {
  expect(await askSuiteql(acme(), q)).toMatchObject({
    status: 400,
    error: { detail: `${BEFORE}${words}`, "o:errorQueryParam": "q", "o:errorCode": "INVALID_PARAMETER" },
  });
});

test.each([
  ["SELECT SOUNDEX(itemid) FROM item", "SOUNDEX"],
  ["SELECT BUILTIN.NOPE(itemid) FROM item", "BUILTIN.NOPE"],
  ["SELECT UPPER(itemid, 1) FROM item", "1 arguments"],
  ["SELECT id FROM item WHERE itemid", "A value stands"],
  ["SELECT (id = 1) FROM item", "A condition stands"],
  ["SELECT id FROM item WHERE id = 'SKU-1'", "'SKU-1' is not a number"],
  ["SELECT id FROM item WHERE lastmodifieddate > '2026-01-01'", "is not a date"],
  ["SELECT id FROM item i, location i", "called 'i'"],
  ["SELECT id FROM item, location", "more than one table"],
  ["SELECT i.id FROM item i LEFT JOIN location l ON l.id = i.id WHERE i.id = l.id(+)", "not both"],
  ["SELECT i.id FROM item i, location l WHERE i.id(+) = l.id(+)", "one table"],
  ["SELECT i.id FROM item i, location l WHERE i.id = 1 OR l.id(+) = 2", "(+) belongs"],
  ["SELECT itemid, COUNT(*) FROM item", "neither grouped"],
  ["SELECT id FROM item WHERE COUNT(*) > 1", "COUNT"],
  ["SELECT SUM(COUNT(*)) FROM item", "COUNT"],
  ["SELECT DISTINCT id FROM item ORDER BY itemid", "DISTINCT"],
  ["SELECT id FROM item ORDER BY 2", "ORDER BY 2"],
  ["SELECT id FROM item UNION SELECT id, name FROM location", "same number"],
  ["SELECT id FROM item WHERE id = (SELECT id FROM item)", "more than one row"],
  ["SELECT id FROM item WHERE id IN (SELECT id, itemid FROM item)", "one column"],
  ["SELECT 1 / 0 FROM item", "Division by zero"],
  ["SELECT RANK() FROM item", "RANK needs OVER"],
  ["SELECT RANK() OVER () FROM item", "needs ORDER BY"],
  ["SELECT id FROM item WHERE ROW_NUMBER() OVER (ORDER BY id) = 1", "analytic function stands in SELECT"],
  ["SELECT UPPER(itemid) OVER (ORDER BY id) FROM item", "before OVER"],
  ["WITH x AS (SELECT 1 a FROM item), X AS (SELECT 2 b FROM item) SELECT a FROM x", "called 'X'"],
])("%s is refused as unsupported, with the reason", async (q, why) => {
  const answer = await askSuiteql(acme(), q);
  expect(answer).toMatchObject({
    status: 400,
    error: { "o:errorQueryParam": "q", "o:errorCode": "INVALID_PARAMETER" },
  });
  expect(answer.error?.["detail"]).toContain(
    `${BEFORE}Search error occurred: Invalid or unsupported search. `,
  );
  expect(answer.error?.["detail"]).toContain(why);
});

test.each([
  ["SELECT id FROM item LIMIT 5", "LIMIT"],
  ["SELECT [id] FROM item", "Square brackets"],
  ["SELECT id FROM item;", "semicolon"],
  ["INSERT INTO item (id) VALUES (1)", "begins with SELECT"],
  ["UPDATE item SET id = 1", "begins with SELECT"],
  ["DELETE FROM item", "begins with SELECT"],
  ["SELECT id FROM item garbage garbage", "'garbage'"],
  ["SELECT id FROM item FETCH FIRST 5 ROWS ONLY OFFSET 5 ROWS", "'OFFSET'"],
  ["SELECT id FROM item WHERE itemid = 'x", "has no end"],
  ["SELECT id FROM item WHERE", "too early"],
  ["SELECT id = 1 FROM item", "'='"],
  ["", "begins with SELECT"],
  ["SELECT i.id FROM item i NATURAL JOIN location l", "NATURAL"],
  ["SELECT id FROM item EXCEPT SELECT id FROM location", "'EXCEPT'"],
  ["SELECT id FROM item // comment", "'/'"],
])("%s cannot be read, and the reason says where", async (q, why) => {
  const answer = await askSuiteql(acme(), q);
  expect(answer).toMatchObject({
    status: 400,
    error: { "o:errorQueryParam": "q", "o:errorCode": "INVALID_PARAMETER" },
  });
  const detail = answer.error?.["detail"] ?? "";
  expect(
    detail.startsWith(`${BEFORE}Search error occurred: Failed to parse SQL [${q}]: syntax error, near: `),
  ).toBe(true);
  expect(detail).toContain(why);
});

test("a syntax error is found by line and column, as NetSuite counts them", async () => {
  const { error } = await askSuiteql(acme(), "SELECT id\nFROM item\n  WHERE = 1");
  expect(error?.["detail"]).toContain("near: =(3,9, token code:0)");
});

test.each(["(", "- ", "NOT ", "+ ", "CASE WHEN 1 = ", "UPPER("])(
  "five thousand times '%s' is refused, not run into the stack",
  async (deeper) => {
    const answer = await askSuiteql(acme(), `SELECT 1 FROM item WHERE ${deeper.repeat(5_000)}`);
    expect(answer.error?.["detail"]).toContain("levels of nesting");
  },
);

function withCustomers(count: number) {
  const world = acme({
    masterData: [{ recordType: "subsidiary", body: { name: "Acme", externalId: "ACME" } }],
  });
  for (let at = 0; at < count; at += 1)
    world.account.records.create("customer", {
      companyName: `C${(at * 7) % count}`,
      subsidiary: { externalId: "ACME" },
    });
  return world;
}

test("pages follow each other without gap or repetition, and the last link is the last page", async () => {
  const world = withCustomers(23);
  const q = "SELECT id, companyname FROM customer ORDER BY companyname";
  const all = rowsOf(await askSuiteql(world, q));
  expect(all.map(({ companyname = "" }) => companyname)).toEqual(
    all.map(({ companyname = "" }) => companyname).toSorted(),
  );
  for (const limit of [1, 5, 22, 23, 24]) {
    const seen: object[] = [];
    let last: string | undefined;
    let href: string | undefined = `${ORIGIN}${SUITEQL}?limit=${limit}&offset=0`;
    while (href !== undefined) {
      const answer = await askSuiteql(world, q, { page: new URL(href).search });
      seen.push(...rowsOf(answer));
      const links = answer.json?.["links"] as { rel: string; href: string }[];
      const here: string = href;
      const to = (rel: string): string | undefined => links.find((link) => link.rel === rel)?.href;
      href = to("next");
      expect(answer.json?.["hasMore"]).toBe(href !== undefined);
      if (href === undefined) expect(here).toBe(last ?? here);
      else last = to("last");
    }
    expect(seen).toEqual(all);
  }
});

test("links of a middle page stand in order, and self is a POST of the URL as called", async () => {
  const answer = await askSuiteql(withCustomers(9), "SELECT id FROM customer", { page: "?limit=2&offset=4" });
  const at = (offset: number) => `${ORIGIN}${SUITEQL}?limit=2&offset=${offset}`;
  expect(answer.json).toMatchObject({ count: 2, hasMore: true, offset: 4, totalResults: 9 });
  expect(answer.json?.["links"]).toEqual([
    { rel: "previous", href: at(2) },
    { rel: "first", href: at(0) },
    { rel: "next", href: at(6) },
    { rel: "last", href: at(8) },
    { rel: "self", href: at(4), method: "POST" },
  ]);
});

test.each(["?limit=0", "?limit=1001", "?limit=2&offset=3"])("%s is refused", async (page) => {
  expect((await askSuiteql(acme(), "SELECT id FROM item", { page })).error?.["o:errorCode"]).toBe(
    "INVALID_PARAMETER",
  );
});

test("a result ends at 100 000 rows", async () => {
  const world = withCustomers(47);
  const q = "SELECT a.id FROM customer a CROSS JOIN customer b CROSS JOIN customer c";
  const answer = await askSuiteql(world, q, { page: "?limit=1000&offset=99000" });
  expect(answer.json).toMatchObject({ count: 1_000, hasMore: false, totalResults: 100_000 });
});

test("a query that would never end is refused", async () => {
  const world = withCustomers(47);
  const q = `SELECT 1 FROM ${["a", "b", "c", "d", "e"].map((alias) => `customer ${alias}`).join(", ")}`;
  expect((await askSuiteql(world, q)).error?.["detail"]).toContain("too many rows");
});

test("a query takes a slot, waits as long as a query does, and is journalled", async () => {
  const world = acme({ latency: "typical" });
  const asked = askSuiteql(world, "SELECT id FROM item");
  await Promise.resolve();
  expect(world.account.governance()).toMatchObject({ inFlight: 1 });
  expect(world.clock.sleeping).toHaveLength(1);
  world.clock.advance(60_000);
  expect((await asked).status).toBe(200);
  const entry = world.account.journal().at(-1);
  expect(entry).toMatchObject({ operation: "query", decision: "served", status: 200 });
  expect(entry?.waitedMs).toBeGreaterThan(0);
});
