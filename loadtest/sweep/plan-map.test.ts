import { expect, test } from "vitest";
import { constantLoad } from "../arrivals/load-profile.ts";
import { planConcurrency } from "../plan/concurrency-plan.ts";
import { DEMAND, SUPPLY } from "../plan/sample-plan.contract.ts";
import type { ServiceLevel } from "../plan/service-level.ts";
import type { BatchSettings } from "../simulator/simulated-batch.ts";
import { holdsSwept, planMap } from "./plan-map.ts";
import { simulateSwept } from "./simulate-plan.ts";
import type { SweptPlan } from "./sweep.ts";

const PEAK = 8_000;

function swept(
  tier: "standard" | "premium",
  suiteCloudPlus: number,
  { reservedSlots = 0, batching = null }: { reservedSlots?: number; batching?: BatchSettings | null } = {},
): SweptPlan {
  const plan = planConcurrency(
    { ...DEMAND, peakOrdersPerHour: PEAK },
    { ...SUPPLY, tier, suiteCloudPlus, reservedSlots },
  );
  const load = { profile: constantLoad(PEAK, 10), batching: batching ?? undefined, seed: 1 };
  return { plan, batching, simulated: plan.slotsAvailable === 0 ? null : simulateSwept(plan, load) };
}

const CHOSEN = { tier: "premium", suiteCloudPlus: 1, reservedSlots: 0 } as const;

const mapOf = (plans: readonly SweptPlan[]) =>
  planMap({ swept: plans, chosen: CHOSEN, batching: null, serviceLevel: {} });

test("a row for each tier, a column for each licence count; what a tier does not sell is no cell", () => {
  const { rows, columns } = mapOf([swept("standard", 0), swept("standard", 1), swept("premium", 2)]);
  expect(columns).toEqual(["0", "1", "2"]);
  expect(rows.map(({ label }) => label)).toEqual(["standard", "premium"]);
  expect(rows.map(({ cells }) => cells.map((cell) => cell !== null))).toEqual([
    [true, true, false],
    [false, false, true],
  ]);
});

test("reserves and ways of batching have rows of their own where they differ", () => {
  const batching = { by: "restlet", size: 20 } as const;
  const { rows } = mapOf([
    swept("premium", 1),
    swept("premium", 1, { batching }),
    swept("premium", 1, { reservedSlots: 3 }),
  ]);
  expect(rows.map(({ label }) => label)).toEqual([
    "premium, one by one, 0 reserved",
    "premium, batches of 20 by restlet, 0 reserved",
    "premium, one by one, 3 reserved",
  ]);
  expect(rows.flatMap(({ cells }) => cells.map((cell) => cell?.chosen === true))).toEqual([
    true,
    false,
    false,
  ]);
});

test("a plan that leaves no slot is no cell", () => {
  const { rows } = mapOf([swept("standard", 0, { reservedSlots: 5 }), swept("premium", 1)]);
  expect(rows[0]?.cells[0]).toBeNull();
});

test("slots that do not suffice break a plan, and so does a wish that does not come true", () => {
  expect(holdsSwept(swept("standard", 0), {})).toBe(false);
  expect(holdsSwept(swept("premium", 3), {})).toBe(true);
  expect(holdsSwept(swept("premium", 3), { withinMinutes: 0.01 })).toBe(false);
  expect(holdsSwept(swept("premium", 3), { backlogAtMost: 1 })).toBe(false);
});

test("a plan without wishes holds when its slots suffice, however long the orders take; one in batches must bring them in time", () => {
  const late = (each: SweptPlan): SweptPlan => {
    if (each.simulated === null) expect.unreachable();
    const timeToNetSuite = { ...each.simulated.timeToNetSuite, p95Ms: 3_600_000 };
    return { ...each, simulated: { ...each.simulated, timeToNetSuite } };
  };
  expect(holdsSwept(late(swept("premium", 3)), {})).toBe(true);
  expect(holdsSwept(late(swept("premium", 3, { batching: { by: "restlet", size: 20 } })), {})).toBe(false);
});

test.each<[string, ServiceLevel, string]>([
  ["nothing", {}, "its slots suffice (in batches: when that is within 15 min): "],
  ["a time", { withinMinutes: 5 }, "its slots suffice, and that is within 5 min: "],
  ["a backlog", { backlogAtMost: 9 }, "within 15 min), and at most 9 orders are on their way: "],
])(
  "the sentence says when a plan holds where %s is wished for, and counts those that do",
  (_, serviceLevel, says) => {
    const batching = { by: "restlet", size: 20 } as const;
    const plans = [swept("standard", 0), swept("premium", 3), swept("premium", 3, { batching })];
    const { description } = planMap({ swept: plans, chosen: CHOSEN, batching: null, serviceLevel });
    expect(description).toContain(says);
    expect(description).toMatch(/: \d of 3 do\.$/);
  },
);

test("without batches nothing is said of them", () => {
  expect(mapOf([swept("standard", 0), swept("premium", 3)]).description).toMatch(
    /holds when its slots suffice: 1 of 2 do\.$/,
  );
});
