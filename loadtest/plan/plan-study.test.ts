import fc from "fast-check";
import { expect, test } from "vitest";
import { constantLoad, namedLoad } from "../arrivals/load-profile.ts";
import { holdsSwept } from "../sweep/plan-map.ts";
import { assumptionsOf } from "./assumptions.ts";
import { batchingGains } from "./batching.ts";
import { planConcurrency, type Supply } from "./concurrency-plan.ts";
import { allPlans, cheapestPlan, plansByLicences } from "./plan-comparison.ts";
import { studyPlan } from "./plan-study.ts";
import { DEMAND, SUPPLY } from "./sample-plan.contract.ts";
import { planSection } from "./study-section.ts";
import { answerInWords, studyInWords, sweptInWords } from "./study-words.ts";

test("each further licence is told with what it buys", () => {
  const plans = plansByLicences(DEMAND, SUPPLY);
  expect(plans.map(({ concurrencyLimit }) => concurrencyLimit)).toEqual([15, 25, 35, 45]);
  expect(plans.map(({ holds }) => holds)).toEqual([false, true, true, true]);
});

test("the least that holds is found on the tier one has, and on a higher one only when that cannot hold", () => {
  expect(cheapestPlan(DEMAND, { ...SUPPLY, suiteCloudPlus: 3 })?.supply).toMatchObject({
    tier: "premium",
    suiteCloudPlus: 1,
  });
  const more = { ...DEMAND, peakOrdersPerHour: 30_000 };
  expect(cheapestPlan(more, SUPPLY)?.supply.tier).toBe("enterprise");
  expect(cheapestPlan({ ...DEMAND, peakOrdersPerHour: 1_000_000 }, SUPPLY)).toBeNull();
});

test("with prices the one that costs least wins, and a tier without a price is not for sale", () => {
  const cheap = { tiers: { premium: 100, ultimate: 50 }, suiteCloudPlus: 30 };
  expect(cheapestPlan(DEMAND, SUPPLY, cheap)?.supply).toMatchObject({ tier: "ultimate", suiteCloudPlus: 0 });
  expect(cheapestPlan(DEMAND, SUPPLY, { ...cheap, tiers: { premium: 100 } })?.supply.tier).toBe("premium");
});

test("no plan that holds costs less than the cheapest", () => {
  const price = fc.integer({ min: 1, max: 1_000 });
  const tiers = fc.record({ standard: price, premium: price, enterprise: price, ultimate: price });
  fc.assert(
    fc.property(
      tiers,
      price,
      fc.integer({ min: 100, max: 40_000 }),
      (of, suiteCloudPlus, peakOrdersPerHour) => {
        const demand = { ...DEMAND, peakOrdersPerHour };
        const costs = ({ supply }: { supply: Supply }): number =>
          of[supply.tier as keyof typeof of] + supply.suiteCloudPlus * suiteCloudPlus;
        const cheapest = cheapestPlan(demand, SUPPLY, { tiers: of, suiteCloudPlus });
        const holding = allPlans(demand, SUPPLY).filter(({ holds }) => holds);
        expect(cheapest === null ? null : costs(cheapest)).toBe(
          holding.length === 0 ? null : Math.min(...holding.map(costs)),
        );
      },
    ),
  );
});

test("the assumption that decides the verdict comes first", () => {
  const tight = planConcurrency({ ...DEMAND, peakOrdersPerHour: 13_500 }, SUPPLY);
  const [first] = assumptionsOf(tight);
  expect(first?.decides).toBe(true);
  const [less = 0, planned = 0, more = 0] = first?.slotsNeeded ?? [];
  expect(less).toBeLessThan(planned);
  expect(more).toBeGreaterThan(planned);
});

test("a batch saves each call's overhead, and asynchronous ones end at the processors", () => {
  const plan = planConcurrency(DEMAND, SUPPLY);
  const [restlet, rest] = batchingGains(plan, 20);
  // Two calls of 0.25 s overhead (mean 0.28 s with the spread), of which a batch of 20 saves 19 in 20.
  const { slotSecondsPerOrder } = plan;
  const saved = 2 * 0.25 * Math.exp(0.125) * 0.95;
  expect(restlet?.gain).toBeCloseTo(slotSecondsPerOrder / (slotSecondsPerOrder - saved), 6);
  expect(rest).toMatchObject({ boundBy: "processors" });
  expect(rest?.gain).toBeLessThan(1);
});

test.each([1, 0, 101, 2.5])("a batch of %d records is refused with the rule and its source", (size) => {
  expect(() => batchingGains(planConcurrency(DEMAND, SUPPLY), size)).toThrow(
    /2 to 100 records \(Oracle help/,
  );
});

test("a study judges the wishes by simulation", () => {
  const wishes = { withinMinutes: 1, backlogAtMost: 10_000 };
  const holds = studyPlan({ demand: DEMAND, supply: SUPPLY, serviceLevel: wishes });
  expect(holds.checks.map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass"]);
  const rush = studyPlan({
    demand: DEMAND,
    supply: SUPPLY,
    profile: namedLoad("flash-sale", 8_000),
    serviceLevel: { withinMinutes: 1, backlogAtMost: 100 },
  });
  expect(rush.checks.map(({ verdict }) => verdict)).toEqual(["pass", "fail", "fail"]);
});

test("the chapter shows plan, simulation, licences, batches and assumptions", () => {
  const { blocks, lead } = planSection(studyPlan({ demand: DEMAND, supply: SUPPLY }));
  expect(lead).toContain("The plan holds");
  expect(blocks.map(({ kind }) => kind)).toEqual([
    "checks",
    "bar-chart",
    "facts",
    "line-chart",
    "line-chart",
    "table",
    "table",
    "table",
  ]);
});

const said = (options: Parameters<typeof studyPlan>[0]): string =>
  studyInWords(studyPlan(options)).join("\n");

test("where only prices are missing, no word says that nothing on sale holds", () => {
  const demand = { ...DEMAND, peakOrdersPerHour: 30_000, latency: { fixedMs: 1_000 } };
  const prices = { tiers: { standard: 10, premium: 100 }, suiteCloudPlus: 30 };
  const supply = SUPPLY;
  expect(said({ demand, supply, prices: { ...prices, tiers: { standard: 10 } } })).toContain(
    "No tier that has a price holds with any number of licences; of all on sale the least that holds: premium with 1 licence(s).",
  );
  expect(said({ demand, supply, prices })).toContain(
    "The cheapest that holds: premium with 1 licence(s), for 130 a year.",
  );
  expect(said({ demand, supply })).toContain("The least that holds: premium with 1 licence(s).");
});

/** A rush of ten minutes at three times the rate of the busiest hour: 12 slots carry the hour and not the rush, 22 carry both. */
const RUSH = {
  demand: { ...DEMAND, peakOrdersPerHour: 12_000, latency: { fixedMs: 1_000 } },
  supply: SUPPLY,
  profile: namedLoad("flash-sale", 12_000),
  serviceLevel: { withinMinutes: 1 },
};

test("a wish that does not come true contradicts no word, and the least that holds is one that grants it", () => {
  const study = studyPlan(RUSH);
  expect(study.checks.map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
  const slow = { ...RUSH, supply: { ...SUPPLY, suiteCloudPlus: 0 } };
  const broken = studyPlan(slow);
  expect(broken.checks.map(({ verdict }) => verdict)).toEqual(["pass", "fail"]);
  expect(answerInWords(broken)).toMatch(/The slots suffice, with 4 slots to spare, but not every wish/);
  expect(answerInWords(broken)).not.toMatch(/plan holds/);
  expect(broken.cheapest?.supply).toMatchObject({ tier: "premium", suiteCloudPlus: 1 });
  expect(said({ ...slow, serviceLevel: { backlogAtMost: 1 } })).toContain("No tier on sale holds");
});

test("with batches the plan is judged as the comparison judges it: by its simulation", () => {
  const batching = { by: "restlet", size: 50 } as const;
  const demand = { ...DEMAND, peakOrdersPerHour: 9_000, latency: "lean" as const };
  const supply = { ...SUPPLY, tier: "standard" as const, suiteCloudPlus: 0, reservedSlots: 0 };
  const profile = constantLoad(9_000, 30);
  const alone = studyPlan({ demand, supply, profile });
  const batched = studyPlan({ demand, supply, profile, batching });
  expect([alone, batched].map(({ checks }) => checks.map(({ verdict }) => verdict))).toEqual([
    ["fail"],
    ["pass"],
  ]);
  const { plan, simulated } = batched;
  const each = { plan, simulated, batching };
  expect(holdsSwept(each, {})).toBe(true);
  expect(answerInWords(batched)).toMatch(
    /^One by one: .* In batches of 50 by restlet, .* the plan holds: 95 %/,
  );
  expect(batched.cheapest?.supply).toMatchObject(supply);
  expect(sweptInWords(each, {})).not.toContain("does not hold");
  expect(sweptInWords(each, { backlogAtMost: 1 })).toContain("does not hold");
});

test("what an answer hangs on is told with all that weigh the same, and whether it turns", () => {
  expect(said({ demand: DEMAND, supply: SUPPLY })).toMatch(
    /It hangs most on orders in the busiest hour and NetSuite's latency: .*; the slots suffice either way\.$/,
  );
  const tight = { ...DEMAND, peakOrdersPerHour: 13_500 };
  expect(said({ demand: tight, supply: SUPPLY })).toMatch(/; one of the two turns the answer\.$/);
});

test("a plan without a slot is not simulated", () => {
  const study = studyPlan({ demand: DEMAND, supply: { ...SUPPLY, reservedSlots: 25 } });
  expect(study).toMatchObject({ simulated: null, plan: { holds: false } });
});
