import { expect, test } from "vitest";
import { BASE_CATALOGUE } from "./catalogue.ts";
import { createRecordHistory, type Past } from "./record-history.ts";
import { createRecordStore } from "./record-store.ts";

/** Three writes of one customer at 1, 2 and 3 seconds, and another one that was removed at 2. */
function scene() {
  let now = 0;
  const { store, asOf } = createRecordHistory(
    createRecordStore({ catalogue: BASE_CATALOGUE, firstInternalId: 1 }),
    () => now,
  );
  const customer = (id: string, externalId: string) =>
    store.put({ recordType: "customer", id, fields: { externalId } });
  now = 1_000;
  customer("1", "first");
  customer("2", "other");
  now = 2_000;
  customer("1", "second");
  store.remove("customer", "2");
  now = 3_000;
  customer("1", "third");
  const seen = (past: Past) =>
    asOf(past, () => store.list("customer").map(({ id, fields }) => `${id} ${fields["externalId"]}`));
  return { store, asOf, seen };
}

test.each<[string, Past, readonly string[]]>([
  ["before the last write of each", { writesAgo: 1 }, ["1 second", "2 other"]],
  ["before the last two writes of each", { writesAgo: 2 }, ["1 first"]],
  ["before anything was written", { writesAgo: 9 }, []],
  ["half a second ago", { msAgo: 500 }, ["1 second"]],
  ["a second and a half ago", { msAgo: 1_500 }, ["1 first", "2 other"]],
  ["long ago", { msAgo: 60_000 }, []],
])("records are read as they were %s", (_name, past, rows) => {
  const { seen, store } = scene();
  expect(seen(past)).toEqual(rows);
  expect(store.get("customer", "1")?.fields["externalId"]).toBe("third");
});

test("a look-up goes by what a record was called then", () => {
  const { store, asOf } = scene();
  const found = (name: string) => store.findBy("customer", "externalId", name).length;
  expect(asOf({ writesAgo: 1 }, () => [found("SECOND"), found("third"), found("other")])).toEqual([1, 0, 1]);
  expect([found("second"), found("third"), found("other")]).toEqual([0, 1, 0]);
});

test("work that throws leaves the reads in the present", () => {
  const { store, asOf } = scene();
  const broken = () => {
    throw new TypeError("broken");
  };
  expect(() => asOf({ writesAgo: 1 }, broken)).toThrow("broken");
  expect(store.get("customer", "1")?.fields["externalId"]).toBe("third");
});

test("what a snapshot brings back has no past", () => {
  const { store, seen } = scene();
  const saved = store.save();
  store.put({ recordType: "customer", id: "3", fields: {} });
  store.load(saved);
  expect(seen({ writesAgo: 1 })).toEqual(["1 third"]);
});
