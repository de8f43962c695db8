import fc from "fast-check";
import { expect, test } from "vitest";
import { expectedLatencyMs, SERVICE_TIERS, type ServiceTier } from "../../emulator/index.ts";
import { type Demand, planConcurrency, type Supply } from "./concurrency-plan.ts";
import { inWords, planChecks } from "./plan-section.ts";
import { SUPPLY as OWNED, DEMAND as SAMPLE } from "./sample-plan.contract.ts";

const DEMAND: Demand = { ...SAMPLE, peakOrdersPerHour: 3_600 };
const SUPPLY: Supply = { ...OWNED, maxUtilisation: 0.8 };

test("one order a second keeps as many slots busy as it holds one for seconds", () => {
  const plan = planConcurrency(DEMAND, SUPPLY);
  const entity = expectedLatencyMs("typical", { kind: "write-entity" }).meanMs;
  const order = expectedLatencyMs("typical", { kind: "write-transaction", lines: 3, inFlight: 22 }).meanMs;
  expect(plan.slotSecondsPerOrder).toBeCloseTo((entity + order) / 1_000, 9);
  expect(plan.slotsBusy).toBeCloseTo(plan.slotSecondsPerOrder, 9);
  expect(plan.slotsNeeded).toBe(Math.ceil(plan.slotsBusy / 0.8));
});

test("what others need is not available", () => {
  expect(planConcurrency(DEMAND, SUPPLY)).toMatchObject({ concurrencyLimit: 25, slotsAvailable: 22 });
});

test("a plan that does not hold says how many licences would", () => {
  const plan = planConcurrency({ ...DEMAND, peakOrdersPerHour: 9_000 }, { ...SUPPLY, suiteCloudPlus: 0 });
  expect(plan.holds).toBe(false);
  expect(plan.licencesThatHold).toBe(1);
  expect(inWords(plan)).toMatch(/does not hold: .* 1 SuiteCloud Plus licence\(s\) would hold/);
  expect(planChecks(plan)).toMatchObject([{ verdict: "fail" }]);
});

test("a peak that no licence of the tier can carry is told so, with the backlog it leaves", () => {
  const plan = planConcurrency({ ...DEMAND, peakOrdersPerHour: 50_000 }, { ...SUPPLY, tier: "standard" });
  expect(plan.licencesThatHold).toBeNull();
  expect(plan.backlogAfterPeak).toBeGreaterThan(0);
  expect(inWords(plan)).toMatch(/No number of SuiteCloud Plus licences of the standard tier suffices/);
});

test("others may need every slot: then there is none, and nothing is ever delivered", () => {
  const plan = planConcurrency(DEMAND, { ...SUPPLY, reservedSlots: 25 });
  expect(plan).toMatchObject({ slotsAvailable: 0, holds: false, capacityPerHour: 0, utilisation: Infinity });
  expect(inWords(plan)).toContain("The plan does not hold");
});

test.each([
  [{ peakOrdersPerHour: -1 }, {}, /peakOrdersPerHour is -1/],
  [{ peakOrdersPerHour: Number.NaN }, {}, /peakOrdersPerHour is NaN/],
  [{ linesPerOrder: 0 }, {}, /linesPerOrder is 0/],
  [{}, { reservedSlots: -1 }, /reservedSlots is -1/],
  [{}, { maxUtilisation: 0 }, /maxUtilisation is 0/],
  [{}, { maxUtilisation: 1.1 }, /maxUtilisation is 1\.1/],
])("an impossible plan is refused with the rule: %o %o", (demand, supply, message) => {
  expect(() => planConcurrency({ ...DEMAND, ...demand }, { ...SUPPLY, ...supply })).toThrow(message);
});

test("more licences than the tier sells are refused", () => {
  expect(() => planConcurrency(DEMAND, { ...SUPPLY, tier: "standard", suiteCloudPlus: 2 })).toThrow(
    /standard/i,
  );
});

test("another licence never makes a plan worse, and more orders never make it better", () => {
  const tiers = Object.keys(SERVICE_TIERS) as ServiceTier[];
  fc.assert(
    fc.property(
      fc.constantFrom(...tiers),
      fc.double({ min: 1, max: 100_000, noNaN: true }),
      fc.double({ min: 1, max: 50, noNaN: true }),
      (tier, peakOrdersPerHour, linesPerOrder) => {
        const demand = { ...DEMAND, peakOrdersPerHour, linesPerOrder };
        const supply = { ...SUPPLY, tier, reservedSlots: 0, suiteCloudPlus: 0 };
        const plan = planConcurrency(demand, supply);
        const withLicence = planConcurrency(demand, { ...supply, suiteCloudPlus: 1 });
        const busier = planConcurrency({ ...demand, peakOrdersPerHour: peakOrdersPerHour * 2 }, supply);
        expect(withLicence.capacityPerHour).toBeGreaterThanOrEqual(plan.capacityPerHour * 0.999);
        expect(busier.slotsNeeded).toBeGreaterThanOrEqual(plan.slotsNeeded);
      },
    ),
  );
});
