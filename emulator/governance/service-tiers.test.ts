import { expect, test } from "vitest";
import { concurrencyLimitOf, SERVICE_TIERS, type ServiceTier } from "./service-tiers.ts";

/** Oracle help bridgehead_1500275603. */
test.each<[ServiceTier, number, number]>([
  ["standard", 0, 5],
  ["standard", 1, 15],
  ["premium", 0, 15],
  ["premium", 3, 45],
  ["enterprise", 6, 80],
  ["ultimate", 12, 140],
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
