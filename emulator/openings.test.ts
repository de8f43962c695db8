import { expect, test } from "vitest";
import type { Clock } from "./clock.ts";
import { createEmulator } from "./emulator.ts";
import { openAccount } from "./open-account.ts";
import { createOpenings } from "./openings.ts";

const AT_NOON = Date.parse("2026-11-27T12:00:00Z");

const standing = (now: number): Clock => ({ now: () => now, ticks: () => now, sleep: async () => undefined });

function scene() {
  const openings = createOpenings();
  return (itemId: string, now = AT_NOON) => {
    const masterData = [{ recordType: "nonInventorySaleItem", body: { itemId, displayName: "A mug" } }];
    const accounts = [{ accountId: "1234567", masterData }];
    return createEmulator({ accounts, openings, clock: standing(now) }).account("1234567");
  };
}

const TYPE = "nonInventorySaleItem";

test("an account that is ordered like an earlier one holds the same records under the same ids", () => {
  const open = scene();
  const first = open("MUG-1").records;
  const second = open("MUG-1").records;
  expect(second.list(TYPE)).toEqual(first.list(TYPE));
  const created = [first, second].map((records) => records.create(TYPE, { itemId: "MUG-2" }));
  expect(created[0]).toBe(created[1]);
});

test("what changes in one of them changes in no other, whichever is opened when", () => {
  const open = scene();
  const first = open("MUG-1");
  const second = open("MUG-1");
  const [item] = first.records.list(TYPE);
  if (item === undefined) expect.unreachable();
  first.records.update(TYPE, item.id, { displayName: "Another mug" });
  second.records.remove(TYPE, item.id);
  const names = [first, second, open("MUG-1")].map(({ records }) =>
    records.list(TYPE).map(({ fields }) => fields["displayName"]),
  );
  expect(names).toEqual([["Another mug"], [], ["A mug"]]);
});

test("other records, and another moment, are another opening", () => {
  const open = scene();
  const shown = [open("MUG-1"), open("MUG-2"), open("MUG-1", AT_NOON + 60_000)].map(({ records }) =>
    records.list(TYPE).map(({ fields }) => [fields["itemId"], fields["createdDate"]]),
  );
  expect(shown).toEqual([
    [["MUG-1", expect.stringContaining("12:00:00")]],
    [["MUG-2", expect.stringContaining("12:00:00")]],
    [["MUG-1", expect.stringContaining("12:01:00")]],
  ]);
});

test("what an account is opened with was never otherwise, also for who is the first", () => {
  const masterData = [{ recordType: TYPE, body: { itemId: "MUG-1" } }];
  for (const openings of [undefined, createOpenings()]) {
    const { history } = openAccount({ accountId: "1234567", masterData }, standing(AT_NOON), openings).core;
    expect(history.asOf({ writesAgo: 1 }, () => history.store.list(TYPE))).toHaveLength(1);
  }
});
