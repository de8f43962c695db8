import { expect, test } from "vitest";
import { judgeLimitBurst } from "../judge.ts";
import { runLimitBurst } from "./limit-burst.ts";

test("finds the concurrency limit of the account, and refusals beyond it", async () => {
  const result = await runLimitBurst({ tier: "standard", suiteCloudPlus: 0, expectedLimit: 5 });
  expect(result).toMatchObject({ clients: 10, sent: 40, peakInFlight: 5, failed: 0 });
  expect(result.answered + result.refused).toBe(40);
  expect(result.refused).toBeGreaterThan(0);
  expect(judgeLimitBurst(result).map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
});

test("a plan that calculated with another limit is contradicted", async () => {
  const result = await runLimitBurst({
    tier: "standard",
    suiteCloudPlus: 0,
    expectedLimit: 15,
    requestsEach: 1,
  });
  expect(judgeLimitBurst(result)[0]).toMatchObject({ verdict: "fail", found: "5" });
});
