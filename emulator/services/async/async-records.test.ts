import { expect, test } from "vitest";
import { acme, anOrder, ORIGIN, RECORDS } from "../../testing/acme.ts";
import { ASYNC, answered, JOBS, jobPath, resultsOf, settle, untilIdle } from "../../testing/jobs.ts";

const ORDERS = `${RECORDS}/salesOrder`;
const CUSTOMERS = `${RECORDS}/customer`;
const KEY = "1b4e28ba-2fa1-41d2-883f-0016d3cca427";
const keyed = (key: string) => ({ ...ASYNC, "x-netsuite-idempotency-key": key });

test("respond-async answers 202 with the job's absolute address on the caller's origin and no body", async () => {
  const { call } = acme();
  const headers = { prefer: "transient, Respond-Async" };
  for (const origin of [ORIGIN, "http://127.0.0.1:8080"]) {
    const answer = await call("POST", `${origin}${ORDERS}`, { body: anOrder(), headers });
    expect(answer).toMatchObject({
      status: 202,
      headers: { "preference-applied": "respond-async", "content-type": "application/json" },
      json: undefined,
    });
    expect(answer.headers["location"]).toMatch(`${origin}${JOBS}/`);
    expect(jobPath(answer)).toMatch(/\/job\/\d+$/);
  }
});

test("transient alone on a write changes nothing", async () => {
  const { call, account } = acme();
  expect(await call("POST", ORDERS, { body: anOrder(), headers: { prefer: "transient" } })).toMatchObject({
    status: 204,
    headers: { location: expect.stringContaining(ORDERS) },
  });
  expect(account.asyncJobs()).toEqual([]);
});

/** Takes heavy NetSuite far longer than any look at its job. */
const aLongOrder = anOrder({
  item: {
    items: Array.from({ length: 300 }, () => ({ item: { externalId: "ANCHOR" }, quantity: 1, rate: 1 })),
  },
});

test("a job is pending, then succeeded, and its task names the result once there is one", async () => {
  const world = acme({ latency: "heavy" });
  const get = (path: string) => answered(world, world.call("GET", path));
  const job = jobPath(
    await answered(world, world.call("POST", ORDERS, { body: aLongOrder, headers: ASYNC })),
  );
  const id = job.split("/").at(-1);
  const href = `${ORIGIN}${job}`;
  expect((await get(job)).json).toEqual({
    links: [{ rel: "self", href }],
    completed: false,
    id,
    progress: "pending",
    task: { links: [{ rel: "self", href: `${href}/task` }] },
  });
  expect((await get(`${job}/task/1`)).json).toEqual({
    links: [{ rel: "self", href: `${href}/task/1` }],
    completed: false,
    id: "1",
    progress: "pending",
    startTime: expect.any(String),
  });
  expect(await get(`${job}/task/1/result`)).toMatchObject({
    status: 404,
    error: { "o:errorCode": "NONEXISTENT_ID", "o:errorUrl": `${job}/task/1/result` },
  });
  await untilIdle(world);
  expect((await get(job)).json).toMatchObject({ completed: true, progress: "succeeded" });
  expect((await get(`${job}/task/1`)).json).toEqual({
    links: [
      { rel: "related", href: `${href}/task/1/result` },
      { rel: "self", href: `${href}/task/1` },
    ],
    completed: true,
    endTime: expect.stringMatching(/^2026-11-23T12:0\d:\d\dZ$/),
    id: "1",
    progress: "succeeded",
    startTime: expect.stringMatching(/^2026-11-23T12:0\d:\d\dZ$/),
  });
});

test.each(["item-per-task", "printed"] as const)(
  "a job of one lists its task alike in the form %s",
  async (taskList) => {
    const world = acme({ quirks: { taskList } });
    const job = jobPath(await world.call("GET", CUSTOMERS, { headers: ASYNC }));
    const expected = {
      links: [{ rel: "self", href: `${ORIGIN}${job}/task` }],
      count: 1,
      items: [{ links: [{ rel: "self", href: `${ORIGIN}${job}/task/1` }] }],
    };
    expect((await world.call("GET", `${job}/task`)).json).toEqual(expected);
    expect(await world.call("GET", `${job}/task/`)).toMatchObject({
      headers: { "content-type": expect.stringContaining("type=collection") },
      json: { count: 1 },
    });
  },
);

test.each([
  ["GET", `${CUSTOMERS}/eid:C-1?fields=companyName`, undefined],
  ["GET", `${CUSTOMERS}?q=companyName%20IS%20%22Nobody%22`, undefined],
  ["GET", `${CUSTOMERS}/eid:nobody`, undefined],
  ["PATCH", `${CUSTOMERS}/eid:C-1`, { email: "new@harbour.test", nonsense: 1 }],
  ["PATCH", `${CUSTOMERS}/eid:C-1`, { phone: "1".repeat(300) }],
  ["POST", `${RECORDS}/file`, {}],
  ["POST", ORDERS, "not an object"],
  ["POST", `${CUSTOMERS}/12`, {}],
])("the result of %s %s is what the same request is answered at once", async (method, path, body) => {
  const world = acme();
  const later = await world.call(method, path, { body, headers: ASYNC });
  expect(later.status).toBe(202);
  const [result] = await resultsOf(world, later);
  const { status, json, headers } = await world.call(method, path, { body });
  expect(result).toMatchObject({ status, json: json ?? undefined });
  const told = ["content-type", "location", "x-netsuite-propertyvalidation"];
  expect(told.map((name) => result?.headers[name])).toEqual(told.map((name) => headers[name]));
  const [job] = world.account.asyncJobs();
  expect(job?.progress).toBe(status < 400 ? "succeeded" : "failed");
});

test("an upsert's result has the new record's Location", async () => {
  const world = acme();
  const later = await world.call("PUT", `${ORDERS}/eid:S-1`, { body: anOrder(), headers: ASYNC });
  const [result] = await resultsOf(world, later);
  const { id } = world.account.records.find("salesOrder", { externalId: "S-1" }) ?? {};
  expect(result).toMatchObject({ status: 204, headers: { location: `${ORIGIN}${ORDERS}/${id}` } });
});

test("an unknown job, task or path is a 404, and only GET is allowed", async () => {
  const world = acme();
  const job = jobPath(await world.call("POST", ORDERS, { body: anOrder(), headers: ASYNC }));
  for (const path of [
    `${JOBS}/1`,
    `${job}/task/2`,
    `${job}/task/2/result`,
    `${job}/tasks`,
    "/services/rest/async/v1",
  ]) {
    expect(await world.call("GET", path)).toMatchObject({
      status: 404,
      json: { title: "Not Found" },
      error: { "o:errorCode": "NONEXISTENT_ID", "o:errorUrl": path },
    });
  }
  expect((await world.call("DELETE", job)).status).toBe(405);
});

test("a submission holds its slot for the 202 only, and its work takes none", async () => {
  const world = acme({ tier: "standard", latency: "lean" });
  const { call, clock, account } = world;
  const submitting = Array.from({ length: 5 }, () =>
    call("POST", ORDERS, { body: anOrder(), headers: ASYNC }),
  );
  expect((await call("GET", CUSTOMERS)).status).toBe(429);
  await settle();
  expect(account.governance().inFlight).toBe(5);
  clock.advance(60_000);
  expect((await Promise.all(submitting)).map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
  await settle();
  expect(account.governance().inFlight).toBe(0);
  // Standard without licences has two processors.
  expect(clock.sleeping).toHaveLength(2);
  expect(account.records.list("salesOrder")).toEqual([]);
  await untilIdle(world);
  expect(account.records.list("salesOrder")).toHaveLength(5);
  expect(account.governance()).toMatchObject({ peak: 5, total: 6, rejected: 1 });
});

test("a task waits as long as the model draws, through the account's time scale", async () => {
  const world = acme({ latency: "typical" }, 100);
  const submitting = world.call("POST", ORDERS, { body: anOrder(), headers: ASYNC });
  await settle();
  world.clock.advance(60_000);
  await submitting;
  await settle();
  const [wait = 0] = world.clock.sleeping;
  expect(wait).toBeGreaterThan(0);
  await untilIdle(world);
  expect(world.account.asyncJobs()[0]?.tasks[0]?.waitedMs).toBeCloseTo(wait * 100, 6);
});

test("one idempotency key makes one job: the repeat is a Conflict that names the first", async () => {
  const world = acme();
  const { call, account } = world;
  const first = await call("POST", ORDERS, { body: anOrder(), headers: keyed(KEY) });
  const again = await call("POST", ORDERS, { body: anOrder(), headers: keyed(KEY.toUpperCase()) });
  expect(again).toMatchObject({
    status: 400,
    headers: { "preference-applied": "respond-async", location: first.headers["location"] },
    json: { type: expect.stringContaining("15.5.10"), title: "Conflict", status: 400 },
    error: {
      detail:
        'A request with the same idempotency key is already submitted. See the "Location" header for a link to the previously submitted job',
      "o:errorCode": "IDEMPOTENCY_ERROR",
    },
  });
  await untilIdle(world);
  expect((await call("POST", ORDERS, { body: anOrder(), headers: keyed(KEY) })).status).toBe(400);
  expect(account.records.list("salesOrder")).toHaveLength(1);
});

test("two requests with one key at the same time make one job", async () => {
  const world = acme({ latency: "lean" });
  const both = [1, 2].map(() => world.call("POST", ORDERS, { body: anOrder(), headers: keyed(KEY) }));
  await settle();
  world.clock.advance(60_000);
  const [one, two] = await Promise.all(both);
  expect([one?.status, two?.status].toSorted()).toEqual([202, 400]);
  expect(one?.headers["location"]).toBe(two?.headers["location"]);
  await untilIdle(world);
  expect(world.account.records.list("salesOrder")).toHaveLength(1);
});

test("a synchronous request ignores the key, and a key that is no UUID is refused", async () => {
  const { call, account } = acme();
  const headers = { "x-netsuite-idempotency-key": KEY };
  for (const _ of [1, 2]) expect((await call("POST", ORDERS, { body: anOrder(), headers })).status).toBe(204);
  expect(account.records.list("salesOrder")).toHaveLength(2);
  expect(await call("POST", ORDERS, { body: anOrder(), headers: keyed("order 1") })).toMatchObject({
    status: 400,
    error: { "o:errorHeader": "X-NetSuite-Idempotency-Key" },
  });
  expect(account.asyncJobs()).toEqual([]);
});

test("a submission whose answer is lost runs once when it is sent again with its key", async () => {
  const world = acme();
  const { call, account } = world;
  account.addFault({ match: { recordType: "salesOrder" }, effect: "reset-after-commit", times: 1 });
  expect((await call("POST", ORDERS, { body: anOrder(), headers: keyed(KEY) })).reset).toBe(true);
  const again = await call("POST", ORDERS, { body: anOrder(), headers: keyed(KEY) });
  expect(again.error?.["o:errorCode"]).toBe("IDEMPOTENCY_ERROR");
  const [result] = await resultsOf(world, again);
  expect(result?.status).toBe(204);
  expect(account.records.list("salesOrder")).toHaveLength(1);
});

test("the journal tells submissions and looks at jobs apart", async () => {
  const { call, account } = acme();
  const job = jobPath(await call("PUT", `${ORDERS}/eid:S-1`, { body: anOrder(), headers: ASYNC }));
  await call("GET", job);
  expect(account.journal()).toMatchObject([
    { method: "PUT", status: 202, operation: "submit", recordType: "salesOrder", externalId: "S-1" },
    { method: "GET", status: 200, operation: "job" },
  ]);
});
