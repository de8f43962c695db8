import { expect, test } from "vitest";
import { createEngine } from "./engine.ts";
import { openAccount } from "./open-account.ts";
import type { Service } from "./services/service.ts";
import { ACCOUNT_ID, acme, anOrder, authorization, ORIGIN, RECORDS } from "./testing/acme.ts";
import { manualClock } from "./testing/manual-clock.ts";

const ORDERS = `${RECORDS}/salesOrder`;
const CUSTOMERS = `${RECORDS}/customer`;

/** Lets every promise that can go on go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("the request over the limit is refused at once with the 429 body, the others are served", async () => {
  const { call, account, clock } = acme({ tier: "standard", latency: "lean" });
  const calls = Array.from({ length: 6 }, () => call("GET", CUSTOMERS));
  const last = await calls[5];
  expect(last).toMatchObject({
    status: 429,
    json: {
      type: "https://www.rfc-editor.org/rfc/rfc6585.html#section-4",
      title: "Too Many Requests",
      status: 429,
    },
    error: { "o:errorCode": "CONCURRENCY_LIMIT_EXCEEDED" },
  });
  expect(last?.headers).not.toHaveProperty("retry-after");
  await settle();
  expect(account.governance()).toMatchObject({ limit: 5, inFlight: 5, peak: 5, total: 6, rejected: 1 });
  clock.advance(60_000);
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(account.governance().inFlight).toBe(0);
});

test("a failed login takes no slot even when all are taken", async () => {
  const { call, account, clock } = acme({ tier: "standard", latency: "lean" });
  const calls = Array.from({ length: 5 }, () => call("GET", CUSTOMERS));
  expect((await call("GET", CUSTOMERS, { headers: { authorization: "OAuth" } })).status).toBe(401);
  await settle();
  clock.advance(60_000);
  await Promise.all(calls);
  expect(account.governance()).toMatchObject({ total: 5, rejected: 0 });
});

test("the slot is held until the response has been written", async () => {
  const { call, account } = acme();
  let written = (): void => undefined;
  const answered = call("GET", CUSTOMERS, { write: () => new Promise((resolve) => (written = resolve)) });
  await settle();
  expect(account.governance().inFlight).toBe(1);
  written();
  await answered;
  expect(account.governance().inFlight).toBe(0);
});

test("a response that cannot be written gives its slot back too", async () => {
  const { call, account } = acme();
  await expect(call("GET", CUSTOMERS, { write: () => Promise.reject(new Error("gone")) })).rejects.toThrow(
    "gone",
  );
  expect(account.governance().inFlight).toBe(0);
});

test("resetting the figures keeps what is in flight", async () => {
  const { call, account, clock } = acme({ latency: "lean" });
  const pending = call("GET", CUSTOMERS);
  await settle();
  account.resetGovernance();
  expect(account.governance()).toMatchObject({ inFlight: 1, peak: 1, total: 0, rejected: 0 });
  clock.advance(60_000);
  await pending;
});

test("a time scale shortens every wait, and the journal keeps the unscaled one", async () => {
  const { call, clock, account } = acme({ latency: "typical" }, 100);
  const answer = call("POST", ORDERS, { body: anOrder() });
  await settle();
  const [waited = 0] = clock.sleeping;
  clock.advance(60_000);
  await answer;
  expect(waited).toBeGreaterThan(0);
  expect(account.journal().at(-1)?.waitedMs).toBeCloseTo(waited * 100, 6);
});

test("equal seeds give equal waits, ids and secrets; other accounts and seeds do not", async () => {
  const facts = ({ account }: ReturnType<typeof acme>) => ({
    key: account.credentials.consumerKey,
    id: account.records.find("customer", { externalId: "C-1" })?.id,
  });
  expect(facts(acme({ seed: 7 }))).toEqual(facts(acme({ seed: 7 })));
  const others = [acme({ seed: 7 }), acme({ seed: 8 }), acme({ seed: 7, accountId: "1234567" })].map(facts);
  expect(new Set(others.map(({ key }) => key)).size).toBe(3);
  expect(new Set(others.map(({ id }) => id)).size).toBe(3);
});

test("reset-before-commit saves nothing, reset-after-commit saves and does not tell", async () => {
  const { call, account } = acme();
  account.addFault({ match: { method: "PUT" }, effect: "reset-before-commit", times: 1 });
  account.addFault({ match: { recordType: "salesorder" }, effect: "reset-after-commit", times: 1 });
  expect((await call("PUT", `${ORDERS}/eid:S-1`, { body: anOrder() })).reset).toBe(true);
  expect(account.records.list("salesOrder")).toEqual([]);
  expect((await call("PUT", `${ORDERS}/eid:S-1`, { body: anOrder() })).reset).toBe(true);
  const [order] = account.records.list("salesOrder");
  expect(order?.externalId).toBe("S-1");
  expect(account.journal().at(-1)).toMatchObject({
    decision: "fault",
    reason: "reset-after-commit",
    status: 0,
    internalId: order?.id,
  });
  expect((await call("PUT", `${ORDERS}/eid:S-1`, { body: anOrder() })).status).toBe(204);
});

test("a status fault answers in place of NetSuite until it is taken away", async () => {
  const { call, account } = acme();
  const remove = account.addFault({ match: {}, effect: { status: 503 } });
  expect(await call("POST", ORDERS, { body: anOrder() })).toMatchObject({
    status: 503,
    json: { title: "Service Unavailable", status: 503 },
  });
  expect(account.records.list("salesOrder")).toEqual([]);
  remove();
  expect((await call("POST", ORDERS, { body: anOrder() })).status).toBe(204);
});

test("a delay fault waits and then serves", async () => {
  const { call, account, clock } = acme();
  account.addFault({ match: { method: "post" }, effect: { delayMs: 30_000 }, times: 1 });
  const answer = call("POST", ORDERS, { body: anOrder() });
  await settle();
  expect(clock.sleeping).toEqual([30_000]);
  expect(account.records.list("salesOrder")).toEqual([]);
  clock.advance(30_000);
  expect((await answer).status).toBe(204);
});

test("the journal tells what was done to which record, without the Authorization header", async () => {
  const { call, account } = acme();
  await call("PUT", `${ORDERS}/eid:S-1`, { body: anOrder() });
  await call("GET", `${RECORDS}/customer/12x`);
  const [order] = account.records.list("salesOrder");
  expect(account.journal()).toMatchObject([
    {
      method: "PUT",
      path: `${ORDERS}/eid:S-1`,
      status: 204,
      operation: "upsert",
      recordType: "salesOrder",
      internalId: order?.id,
      externalId: "S-1",
      decision: "served",
      requestHeaders: { authorization: "[redacted]" },
      requestBody: JSON.stringify(anOrder()),
    },
    { status: 400, decision: "refused", reason: expect.stringContaining("'12x'") },
  ]);
});

test("a defect of the emulator answers 500 with twenty letters, and the stack stays in the journal", async () => {
  const clock = manualClock();
  const { account, core } = openAccount({ accountId: ACCOUNT_ID }, clock);
  const broken: Service = {
    path: RECORDS,
    plan: () => ({
      operation: "get",
      latency: { kind: "get" },
      run: () => {
        throw new Error("a defect");
      },
    }),
  };
  const handle = createEngine([{ ...core, services: [broken] }]);
  const url = `${ORIGIN}${CUSTOMERS}`;
  const login = { realm: ACCOUNT_ID, credentials: account.credentials, nonce: "123456", now: clock.now() };
  const headers = { authorization: authorization({ ...login, method: "GET", url }) };
  const { status, body } = await handle({
    method: "GET",
    url,
    headers,
    body: new Uint8Array(),
    receivedAt: 0,
  });
  expect(status).toBe(500);
  expect(body).toMatch(
    /"An unexpected error occurred\. Error ID: [a-z]{20}","o:errorCode":"UNEXPECTED_ERROR"/,
  );
  expect(body).not.toContain("a defect");
  expect(account.journal().at(-1)).toMatchObject({
    decision: "failed",
    reason: expect.stringContaining("a defect"),
  });
  expect(account.governance().inFlight).toBe(0);
});

test("a request line without a URL is refused like any bad login", async () => {
  const { emulator } = acme();
  const request = { method: "GET", url: "*", headers: {}, body: new Uint8Array(), receivedAt: 0 };
  expect((await emulator.handle(request)).status).toBe(401);
});
