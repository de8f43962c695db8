import { expect, test } from "vitest";
import { oneLicenceLess } from "../agreement.ts";
import { planConcurrency } from "../plan/concurrency-plan.ts";
import { DEMAND, SUPPLY } from "../plan/sample-plan.contract.ts";
import { oneLicenceLessBlocks } from "./one-licence-less.ts";
import { HELD } from "./peak-result.contract.ts";

const PLAN = planConcurrency(DEMAND, SUPPLY);
const orders = Array.from({ length: 300 }, (_, n) => ({ arrivedAt: n * 200, deliveredAt: null }));
const slots = { ...HELD.slots, available: PLAN.slotsAvailable };
const LESS = oneLicenceLess({ ...HELD, orders, slots }, PLAN, { lines: [3] }) ?? expect.unreachable();
const BLOCKS = oneLicenceLessBlocks(PLAN.slotsAvailable, LESS);

test("both backlogs are drawn over the same minutes, and a sentence says the same", () => {
  const chart = BLOCKS.find((block) => block.kind === "line-chart") ?? expect.unreachable();
  expect(chart.series.map(({ name }) => name)).toEqual(["as planned", "one licence less"]);
  const most = chart.series.map(({ points }) => Math.max(...points.map(({ y }) => y)));
  expect(most[1]).toBeGreaterThan(most[0] ?? 0);
  expect(chart.description).toMatch(
    /^With 22 slots, as planned, at most \d+ orders .*; with 12 slots, one licence less, \d+ and/,
  );
});
