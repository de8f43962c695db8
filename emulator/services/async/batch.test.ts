import { expect, test } from "vitest";
import { type Acme, acme, ORIGIN, RECORDS } from "../../testing/acme.ts";
import { ASYNC, answered, COLLECTION, jobPath, resultsOf, settle, untilIdle } from "../../testing/jobs.ts";

const CUSTOMERS = `${RECORDS}/customer`;
const SUBSIDIARY = { externalId: "ACME" };
const customer = (externalId: string, more: object = {}) => ({
  companyName: `Customer ${externalId}`,
  externalId,
  subsidiary: SUBSIDIARY,
  ...more,
});
const numbered = (count: number) => Array.from({ length: count }, (_, index) => customer(`N-${index}`));

const send = (world: Acme, method: string, items: unknown, headers: object = COLLECTION) =>
  world.call(method, CUSTOMERS, { body: { items }, headers: { ...headers } });

const namesOf = ({ account }: Acme) => account.records.list("customer").map(({ externalId }) => externalId);

test("a create batch makes a task of each record, and one bad record fails alone", async () => {
  const world = acme();
  const bad = customer("B", { subsidiary: { externalId: "nobody" } });
  const submitted = await send(world, "POST", [
    customer("A"),
    bad,
    customer("A"),
    "no record",
    customer("C"),
  ]);
  expect(submitted).toMatchObject({
    status: 202,
    headers: { "preference-applied": "respond-async", "content-type": "application/json" },
  });
  const results = await resultsOf(world, submitted);
  expect(results.map(({ status }) => status)).toEqual([204, 400, 400, 400, 204]);
  expect(results[0]?.headers["location"]).toMatch(`${ORIGIN}${CUSTOMERS}/`);
  expect(results[2]?.error?.["detail"]).toContain("This entity already exists.");
  expect(namesOf(world)).toEqual(["C-1", "A", "C"]);
  expect((await world.call("GET", jobPath(submitted))).json).toMatchObject({
    completed: true,
    progress: "failed",
  });
});

test("an update goes to the internal id, or to the external id when there is none", async () => {
  const world = acme();
  const { account } = world;
  const [a, b] = ["A", "B"].map((name) => account.records.create("customer", customer(name)));
  const submitted = await send(world, "PATCH", [
    { id: a, externalId: "A2", email: "one@harbour.test" },
    { externalId: "B", email: "two@harbour.test" },
    { email: "three@harbour.test" },
    { id: "1/../2", email: "four@harbour.test" },
    { externalId: "Z", email: "five@harbour.test" },
  ]);
  const results = await resultsOf(world, submitted);
  expect(results.map(({ status }) => status)).toEqual([204, 204, 400, 400, 404]);
  expect(account.records.find("customer", { id: a ?? "" })).toMatchObject({
    externalId: "A2",
    fields: { email: "one@harbour.test" },
  });
  expect(account.records.find("customer", { externalId: "B" })).toMatchObject({
    id: b,
    fields: { email: "two@harbour.test" },
  });
});

test("an upsert knows records by external id only", async () => {
  const world = acme();
  const id = world.account.records.create("customer", customer("A"));
  const submitted = await send(world, "PUT", [
    customer("A", { id: "1", email: "one@harbour.test" }),
    customer("test 5/6"),
    { id, email: "two@harbour.test" },
  ]);
  const results = await resultsOf(world, submitted);
  expect(results.map(({ status }) => status)).toEqual([204, 204, 400]);
  expect(results[0]?.headers["location"]).toBe(`${ORIGIN}${CUSTOMERS}/${id}`);
  expect(namesOf(world)).toEqual(["C-1", "A", "test 5/6"]);
  expect(world.account.records.find("customer", { externalId: "A" })?.fields["email"]).toBe(
    "one@harbour.test",
  );
});

test("a batch reads and deletes by internal ids, external ids and quoted ones", async () => {
  const world = acme();
  const ids = ["A", "abc", "test 5"].map((name) => world.account.records.create("customer", customer(name)));
  const names = `${ids[0]},eid:abc,${encodeURIComponent("eid:'test 5'")},999999999`;
  const query = `ids=${names}&expandRecords=true&fields=companyName`;
  const read = await world.call("GET", `${CUSTOMERS}?${query}`, { headers: ASYNC });
  const results = await resultsOf(world, read);
  expect(results.map(({ status, json }) => json?.["companyName"] ?? status)).toEqual([
    "Customer A",
    "Customer abc",
    "Customer test 5",
    404,
  ]);
  const one = await world.call("GET", `${CUSTOMERS}/${ids[0]}?fields=companyName`);
  expect(results[0]?.json).toEqual(one.json);
  const deleted = await world.call("DELETE", `${CUSTOMERS}?ids=${names}`, { headers: ASYNC });
  expect((await resultsOf(world, deleted)).map(({ status }) => status)).toEqual([204, 204, 204, 404]);
  expect(namesOf(world)).toEqual(["C-1"]);
});

test("the printed form lists every task in one item", async () => {
  const world = acme({ quirks: { taskList: "printed" } });
  const job = jobPath(await send(world, "POST", numbered(3)));
  const links = [1, 2, 3].map((task) => ({ rel: "self", href: `${ORIGIN}${job}/task/${task}` }));
  const list = await world.call("GET", `${job}/task`);
  expect(list.json).toEqual({
    links: [{ rel: "self", href: `${ORIGIN}${job}/task` }],
    count: 1,
    items: [{ links }],
  });
  const other = acme();
  const otherJob = jobPath(await send(other, "POST", numbered(3)));
  expect((await other.call("GET", `${otherJob}/task`)).json).toMatchObject({
    count: 3,
    items: [{ links: [{ rel: "self" }] }, {}, { links: [{ href: `${ORIGIN}${otherJob}/task/3` }] }],
  });
});

test("a batch runs record by record unless parallel is preferred; then on every processor", async () => {
  for (const [prefer, atOnce] of [
    ["respond-async", 1],
    ['respond-async, batch-processing="parallel"', 5],
  ] as const) {
    const world = acme({ latency: "lean", suiteCloudPlus: 1 });
    await answered(world, send(world, "POST", numbered(12), { ...COLLECTION, prefer }));
    await settle();
    expect(world.clock.sleeping).toHaveLength(atOnce);
    await untilIdle(world);
    expect(namesOf(world)).toHaveLength(13);
  }
});

test("later records of a sequential batch may refer to earlier ones", async () => {
  const world = acme({ latency: "lean" });
  const items = [
    { name: "Parent", externalId: "P" },
    { name: "Child", externalId: "C", parent: { externalId: "P" } },
  ];
  const submitted = await answered(
    world,
    world.call("POST", `${RECORDS}/subsidiary`, { body: { items }, headers: COLLECTION }),
  );
  expect((await resultsOf(world, submitted)).map(({ status }) => status)).toEqual([204, 204]);
});

test("an idempotency key covers a batch, and a refused batch does not use it up", async () => {
  const world = acme();
  const headers = { ...COLLECTION, "x-netsuite-idempotency-key": "1b4e28ba-2fa1-41d2-883f-0016d3cca427" };
  expect((await send(world, "POST", numbered(101), headers)).status).toBe(400);
  expect((await send(world, "POST", numbered(2), headers)).status).toBe(202);
  expect((await send(world, "POST", numbered(2), headers)).error?.["o:errorCode"]).toBe("IDEMPOTENCY_ERROR");
  expect(namesOf(world)).toHaveLength(3);
});

const SINGULAR = { ...ASYNC, "content-type": "application/json" };
const SYNC = { "content-type": COLLECTION["content-type"] };
const foreign = { links: [{ rel: "self", href: `${ORIGIN}${RECORDS}/salesorder/1` }], externalId: "A" };

test.each<[string, string, string, unknown, object, Readonly<Record<string, RegExp>>]>([
  [
    "more than a hundred records",
    "POST",
    CUSTOMERS,
    { items: numbered(101) },
    COLLECTION,
    { detail: /at most 100 .* 101/ },
  ],
  ["no record", "PUT", CUSTOMERS, { items: [] }, COLLECTION, { detail: /no record/ }],
  [
    "no items in the body",
    "POST",
    CUSTOMERS,
    customer("A"),
    COLLECTION,
    { "o:errorCode": /^INVALID_CONTENT$/ },
  ],
  ["no Prefer", "PATCH", CUSTOMERS, { items: [customer("A")] }, SYNC, { "o:errorHeader": /^Prefer$/ }],
  ["no Prefer", "POST", CUSTOMERS, { items: [customer("A")] }, SYNC, { "o:errorHeader": /^Prefer$/ }],
  ["no Prefer", "DELETE", `${CUSTOMERS}?ids=eid:C-1`, undefined, {}, { "o:errorHeader": /^Prefer$/ }],
  ["no Prefer", "GET", `${CUSTOMERS}?ids=eid:C-1`, undefined, {}, { "o:errorHeader": /^Prefer$/ }],
  ["no ids", "DELETE", CUSTOMERS, undefined, ASYNC, { detail: /no record/ }],
  [
    "another content type",
    "PUT",
    CUSTOMERS,
    { items: [customer("A")] },
    SINGULAR,
    { "o:errorHeader": /^Content-Type$/ },
  ],
  [
    "another content type",
    "POST",
    CUSTOMERS,
    { items: [customer("A")] },
    SINGULAR,
    { "o:errorHeader": /^Content-Type$/ },
  ],
  [
    "two record types",
    "PUT",
    CUSTOMERS,
    { items: [customer("A"), foreign] },
    COLLECTION,
    { "o:errorPath": /^items\[1\]$/ },
  ],
  [
    "a collection for one record",
    "PATCH",
    `${CUSTOMERS}/eid:C-1`,
    { items: [] },
    COLLECTION,
    { "o:errorCode": /^INVALID_REQUEST$/ },
  ],
])("%s: the whole batch is refused, %s %s", async (_, method, path, body, headers, error) => {
  const { call, account } = acme();
  const answer = await call(method, path, { body, headers: { ...headers } });
  expect(answer).toMatchObject({ status: 400, json: { title: "Bad Request" } });
  for (const [name, pattern] of Object.entries(error)) expect(answer.error?.[name]).toMatch(pattern);
  expect(account.asyncJobs()).toEqual([]);
  expect(account.records.list("customer").map(({ externalId }) => externalId)).toEqual(["C-1"]);
});

test("a hundred records are not too many, and a self link of the same type is welcome", async () => {
  const world = acme();
  const links = [{ rel: "self", href: `${ORIGIN}${CUSTOMERS}/1` }];
  const submitted = await send(world, "POST", [...numbered(99), customer("Z", { links })]);
  expect(submitted.status).toBe(202);
  await untilIdle(world);
  expect(namesOf(world)).toHaveLength(101);
});
