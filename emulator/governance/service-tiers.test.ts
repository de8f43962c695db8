import { expect, test } from "vitest";
import { concurrencyLimitOf, SERVICE_TIERS, type ServiceTier } from "./service-tiers.ts";

/** Oracle help bridgehead_1500275603. */
test.each<[ServiceTier, number, number]>([
  ["standard", 0, 5],
  ["standard", 1, 15],
  ["premium", 0, 15],
  ["premium", 1, 25],
  ["premium", 2, 35],
  ["premium", 3, 45],
  ["enterprise", 0, 20],
  ["enterprise", 6, 80],
  ["ultimate", 0, 20],
  ["ultimate", 12, 140],
  ["legacy-shared", 0, 5],
  ["legacy-3", 0, 5],
  ["legacy-3", 1, 15],
  ["legacy-2", 0, 10],
  ["legacy-1", 0, 15],
  ["legacy-1-plus", 0, 15],
  ["legacy-1-plus", 2, 35],
  ["legacy-0", 0, 20],
])("%s with %i licences has %i slots", (tier, licences, limit) => {
  expect(concurrencyLimitOf(tier, licences)).toBe(limit);
});

test.each(Object.entries(SERVICE_TIERS))(
  "%s takes no licence beyond its maximum, and no half one",
  (tier, facts) => {
    for (const licences of [facts.maxSuiteCloudPlus + 1, -1, 0.5]) {
      expect(() => concurrencyLimitOf(tier as ServiceTier, licences)).toThrow("SuiteCloud Plus licences");
    }
  },
);

test("only the maximum that is not published can be replaced, and the refusal says so", () => {
  expect(concurrencyLimitOf("legacy-0", 20, 20)).toBe(220);
  expect(() => concurrencyLimitOf("legacy-0", 3, 2)).toThrow(/0 to 2 .*set the account's maxSuiteCloudPlus/);
  expect(() => concurrencyLimitOf("standard", 2, 20)).toThrow(/0 to 1 .*choose a higher tier/);
});
