import { expect, test } from "vitest";
import type { AccountSettings } from "./account-options.ts";
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

/** Whether the records of these settings are shared with those of the plain ones. */
function isShared(change: Partial<AccountSettings>, plain: Partial<AccountSettings> = {}): boolean {
  const openings = createOpenings();
  let entered = 0;
  const store = { save: () => ({}), load: () => undefined };
  for (const settings of [plain, { ...plain, ...change }]) {
    const enterRecords = (): void => {
      entered += 1;
    };
    openings.enter({ settings: settings as AccountSettings, now: AT_NOON, store, enterRecords });
  }
  return entered === 1;
}

const withBody = (body: unknown): Partial<AccountSettings> => ({
  masterData: [{ recordType: TYPE, body: body as Readonly<Record<string, unknown>> }],
});

test("settings that say the same share their records", () => {
  expect(isShared({ seed: 1 }, { seed: 1 })).toBe(true);
  expect(isShared(withBody({ itemId: "MUG-1" }), withBody({ itemId: "MUG-1" }))).toBe(true);
});

test.each<[string, Partial<AccountSettings>]>([
  ["the account", { accountId: "7654321" }],
  ["the seed", { seed: 2 }],
  ["the first internal id", { firstInternalId: 5_000 }],
  ["the rules", { rules: {} as AccountSettings["rules"] }],
  ["the catalogue", { catalogue: {} as AccountSettings["catalogue"] }],
  ["what is imported", { imports: [] }],
  ["a copy of production", { refreshed: true }],
])("%s belongs to what makes two openings alike", (_what, change) => {
  expect(isShared(change)).toBe(false);
});

test.each([
  ["a number that is none", null, Number.NaN],
  ["nothing", {}, { displayName: undefined }],
  ["a date", "2026-11-27T12:00:00.000Z", new Date("2026-11-27T12:00:00Z")],
])("%s is not taken for what JSON would make of it", (_what, plain, other) => {
  expect(isShared(withBody(other), withBody(plain))).toBe(false);
});

test("what is no data is shared with nobody", () => {
  const body = { displayName: () => "A mug" };
  expect(isShared(withBody(body), withBody(body))).toBe(false);
});

test("nobody can write into records that others may have too", () => {
  const [item] = scene()("MUG-1").records.list(TYPE);
  if (item === undefined) expect.unreachable();
  expect(() => Object.assign(item.fields, { displayName: "SPOILT" })).toThrow(TypeError);
});
