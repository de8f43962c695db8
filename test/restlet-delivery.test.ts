/** A backlog of orders goes into an emulated NetSuite through a RESTlet, over a real socket, whatever happens on the way. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Fault } from "../emulator/index.ts";
import { anOrder } from "../scenarios/index.ts";
import { type Backlog, backlogOf, orders } from "./backlog.ts";
import { exampleCore, ordersOnly } from "./example-core.ts";

const RESTLET = { script: "customscript_up", deploy: "customdeploy_up" };
const CALL = { method: "POST", path: "/app/site/hosting/restlet.nl*" };
const BATCHING = { by: "restlet", restlet: RESTLET, size: 50, backlog: 10 } as const;

const aBacklog = (world: Omit<Backlog, "batching"> & Partial<Pick<Backlog, "batching">>) =>
  backlogOf({
    batching: BATCHING,
    restlets: [{ ...RESTLET, file: "examples/restlets/upsert-many.js" }],
    ...world,
  });

test("a backlog goes in calls of the RESTlet: the customers before the orders, each record once", async () => {
  const { account, core, drained, errors } = await aBacklog({ orders: orders(40) });
  await drained();
  expect(await core.counts()).toMatchObject({ delivered: 40, dead: 0 });
  expect(account.records.list("salesOrder")).toHaveLength(40);
  const writes = account.journal().filter(({ method }) => method !== "GET");
  expect(writes.map(({ method, operation }) => [method, operation])).toEqual([
    ["POST", "restlet"],
    ["POST", "restlet"],
  ]);
  expect(account.governance().rejected).toBe(0);
  expect(errors).toEqual([]);
});

/** The example's own orders: discounts, gift cards, tips, refunds, cancellations, guests, addresses that are too long. */
const EXAMPLES = readFileSync("examples/acme-store/orders.jsonl", "utf8").trim().split("\n").slice(0, 60);
const asSent = EXAMPLES.map((line) => ({
  key: /"id":(\d+)/.exec(line)?.[1] ?? "",
  toJson: () => line,
}));

/** What stays the same whichever record was made first. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !OF_THE_MOMENT.has(name));
  return Object.fromEntries(kept.map(([name, part]) => [name, comparable(part)]));
}
const OF_THE_MOMENT = new Set([
  "id",
  "internalId",
  "tranId",
  "createdDate",
  "dateCreated",
  "lastModifiedDate",
  "addressId",
]);

test("what the RESTlet makes of the example's orders is what the record service makes of them", async () => {
  const inNetSuite = async (batching: Backlog["batching"]) => {
    const { account, core, drained } = await aBacklog({ orders: asSent, batching });
    await drained();
    const records = ["customer", "salesOrder"].flatMap((type) => account.records.list(type));
    const { delivered, dead, skipped } = await core.counts();
    return {
      counts: { delivered, dead, skipped },
      records: new Map(records.map(({ externalId, fields }) => [externalId, comparable(fields)])),
    };
  };
  const byRest = await inNetSuite({});
  const byRestlet = await inNetSuite(BATCHING);
  expect(byRest.records.size).toBeGreaterThan(60);
  expect(byRestlet.counts).toEqual(byRest.counts);
  for (const [externalId, fields] of byRest.records) {
    expect([externalId, byRestlet.records.get(externalId)]).toEqual([externalId, fields]);
  }
});

test("an order that the mapping refuses, and one that NetSuite refuses, are dead letters and hold up no other", async () => {
  const { core, account, drained } = await aBacklog({
    rules: { transactionLines: 30 },
    orders: [
      anOrder(20).withSku("NO-SUCH-SKU"),
      anOrder(21).withLines(Array.from({ length: 40 }, () => ({ sku: "TENT-2P-GRN" }))),
      ...orders(14),
    ],
  });
  await drained();
  expect(await core.counts()).toMatchObject({ delivered: 14, dead: 2 });
  const dead = await core.ledger.find({ states: ["dead"] });
  expect(dead.map(({ failure }) => failure?.code)).toEqual(["LOOKUP_NOT_FOUND", "EXCEEDED_MAX_TRANS_LINES"]);
  expect(account.records.list("salesOrder")).toHaveLength(14);
});

test("when half of the orders are refused by NetSuite, each of those says why, and the other half is there", async () => {
  const tooMany = Array.from({ length: 20 }, () => ({ sku: "TENT-2P-GRN" }));
  const { core, account, drained } = await aBacklog({
    rules: { transactionLines: 15 },
    orders: orders(30).map((order, n) => (n % 2 === 0 ? order : order.withLines(tooMany))),
  });
  await drained();
  expect(await core.counts()).toMatchObject({ delivered: 15, dead: 15 });
  const dead = await core.ledger.find({ states: ["dead"], limit: 30 });
  expect(new Set(dead.map(({ failure }) => failure?.code))).toEqual(new Set(["EXCEEDED_MAX_TRANS_LINES"]));
  expect(account.records.list("salesOrder")).toHaveLength(15);
});

test.each<readonly [string, readonly Fault[]]>([
  ["the answer of the orders' call is lost", [{ match: CALL, effect: "reset-after-commit", nth: 2 }]],
  ["the answer of the customers' call is lost", [{ match: CALL, effect: "reset-after-commit", nth: 1 }]],
  ["a call never arrives", [{ match: CALL, effect: "reset-before-commit", times: 2 }]],
  ["calls are refused for concurrency", [{ match: CALL, effect: "over-limit", times: 3 }]],
  ["every other call fails half-way", [{ match: CALL, effect: { status: 500 }, every: 2 }]],
  ["NetSuite is down for a while", [{ match: {}, effect: { status: 503 }, times: 12 }]],
])("when %s every order is delivered once, and none is a dead letter", async (_, faults) => {
  const { account, core, drained } = await aBacklog({ orders: orders(30), faults });
  await drained();
  expect(await core.counts()).toMatchObject({ delivered: 30, dead: 0 });
  const externalIds = account.records.list("salesOrder").map(({ externalId }) => externalId);
  expect(externalIds).toHaveLength(30);
  expect(new Set(externalIds).size).toBe(30);
});

test("after a lost answer NetSuite is asked for each order before anything is sent again", async () => {
  const { account, core, drained } = await aBacklog({
    orders: orders(12),
    faults: [{ match: CALL, effect: "reset-after-commit", nth: 2 }],
  });
  await drained();
  const [customers, first, ...again] = account.journal().filter(({ operation }) => operation === "restlet");
  expect([customers, first, again]).toEqual([expect.anything(), expect.anything(), []]);
  const entries = await core.ledger.find({});
  const ids = new Map(account.records.list("salesOrder").map(({ id, externalId }) => [externalId, id]));
  expect(entries.map(({ internalId }) => internalId)).toEqual(
    orders(12).map(({ externalIdDigits }) => ids.get(`SHOP-${externalIdDigits}`)),
  );
});

test("a refusal for concurrency costs no attempt", async () => {
  const { core, drained } = await aBacklog({
    orders: orders(12),
    faults: [{ match: CALL, effect: "over-limit", times: 2 }],
  });
  await drained();
  const entries = await core.ledger.find({});
  const histories = await Promise.all(entries.map(({ id }) => core.ledger.attemptsOf(id)));
  const throttled = histories.filter((attempts) =>
    attempts.some(({ failure }) => failure?.code === "SSS_REQUEST_LIMIT_EXCEEDED"),
  );
  expect(throttled).toHaveLength(12);
  expect(entries.map(({ attempts }) => attempts)).toEqual(entries.map(() => 1));
});

test("an account where the RESTlet is not deployed gets its orders one by one, and somebody is told", async () => {
  const missing = { ...BATCHING, restlet: { ...RESTLET, deploy: "customdeploy_other" } };
  const errors: unknown[] = [];
  const core = await exampleCore({
    backlog: orders(12),
    batching: missing,
    flows: ordersOnly,
    hooks: { onError: (error) => errors.push(error) },
  });
  await expect.poll(async () => (await core.counts()).delivered).toBe(12);
  expect(String(errors[0])).toMatch(/one by one/);
});
