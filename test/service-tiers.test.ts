/** The core and the emulator read Oracle's tables by themselves; here they are held against each other. */
import { expect, test } from "vitest";
import * as emulator from "../emulator/index.ts";
import * as core from "../integration/index.ts";

const tiers = Object.keys(core.SERVICE_TIERS) as (keyof typeof core.SERVICE_TIERS)[];

test("both know the same service tiers", () => {
  expect(tiers.toSorted()).toEqual(Object.keys(emulator.SERVICE_TIERS).toSorted());
});

test.each(tiers)("both give %s as many slots for as many licences, up to the same number of them", (tier) => {
  const { maxSuiteCloudPlus } = core.SERVICE_TIERS[tier];
  expect(maxSuiteCloudPlus).toBe(emulator.SERVICE_TIERS[tier].maxSuiteCloudPlus);
  const licences = Array.from({ length: maxSuiteCloudPlus + 1 }, (_, count) => count);
  expect(licences.map((count) => core.concurrencyLimitOf(tier, count))).toEqual(
    licences.map((count) => emulator.concurrencyLimitOf(tier, count)),
  );
});
