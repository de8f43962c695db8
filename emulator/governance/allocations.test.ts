import { expect, test } from "vitest";
import { createEmulator, EmulatorError } from "../index.ts";
import { unallocatedLimit } from "./allocations.ts";

test.each([
  [5, [], 5],
  [5, [2], 3],
  [5, [4], 1],
  [15, [5, 5, 4], 1],
])("of %i slots, %j allocated leave %i", (limit, allocations, unallocated) => {
  const shares = allocations.map((allocation, index) => ({ name: `${index}`, allocation }));
  expect(unallocatedLimit(limit, [...shares, { name: "without" }])).toBe(unallocated);
});

const order = (integrations: readonly { name: string; allocation?: number; internal?: boolean }[]) => () =>
  createEmulator({ accounts: [{ accountId: "1", tier: "standard", integrations }] });

test.each<[string, Parameters<typeof order>[0], string, RegExp]>([
  [
    "one integration that takes every slot",
    [{ name: "shop", allocation: 5 }],
    "IMPOSSIBLE_ALLOCATION",
    /5 of the account's 5 slots are allocated, and at least 1 must stay unallocated \(Oracle help bridgehead_156224824287\)/,
  ],
  [
    "several that take more than there are",
    [
      { name: "shop", allocation: 3 },
      { name: "payroll", allocation: 3 },
    ],
    "IMPOSSIBLE_ALLOCATION",
    /6 of the account's 5 slots.*Allocate 4 at most/,
  ],
  [
    "an allocation for an application that no limit concerns",
    [{ name: "NSPOS", allocation: 1, internal: true }],
    "IMPOSSIBLE_ALLOCATION",
    /NSPOS is internal/,
  ],
  ["two of one name", [{ name: "a" }, { name: "a" }], "INVALID_OPTIONS", /integrations: two .* one name/],
  ["none at all", [], "INVALID_OPTIONS", /integrations/],
  [
    "an allocation of nothing",
    [{ name: "a", allocation: 0 }],
    "INVALID_OPTIONS",
    /integrations\.0\.allocation/,
  ],
])("%s is refused with the rule", (_name, integrations, code, message) => {
  expect(order(integrations)).toThrow(message);
  expect(order(integrations)).toThrow(EmulatorError);
  expect(order(integrations)).toThrow(expect.objectContaining({ code }));
});
