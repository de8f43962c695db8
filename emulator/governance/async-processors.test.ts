import { expect, test } from "vitest";
import { asyncProcessorsOf } from "./async-processors.ts";
import { SERVICE_TIERS } from "./service-tiers.ts";

/** Oracle help section_N259503, with 0 licences, 1, 2 and so on. */
test.each([
  ["standard", [2, 5]],
  ["premium", [2, 5, 10, 15]],
  ["enterprise", [2, 5, 10, 15, 20, 25, 30]],
  ["ultimate", [2, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]],
] as const)("%s has the asynchronous processors Oracle prints", (tier, printed) => {
  const licences = Array.from({ length: SERVICE_TIERS[tier].maxSuiteCloudPlus + 1 }, (_, count) => count);
  expect(licences.map(asyncProcessorsOf)).toEqual(printed);
});
