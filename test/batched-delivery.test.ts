/** A backlog of orders goes into an emulated NetSuite in batches, over a real socket, whatever happens on the way. */
import { expect, test } from "vitest";
import type { Fault } from "../emulator/index.ts";
import { anOrder } from "../scenarios/index.ts";
import { type Backlog, backlogOf, orders } from "./backlog.ts";

const SUBMISSION = { method: "PUT", path: "/services/rest/record/v1/*" };
const ORDERS_SUBMITTED = { method: "PUT", path: "/services/rest/record/v1/salesOrder*" };
const JOBS = { method: "GET", path: "/services/rest/async/v1/*" };
const BATCHING = { by: "rest", size: 50, backlog: 10, firstPollMs: 5, longestPollMs: 50 } as const;

const aBacklog = (world: Omit<Backlog, "batching">) => backlogOf({ batching: BATCHING, ...world });

test("a backlog goes in batches: the customers before the orders, each record once", async () => {
  const { account, core, drained, errors } = await aBacklog({ orders: orders(40) });
  await drained();
  expect(await core.counts()).toMatchObject({ delivered: 40, dead: 0 });
  expect(account.records.list("salesOrder")).toHaveLength(40);
  const submitted = account.journal().filter(({ method }) => method === "PUT");
  expect(submitted.map(({ path }) => path.replace(/.*v1\//, "").replace(/\?.*/, ""))).toEqual([
    "customer",
    "salesOrder",
  ]);
  expect(account.governance().rejected).toBe(0);
  expect(errors).toEqual([]);
});

test("an entry delivered in a batch keeps NetSuite's id, and a history that holds nothing of the others", async () => {
  const { account, core, drained } = await aBacklog({ orders: orders(12) });
  await drained();
  const [first, second] = await core.ledger.find({ limit: 2 });
  const stored = account.records.list("salesOrder").find(({ id }) => id === first?.internalId);
  expect(stored?.externalId).toContain(anOrder(1).externalIdDigits);
  const [attempt] = await core.ledger.attemptsOf(first?.id ?? 0);
  const told = JSON.stringify(attempt);
  expect(attempt?.calls.map(({ method }) => method)).toContain("PUT");
  expect(told).toContain(anOrder(1).toOrder().name);
  expect(told).not.toContain(anOrder(2).toOrder().name);
  expect(second?.internalId).not.toBe(first?.internalId);
});

test("two first orders of one new customer, in one batch, make one customer", async () => {
  const customer = anOrder(1).draft.customer;
  if (customer === null) throw new Error("the first order has a customer");
  const { account, drained } = await aBacklog({
    orders: orders(12).map((order) => order.withCustomer(customer)),
  });
  await drained();
  expect(account.records.list("salesOrder")).toHaveLength(12);
  const ours = account.records.list("customer").filter(({ externalId }) => externalId?.startsWith("SHOP-"));
  expect(ours).toHaveLength(1);
});

test("an order that the mapping refuses, and one that NetSuite refuses, are dead letters and hold up no other", async () => {
  const good = orders(14);
  const line = { sku: "TENT-2P-GRN" };
  const { core, account, drained } = await aBacklog({
    rules: { transactionLines: 30 },
    orders: [
      anOrder(20).withSku("NO-SUCH-SKU"),
      anOrder(21).withLines(Array.from({ length: 40 }, () => line)),
      ...good,
    ],
  });
  await drained();
  expect(await core.counts()).toMatchObject({ delivered: 14, dead: 2 });
  const dead = await core.ledger.find({ states: ["dead"] });
  expect(dead.map(({ failure }) => failure?.code)).toEqual(["LOOKUP_NOT_FOUND", "EXCEEDED_MAX_TRANS_LINES"]);
  expect(dead.map(({ sentAt }) => sentAt)).toEqual([null, null]);
  expect(account.records.list("salesOrder")).toHaveLength(14);
});

test.each<readonly [string, readonly Fault[]]>([
  ["a submission's answer is lost", [{ match: ORDERS_SUBMITTED, effect: "reset-after-commit", times: 1 }]],
  ["a submission never arrives", [{ match: SUBMISSION, effect: "reset-before-commit", nth: 1 }]],
  ["submissions are refused for concurrency", [{ match: SUBMISSION, effect: "over-limit", times: 3 }]],
  ["looks at jobs are refused for concurrency", [{ match: JOBS, effect: "over-limit", every: 3 }]],
  ["looks at jobs are lost", [{ match: JOBS, effect: "reset-after-commit", every: 4 }]],
  ["a job is lost", [{ match: JOBS, effect: { status: 404 }, nth: 1 }]],
  ["NetSuite is down for a while", [{ match: {}, effect: { status: 503 }, times: 12 }]],
])("when %s every order is delivered once, and none is a dead letter", async (_, faults) => {
  const { account, core, drained } = await aBacklog({ orders: orders(30), faults });
  await drained();
  expect(await core.counts()).toMatchObject({ delivered: 30, dead: 0 });
  const externalIds = account.records.list("salesOrder").map(({ externalId }) => externalId);
  expect(externalIds).toHaveLength(30);
  expect(new Set(externalIds).size).toBe(30);
});

test("a refusal for concurrency costs no attempt", async () => {
  const { core, drained } = await aBacklog({
    orders: orders(12),
    faults: [{ match: SUBMISSION, effect: "over-limit", times: 2 }],
  });
  await drained();
  const entries = await core.ledger.find({});
  const histories = await Promise.all(entries.map(({ id }) => core.ledger.attemptsOf(id)));
  expect(histories.some((attempts) => attempts.some(({ failure }) => failure?.class === "throttled"))).toBe(
    true,
  );
  expect(entries.map(({ attempts }) => attempts)).toEqual(entries.map(() => 1));
});

test("an account that knows no batches gets its orders one by one, and somebody is told", async () => {
  const match = { method: "PUT", path: "/services/rest/record/v1/customer" };
  const others = { method: "PUT", path: "/services/rest/record/v1/salesOrder?*" };
  const { core, drained, errors } = await aBacklog({
    orders: orders(12),
    faults: [match, others].map((each) => ({ match: each, effect: { status: 405 } })),
  });
  await drained();
  expect(await core.counts()).toMatchObject({ delivered: 12, dead: 0 });
  expect(String(errors[0])).toMatch(/one by one/);
});
