import { request as rawRequest } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { startIntegration } from "../integration.ts";
import { aFailure, anIncoming } from "../ledger/sample-entries.contract.ts";
import { serviceOptions, startService } from "./service.contract.ts";

const ANNA = { by: "anna", reason: "item created" };

/** A service with so many dead letters; nothing is claimed, they are dead from the start. */
async function withDead(count = 1, change: Parameters<typeof startService>[0] = {}) {
  const service = await startService(change);
  for (let order = 1; order <= count; order += 1) {
    const failure = aFailure({ message: `No customer zoe@example.com, order ${order}.` });
    await service.integration.ledger.accept(anIncoming({ order, failure }));
  }
  return service;
}

/** With whatever headers, which `fetch` would not let us say. */
function ask(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    rawRequest(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

test.each([
  ["/admin/v1/status", {}, 200],
  ["/metrics", {}, 200],
  ["/admin/v1/status", { host: "localhost:8081" }, 200],
  ["/admin/v1/status", { host: "evil.example" }, 403],
  ["/admin/v1/status", { host: "127.0.0.1.evil.example" }, 403],
  ["/metrics", { host: "shop.example" }, 403],
  ["/admin/v1/status", { "x-forwarded-for": "203.0.113.9" }, 403],
  ["/admin/v1/status", { origin: "https://evil.example" }, 403],
  ["/healthz", { host: "pod-7.example" }, 200],
  ["/readyz", { host: "pod-7.example" }, 200],
])("without a token %s with %j is answered %i", async (path, headers, status) => {
  const { integration } = await startService();
  expect(await ask(`${integration.adminUrl}${path}`, headers)).toBe(status);
});

test("with a token it is asked for, from this machine too, and serves any name", async () => {
  const token = "open-sesame-open-sesame";
  const { integration } = await startService({ admin: { token } });
  const status = (headers: Record<string, string>) => ask(`${integration.adminUrl}/admin/v1/status`, headers);
  expect(await status({})).toBe(401);
  expect(await status({ authorization: "Bearer open-sesame" })).toBe(401);
  expect(await status({ authorization: `Basic ${token}` })).toBe(401);
  expect(await status({ authorization: `Bearer ${token}`, host: "drydock.example" })).toBe(200);
});

test("dead letters are listed by filter and grouped, masked unless asked for", async () => {
  const { admin } = await withDead(3);
  const listed = await admin("/admin/v1/dead-letters?code=LOOKUP_NOT_FOUND&limit=2");
  const text = await listed.text();
  expect(JSON.parse(text)).toMatchObject({
    deadLetters: [{ entry: 1 }, { entry: 2 }],
    groups: [{ count: 3 }],
  });
  expect(text).not.toContain("zoe@");
  expect(await (await admin("/admin/v1/dead-letters?unmasked=true")).text()).toContain("zoe@example.com");
  expect(await (await admin("/admin/v1/dead-letters?until=2020-01-01")).json()).toMatchObject({
    deadLetters: [],
  });
});

test.each(["class=bad", "limit=0", "since=yesterday", "colour=red"])(
  "the filter %s is a problem that says where",
  async (query) => {
    const { admin } = await startService();
    const response = await admin(`/admin/v1/dead-letters?${query}`);
    expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({
      type: "urn:netsuite-drydock:problem:request-invalid",
      status: 400,
      problems: [{ message: expect.any(String) }],
    });
  },
);

test("a re-run by filter can be tried first, is bounded, and needs a filter", async () => {
  const { post, integration, admin } = await withDead(3);
  const rerun = (body: object) => post("/admin/v1/dead-letters/rerun", { ...ANNA, ...body });
  expect((await rerun({ filter: {} })).status).toBe(400);
  expect((await rerun({ filter: { limit: 10_000, afterId: 1 } })).status).toBe(400);
  const dry = await (await rerun({ filter: { class: "data" }, dryRun: true })).json();
  expect(dry).toMatchObject({ dryRun: true, entries: [1, 2, 3], groups: [{ count: 3 }] });
  expect((await integration.counts()).dead).toBe(3);
  const bounded = await (await rerun({ filter: { class: "data", limit: 2 } })).json();
  expect(bounded).toMatchObject({ entries: [1, 2], more: true });
  const pending = await (await admin("/admin/v1/dead-letters/pending")).json();
  expect(pending).toMatchObject({ pending: [{ entry: 1, started: { by: "anna" } }, { entry: 2 }] });
  expect(await (await admin("/admin/v1/dead-letters/stats")).json()).toMatchObject({ dead: 1 });
});

test("a re-run of many tells how far it is to whoever takes a line at a time, and its result at the end", async () => {
  const { integration, admin } = await withDead(3);
  const response = await admin("/admin/v1/dead-letters/rerun", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/x-ndjson" },
    body: JSON.stringify({ ...ANNA, filter: { class: "data" } }),
  });
  expect(response.headers.get("content-type")).toMatch(/^application\/x-ndjson/);
  const lines = (await response.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    { progress: { done: 3, leftOut: 0 } },
    { result: expect.objectContaining({ entries: [1, 2, 3], more: false, stopped: false }) },
  ]);
  expect((await integration.counts()).dead).toBe(0);
});

test("the second of two people is told who was faster", async () => {
  const { post } = await withDead();
  expect((await post("/admin/v1/entries/1/discard", ANNA)).status).toBe(200);
  const second = await post("/admin/v1/entries/1/rerun", { ...ANNA, by: "ben" });
  expect(second.status).toBe(409);
  expect(await second.json()).toMatchObject({
    code: "NOT_DEAD",
    detail: "anna decided on discard: item created",
    earlier: { by: "anna", decision: "discard" },
  });
  expect((await post("/admin/v1/entries/99/rerun", ANNA)).status).toBe(404);
});

test("an entry is edited without losing a digit, assigned, noted, tagged, resolved and shown", async () => {
  const { post, admin } = await withDead();
  const order = '{"id":1,"updated_at":"2026-11-23","note_id":820982911946154508}';
  expect((await post("/admin/v1/entries/1/edit", { ...ANNA, order: "{" })).status).toBe(422);
  expect((await post("/admin/v1/entries/1/edit", { ...ANNA, order })).status).toBe(200);
  expect((await post("/admin/v1/entries/1/assign", { by: "anna", assignee: "ben" })).status).toBe(200);
  expect((await post("/admin/v1/entries/1/note", { by: "anna", note: "asked" })).status).toBe(200);
  expect((await post("/admin/v1/entries/1/tags", { by: "anna", tags: ["vip"] })).status).toBe(200);
  const record = { recordType: "salesOrder", internalId: "4711" };
  const wrong = { ...ANNA, ...record, internalId: "SO1" };
  expect((await post("/admin/v1/entries/1/resolve", wrong)).status).toBe(422);
  expect((await post("/admin/v1/entries/1/resolve", { ...ANNA, ...record })).status).toBe(200);
  const file = await (await admin("/admin/v1/entries/1?unmasked=true")).json();
  expect(file).toMatchObject({
    ...{ edited: order, assignee: "ben", note: "asked", tags: ["vip"], state: "delivered", ...record },
  });
});

test("an export is CSV or one object a line", async () => {
  const { admin } = await withDead(2);
  const csv = await (await admin("/admin/v1/dead-letters/export?format=csv")).text();
  expect(csv.trimEnd().split("\r\n")).toHaveLength(3);
  const lines = (await (await admin("/admin/v1/dead-letters/export")).text()).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).entry)).toEqual([1, 2]);
  expect(csv + lines.join()).not.toContain("zoe@");
});

test("finished orders are forgotten on request", async () => {
  const { post, integration } = await withDead(2);
  await post("/admin/v1/entries/1/discard", ANNA);
  const which = { flow: "orders", key: "gid://shopify/Order/1" };
  expect(await (await post("/admin/v1/redactions", { which, ...ANNA })).json()).toEqual({ redacted: 1 });
  expect((await integration.ledger.get(1))?.raw).toHaveLength(0);
});

test.each([
  ["POST", "/admin/v1/entries/1/rerun", "{", 400, "BODY_UNREADABLE"],
  ["POST", "/admin/v1/entries/1/rerun", "{}", 400, "REQUEST_INVALID"],
  ["GET", "/admin/v1/entries/one", undefined, 400, "REQUEST_INVALID"],
  ["GET", "/nowhere", undefined, 404, "NOT_FOUND"],
])("%s %s %s is a problem in JSON without our insides", async (method, path, body, status, code) => {
  const { admin } = await startService();
  const headers = { "content-type": "application/json" };
  const response = await admin(path, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  expect([response.status, JSON.parse(text).code]).toEqual([status, code]);
  expect(text).not.toMatch(/\bat .*\.ts/);
});

test("the figures speak of orders, slots, dead letters and refusals", async () => {
  const { admin, send, integration } = await withDead(2);
  await send("{ unreadable");
  await send("{ unreadable");
  await fetch(`${integration.url}/webhooks/shopify/orders`, { method: "POST", body: "forged" });
  const text = await (await admin("/metrics")).text();
  for (const line of [
    "drydock_accepted_total 1",
    "drydock_duplicates_total 1",
    'drydock_intake_refusals_total{code="SIGNATURE_INVALID"} 1',
    'drydock_dead_letters{class="data",code="LOOKUP_NOT_FOUND"} 2',
    'drydock_dead_letters_total{class="data",code="UNREADABLE_ORDER"} 1',
    'drydock_entries{state="dead"} 3',
    "drydock_oldest_waiting_seconds 0",
    "drydock_slots 2",
    "drydock_slots_limit 2",
    "drydock_slots_in_use 0",
    "drydock_slots_waiting 0",
    "drydock_netsuite_calls_total 0",
    "drydock_netsuite_refusals_total 0",
    "drydock_breaker_open 0",
  ])
    expect(text).toContain(`\n${line}\n`);
  expect(text).toMatch(/drydock_event_loop_lag_seconds\{quantile="0.99"\} \d/);
  expect(text).toMatch(/\ndrydock_memory_bytes [1-9]\d{6,}\n/);
  expect(text).toMatch(/\ndrydock_cpu_seconds_total 0\.\d+|\ndrydock_cpu_seconds_total [1-9]/);
});

test("whoever looks at once with others is told the same", async () => {
  const { admin } = await withDead(3);
  const looks = await Promise.all(Array.from({ length: 4 }, async () => (await admin("/metrics")).text()));
  for (const text of looks)
    expect(text).toContain('\ndrydock_dead_letters{class="data",code="LOOKUP_NOT_FOUND"} 3\n');
});

test("while the ledger is away all figures but its own are told, and its own are not made up", async () => {
  const { admin, integration } = await startService();
  const text = async () => (await admin("/metrics")).text();
  expect(await text()).toContain("\ndrydock_oldest_waiting_seconds 0\n");
  const away = () => Promise.reject(new Error("away"));
  Object.assign(integration.ledger, { counts: away, tally: away });
  expect((await admin("/metrics")).status).toBe(200);
  expect(await text()).toContain("\ndrydock_errors_total ");
  expect(await text()).not.toMatch(/\ndrydock_(?:oldest_waiting_seconds|entries|dead_letters)[ {]/);
});

test("an attempt is counted by how it ended", async () => {
  const { admin, send, integration } = await startService();
  await send('{"id":1,"updated_at":"2026-11-23","name":"#1001"}');
  await expect.poll(async () => (await integration.ledger.attemptsOf(1)).length).toBeGreaterThan(0);
  await expect
    .poll(async () => (await admin("/metrics")).text())
    .toContain('drydock_attempts_total{outcome="retry",class="transient"}');
});

test("an admin API that is not configured is not there", async () => {
  const { admin: _, ...options } = serviceOptions();
  const integration = await startIntegration(options);
  onTestFinished(() => integration.stop());
  expect(integration.adminUrl).toBeNull();
  expect((await fetch(`${integration.url}/admin/v1/status`)).status).toBe(404);
  expect((await fetch(`${integration.url}/readyz`)).status).toBe(200);
});
