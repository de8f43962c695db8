import { expect, test } from "vitest";
import { constantLoad } from "../arrivals/load-profile.ts";
import type { Demand } from "../plan/concurrency-plan.ts";
import { DEMAND as SAMPLE, SUPPLY } from "../plan/sample-plan.contract.ts";
import { simulateSwept } from "./simulate-plan.ts";
import { type SweepOptions, sweepPlans } from "./sweep.ts";

const DEMAND: Demand = { ...SAMPLE, peakOrdersPerHour: 6_000 };
const OPTIONS: SweepOptions = {
  demand: DEMAND,
  supply: SUPPLY,
  profile: constantLoad(6_000, 5),
  tiers: ["standard", "premium"],
  reserves: [0, 3, 5],
  seed: 1,
};

test("every tier, licence count and reserve is simulated, and comes to the same as alone", async () => {
  const swept = await sweepPlans({ ...OPTIONS, threads: 2 });
  expect(swept).toHaveLength((2 + 4) * 3);
  for (const { plan, simulated } of swept) {
    expect(simulated).toEqual(plan.slotsAvailable === 0 ? null : simulateSwept(plan, OPTIONS));
  }
  expect(swept.filter(({ simulated }) => simulated === null).map(({ plan }) => plan.supply)).toMatchObject([
    { tier: "standard", suiteCloudPlus: 0, reservedSlots: 5 },
  ]);
});

test("ways of batching are compared side by side", async () => {
  const batches = [null, { by: "restlet", size: 20 }] as const;
  const swept = await sweepPlans({ ...OPTIONS, tiers: ["standard"], reserves: [0], batches, threads: 1 });
  expect(swept.map(({ batching }) => batching?.size ?? 1)).toEqual([1, 20, 1, 20]);
  const [alone, batched] = swept;
  expect(batched?.simulated?.calls.total).toBeLessThan(alone?.simulated?.calls.total ?? 0);
});

test("progress is told after each plan", async () => {
  const progress: number[] = [];
  const onSimulated = (done: number): void => void progress.push(done);
  await sweepPlans({ ...OPTIONS, tiers: ["standard"], threads: 1, onSimulated });
  expect(progress).toEqual([1, 2, 3, 4, 5]);
});

test("a plan that cannot exist ends the sweep with its reason", async () => {
  await expect(sweepPlans({ ...OPTIONS, demand: { ...DEMAND, linesPerOrder: 0 } })).rejects.toThrow(
    /linesPerOrder is 0/,
  );
});
