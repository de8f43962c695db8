import fc from "fast-check";
import { expect, test } from "vitest";
import type { Share } from "./allocations.ts";
import { createSlots, type GovernanceFigures, type Slots } from "./slots.ts";

const slotsFor = (
  shares: readonly Share[],
  limit = 5,
  more: { tolerance?: number; now?: () => number } = {},
) => createSlots({ limit, shares, tolerance: 0, now: () => 0, ...more });

const taken = (slots: Slots, name: string, times: number): number =>
  Array.from({ length: times }, () => slots.take(name)).filter((slot) => slot !== undefined).length;

const of = (figures: GovernanceFigures, name: string) =>
  figures.integrations.find((integration) => integration.name === name);

const SHOP_AND_TWO: readonly Share[] = [
  { name: "shop", allocation: 2 },
  { name: "payroll" },
  { name: "bank" },
];

test.each<[string, readonly (readonly [string, number, number])[]]>([
  ["an allocation caps its integration even when the account is idle", [["shop", 4, 2]]],
  [
    "an allocation is kept for its integration whatever the others do",
    [
      ["payroll", 9, 3],
      ["shop", 2, 2],
    ],
  ],
  [
    "integrations without an allocation fill one pool together",
    [
      ["payroll", 2, 2],
      ["bank", 2, 1],
    ],
  ],
  [
    "nobody gets more than the account has",
    [
      ["shop", 9, 2],
      ["bank", 9, 3],
      ["payroll", 1, 0],
    ],
  ],
])("%s", (_name, steps) => {
  const slots = slotsFor(SHOP_AND_TWO);
  expect(steps.map(([name, times]) => taken(slots, name, times))).toEqual(steps.map(([, , held]) => held));
});

test("peak, total and rejected are counted for each integration and for the account", () => {
  const slots = slotsFor(SHOP_AND_TWO);
  const first = slots.take("shop");
  taken(slots, "shop", 2);
  first?.release();
  first?.release();
  taken(slots, "bank", 1);
  expect(slots.figures()).toEqual({
    limit: 5,
    unallocatedLimit: 3,
    inFlight: 2,
    peak: 2,
    total: 4,
    rejected: 1,
    integrations: [
      { name: "shop", allocation: 2, inFlight: 1, peak: 2, total: 3, rejected: 1 },
      { name: "payroll", allocation: null, inFlight: 0, peak: 0, total: 0, rejected: 0 },
      { name: "bank", allocation: null, inFlight: 1, peak: 1, total: 1, rejected: 0 },
    ],
  });
  slots.reset();
  expect(slots.figures()).toMatchObject({ inFlight: 2, peak: 2, total: 0, rejected: 0 });
  expect(of(slots.figures(), "shop")).toMatchObject({ inFlight: 1, peak: 1, total: 0, rejected: 0 });
});

test("NetSuite's own applications are never refused and take no slot from anybody", () => {
  const slots = slotsFor([{ name: "shop" }, { name: "NSPOS", internal: true }]);
  expect(taken(slots, "NSPOS", 50)).toBe(50);
  expect(slots.figures()).toMatchObject({ inFlight: 0, total: 0 });
  expect(of(slots.figures(), "NSPOS")).toMatchObject({ inFlight: 50, peak: 50 });
  expect(taken(slots, "shop", 6)).toBe(5);
});

test("a tolerant account gives its extra slots for less than a second, and again after it has caught up", () => {
  let now = 0;
  const slots = slotsFor([{ name: "shop" }], 5, { tolerance: 2, now: () => now });
  taken(slots, "shop", 5);
  const extra = slots.take("shop");
  now = 999;
  const second = slots.take("shop");
  expect([extra, second, slots.take("shop")].map((slot) => slot !== undefined)).toEqual([true, true, false]);
  second?.release();
  now = 1_000;
  expect(slots.take("shop")).toBeUndefined();
  extra?.release();
  expect(slots.take("shop")).toBeDefined();
});

test("tolerance widens no allocation", () => {
  const slots = slotsFor(SHOP_AND_TWO, 5, { tolerance: 3 });
  expect(taken(slots, "shop", 4)).toBe(2);
});

test("the account's own limit refuses last, even an integration below its allocation", () => {
  let now = 0;
  const slots = slotsFor(SHOP_AND_TWO, 5, { tolerance: 2, now: () => now });
  expect([taken(slots, "payroll", 9), taken(slots, "shop", 1)]).toEqual([5, 1]);
  now = 1_000;
  expect(taken(slots, "shop", 1)).toBe(0);
});

interface Scene {
  readonly limit: number;
  readonly shares: readonly Share[];
  readonly moves: readonly { readonly arrives: boolean; readonly pick: number }[];
}

const SCENES: fc.Arbitrary<Scene> = fc
  .record({
    limit: fc.integer({ min: 1, max: 20 }),
    wishes: fc.array(fc.option(fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 5 }),
    moves: fc.array(fc.record({ arrives: fc.boolean(), pick: fc.nat(1_000) }), { maxLength: 200 }),
  })
  .map(({ limit, wishes, moves }) => {
    let left = limit - 1;
    const shares = wishes.map((wish, index): Share => {
      const allocation = Math.min(wish ?? 0, left);
      left -= allocation;
      return { name: `${index}`, ...(allocation === 0 ? {} : { allocation }) };
    });
    return { limit, shares, moves };
  });

test("no limit is ever passed, and a request is refused only when one is met", () => {
  fc.assert(
    fc.property(SCENES, ({ limit, shares, moves }) => {
      const slots = slotsFor(shares, limit);
      const held: { readonly name: string; release(): void }[] = [];
      const inFlight = (test: (share: Share) => boolean): number =>
        held.filter(({ name }) => shares.some((share) => share.name === name && test(share))).length;
      const pool = limit - shares.reduce((sum, { allocation }) => sum + (allocation ?? 0), 0);
      const isMet = ({ name, allocation }: Share): boolean =>
        (allocation === undefined
          ? inFlight((share) => share.allocation === undefined) >= pool
          : inFlight((share) => share.name === name) >= allocation) || held.length >= limit;
      for (const { arrives, pick } of moves) {
        if (!arrives) {
          held.splice(pick % (held.length || 1), 1)[0]?.release();
          continue;
        }
        const share = shares[pick % shares.length] as Share;
        const mustRefuse = isMet(share);
        const slot = slots.take(share.name);
        expect(slot === undefined).toBe(mustRefuse);
        if (slot !== undefined) held.push({ name: share.name, release: () => slot.release() });
        expect(slots.figures().inFlight).toBe(held.length);
      }
      const { integrations, ...account } = slots.figures();
      for (const figure of ["inFlight", "total", "rejected"] as const) {
        expect(integrations.reduce((sum, each) => sum + each[figure], 0)).toBe(account[figure]);
      }
      expect(account.peak).toBeLessThanOrEqual(limit);
      for (const { peak, allocation } of integrations) expect(peak).toBeLessThanOrEqual(allocation ?? pool);
    }),
  );
});
