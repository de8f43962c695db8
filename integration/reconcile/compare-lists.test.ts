import fc from "fast-check";
import { expect, test } from "vitest";
import { compareLists, isBalanced } from "./compare-lists.ts";

const orders = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 1, max: 30 }),
    inShop: fc.boolean(),
    inNetSuite: fc.boolean(),
    state: fc.constantFrom(null, "delivered", "queued", "dead"),
    changedSince: fc.boolean(),
  }),
  { selector: ({ number }) => number },
);

test("every order that one list has and another lacks is in exactly the list that says so", () => {
  fc.assert(
    fc.property(orders, (all) => {
      const found = compareLists({
        shop: all
          .filter(({ inShop }) => inShop)
          .map(({ number, changedSince }) => ({
            key: `k${number}`,
            name: `#${number}`,
            updatedAt: changedSince ? 2 : 1,
          })),
        ledger: all.flatMap(({ number, state }) =>
          state === null
            ? []
            : [{ key: `k${number}`, entry: number, state, editionAt: 1, externalId: `X-${number}` }],
        ),
        netsuite: all
          .filter(({ inNetSuite }) => inNetSuite)
          .map(({ number }) => ({ externalId: `X-${number}`, internalId: String(number) })),
        externalIdOf: (key) => `X-${key.slice(1)}`,
      });
      const numbers = (keep: (order: (typeof all)[number]) => boolean) =>
        all.filter(keep).map(({ number }) => number);
      expect(found.notInLedger.map(({ key, missing }) => `${key} ${missing}`)).toEqual(
        all.flatMap(({ number, inShop, state, changedSince }) => {
          if (!inShop || (state !== null && !changedSince)) return [];
          return [`k${number} ${state === null ? "order" : "edition"}`];
        }),
      );
      expect(found.notInNetSuite.map(({ entry }) => entry)).toEqual(
        numbers(({ state, inNetSuite }) => state === "delivered" && !inNetSuite),
      );
      expect(found.unknown.map(({ internalId }) => Number(internalId))).toEqual(
        numbers(({ inShop, state, inNetSuite }) => inNetSuite && !inShop && state === null),
      );
      expect(isBalanced(found)).toBe(
        found.notInLedger.length + found.notInNetSuite.length + found.unknown.length === 0,
      );
    }),
  );
});
