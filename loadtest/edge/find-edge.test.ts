import { expect, test } from "vitest";
import { constantLoad } from "../arrivals/load-profile.ts";
import { DEMAND, SUPPLY } from "../plan/sample-plan.contract.ts";
import { thresholdsOf } from "../thresholds/thresholds.ts";
import { type EdgeQuestion, findPeak, findPlans } from "./find-edge.ts";

/** A call takes a second, an order two of them: each slot delivers 1,800 orders an hour. */
const QUESTION: EdgeQuestion = {
  demand: { ...DEMAND, latency: { fixedMs: 1_000 } },
  supply: { ...SUPPLY, tier: "standard", suiteCloudPlus: 0, reservedSlots: 0 },
  profileAt: (peak) => constantLoad(peak, 30),
  thresholdsAt: () => thresholdsOf({ timeToNetSuite: ["p95 <= 10 s"] }),
};

test("the highest volume lies just below what the slots can deliver", async () => {
  const found = (await findPeak(QUESTION)) ?? 0;
  expect(found).toBeGreaterThan(8_000);
  expect(found).toBeLessThan(9_300);
});

test("a stricter threshold lowers it, more slots raise it", async () => {
  const strict = { ...QUESTION, thresholdsAt: () => thresholdsOf({ timeToNetSuite: ["p95 <= 2.5 s"] }) };
  const more = { ...QUESTION, supply: { ...QUESTION.supply, suiteCloudPlus: 1 } };
  const found = (await findPeak(QUESTION)) ?? 0;
  expect(await findPeak(strict)).toBeLessThan(found);
  expect(await findPeak(more)).toBeGreaterThan(2 * found);
});

test("a threshold that nothing can meet leaves no volume", async () => {
  const impossible = { ...QUESTION, thresholdsAt: () => thresholdsOf({ timeToNetSuite: ["p50 <= 1 s"] }) };
  expect(await findPeak(impossible)).toBeNull();
  expect(await findPlans(impossible, 1)).toEqual([]);
});

test("the least plan: as few licences as hold, on the tier one has before another one", async () => {
  const planFor = async (peakOrdersPerHour: number) =>
    (await findPlans({ ...QUESTION, demand: { ...QUESTION.demand, peakOrdersPerHour } }, 1))[0]?.supply;
  expect(await planFor(5_000)).toMatchObject({ tier: "standard", suiteCloudPlus: 0 });
  expect(await planFor(20_000)).toMatchObject({ tier: "standard", suiteCloudPlus: 1 });
  expect(await planFor(40_000)).toMatchObject({ tier: "premium", suiteCloudPlus: 1 });
});

test("those after the least one come in the order of what they change", async () => {
  const demand = { ...QUESTION.demand, peakOrdersPerHour: 5_000 };
  expect((await findPlans({ ...QUESTION, demand }, 3)).map(({ supply }) => supply)).toMatchObject([
    { tier: "standard", suiteCloudPlus: 0 },
    { tier: "standard", suiteCloudPlus: 1 },
    { tier: "premium", suiteCloudPlus: 0 },
  ]);
});

test("each simulation is told before it begins, and others have their turn between two of them", async () => {
  const probed: number[] = [];
  const onProbe = ({ demand }: { readonly demand: { readonly peakOrdersPerHour: number } }): void =>
    void probed.push(demand.peakOrdersPerHour);
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  count();
  await findPeak({ ...QUESTION, onProbe });
  isOver = true;
  expect(probed[0]).toBe(QUESTION.demand.peakOrdersPerHour);
  expect(probed.length).toBeGreaterThan(3);
  expect(turns).toBeGreaterThanOrEqual(probed.length - 1);
});
