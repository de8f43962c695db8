import { expect, test } from "vitest";
import type { Failure } from "../failure.ts";
import type { NetSuite } from "../netsuite/netsuite.ts";
import { type LookupQuery, type RememberingOptions, rememberedLookups } from "./lookups.ts";

type Hits = Awaited<ReturnType<NetSuite["findByField"]>>;

/** A NetSuite that only searches, and counts how often it was asked. */
function aNetSuite(answer: (value: string, asked: number) => Hits | Promise<Hits>) {
  const asked: string[] = [];
  const netsuite: NetSuite = {
    upsert: () => Promise.reject(new Error("no writes here")),
    findByExternalId: () => Promise.reject(new Error("not asked for")),
    async findByField(recordType, field, value) {
      asked.push(`${recordType}.${field}=${value}`);
      return answer(value, asked.length);
    },
  };
  return { netsuite, asked };
}

let now = 0;
const clock = { now: () => now, sleep: async () => undefined };
const aMemoryOf = (netsuite: NetSuite, options: Partial<RememberingOptions> = {}) =>
  rememberedLookups(netsuite, { clock, ...options });

const QUERY: LookupQuery = { recordType: "inventoryItem", by: "itemId", value: "MUG" };
const found = (...ids: string[]): Hits => ({ ok: true, value: ids });

test("what was found is asked for once, until it is forgotten; what else was found stays", async () => {
  const { netsuite, asked } = aNetSuite((value) => found(value === "MUG" ? "7" : "8"));
  const lookups = aMemoryOf(netsuite);
  expect(await lookups.resolve(QUERY)).toEqual({ ok: true, internalId: "7" });
  await lookups.resolve({ ...QUERY });
  expect(asked).toEqual(["inventoryItem.itemId=MUG"]);
  await lookups.resolve({ ...QUERY, value: "CUP" });
  lookups.forget(new Set(["7", "9"]));
  await lookups.resolve(QUERY);
  await lookups.resolve({ ...QUERY, value: "CUP" });
  expect(asked).toEqual(["inventoryItem.itemId=MUG", "inventoryItem.itemId=CUP", "inventoryItem.itemId=MUG"]);
});

test("what was not found is asked for again, and found once somebody made it", async () => {
  const { netsuite } = aNetSuite((_, asked) => (asked === 1 ? found() : found("7")));
  const lookups = aMemoryOf(netsuite);
  expect(await lookups.resolve(QUERY)).toMatchObject({
    ok: false,
    failure: {
      class: "data",
      code: "LOOKUP_NOT_FOUND",
      value: "MUG",
      advice: expect.stringContaining("Create the inventoryItem"),
    },
  });
  expect(await lookups.resolve(QUERY)).toEqual({ ok: true, internalId: "7" });
});

test("two hits are ambiguous and neither is taken", async () => {
  const { netsuite } = aNetSuite(() => found("7", "8"));
  expect(await aMemoryOf(netsuite).resolve(QUERY)).toMatchObject({
    ok: false,
    failure: { class: "data", code: "LOOKUP_AMBIGUOUS", message: expect.stringContaining("7, 8") },
  });
});

test("equal questions at the same time are one call", async () => {
  let answer: (hits: Hits) => void = () => undefined;
  const { netsuite, asked } = aNetSuite(() => new Promise<Hits>((resolve) => (answer = resolve)));
  const lookups = aMemoryOf(netsuite);
  const both = Promise.all([lookups.resolve(QUERY), lookups.resolve(QUERY)]);
  answer(found("7"));
  expect(await both).toEqual([
    { ok: true, internalId: "7" },
    { ok: true, internalId: "7" },
  ]);
  expect(asked.length).toBe(1);
});

test("NetSuite's own trouble is passed on as it is and not kept", async () => {
  const throttled: Failure = {
    class: "throttled",
    code: "CONCURRENCY_LIMIT_EXCEEDED",
    message: "full",
    advice: "Wait.",
  };
  const { netsuite } = aNetSuite((_, asked) =>
    asked === 1 ? { ok: false, failure: throttled } : found("7"),
  );
  const lookups = aMemoryOf(netsuite);
  expect(await lookups.resolve(QUERY)).toEqual({ ok: false, failure: throttled });
  expect(await lookups.resolve(QUERY)).toEqual({ ok: true, internalId: "7" });
});

test("a fresh look-up asks NetSuite again, and what it finds is remembered for all", async () => {
  const { netsuite, asked } = aNetSuite((_, times) => found(String(times)));
  const lookups = aMemoryOf(netsuite);
  expect(await lookups.resolve(QUERY)).toEqual({ ok: true, internalId: "1" });
  expect(await lookups.fresh.resolve(QUERY)).toEqual({ ok: true, internalId: "2" });
  expect(await lookups.resolve(QUERY)).toEqual({ ok: true, internalId: "2" });
  expect(asked).toHaveLength(2);
});

test("what a fresh look-up no longer finds is forgotten", async () => {
  const { netsuite } = aNetSuite((_, times) => (times === 1 ? found("1") : found()));
  const lookups = aMemoryOf(netsuite);
  await lookups.resolve(QUERY);
  await lookups.fresh.resolve(QUERY);
  expect(await lookups.resolve(QUERY)).toMatchObject({ ok: false });
});

test("an id is believed for a while only", async () => {
  const { netsuite, asked } = aNetSuite(() => found("7"));
  const lookups = aMemoryOf(netsuite, { believeMs: 1_000 });
  await lookups.resolve(QUERY);
  now += 999;
  await lookups.resolve(QUERY);
  expect(asked).toHaveLength(1);
  now += 1;
  await lookups.resolve(QUERY);
  expect(asked).toHaveLength(2);
});

test("the cache keeps no more than it may, the newest longest", async () => {
  const { netsuite, asked } = aNetSuite((value) => found(value));
  const lookups = aMemoryOf(netsuite, { maxEntries: 2 });
  for (const value of ["1", "2", "3", "3", "2", "1"]) await lookups.resolve({ ...QUERY, value });
  expect(asked.map((each) => each.at(-1))).toEqual(["1", "2", "3", "1"]);
});
