import { expect, test } from "vitest";
import { compareLoads, loadComparisonMetrics, loadComparisonSection } from "./compare-loads.ts";
import type { LoadResults } from "./load-figures.ts";
import { RESULTS as BEFORE } from "./load-results.contract.ts";

const now = ({
  load = {},
  setting = {},
  checks = BEFORE.checks,
}: {
  load?: Partial<LoadResults["load"]>;
  setting?: Partial<LoadResults["setting"]>;
  checks?: LoadResults["checks"];
}): LoadResults => ({
  setting: { ...BEFORE.setting, ...setting },
  checks,
  load: { ...BEFORE.load, ...load },
});

const figure = (comparison: ReturnType<typeof compareLoads>, name: string) =>
  comparison.figures.find(({ metric }) => metric === name);

test("a run compared with itself has changed nothing", () => {
  const { differs, flipped, figures } = compareLoads(BEFORE, BEFORE);
  expect({ differs, flipped }).toEqual({ differs: [], flipped: [] });
  expect(new Set(figures.map(({ change }) => change))).toEqual(new Set([0]));
});

test("each figure as it was, as it is, and by how much it changed", () => {
  const comparison = compareLoads(
    BEFORE,
    now({ load: { deliveredPerHour: 12_500, refused: 0, retries: 4 } }),
  );
  expect(figure(comparison, "throughput")).toEqual({
    ...{ metric: "throughput", before: 10_000, now: 12_500, change: 0.25 },
  });
  expect(figure(comparison, "refusals")).toMatchObject({ before: 0.01, now: 0, change: -1 });
  // From nothing to something is no percentage.
  expect(figure(comparison, "retries")).toMatchObject({ before: 0, now: 4, change: null });
});

test("what could not be seen in one of the runs is not compared", () => {
  const comparison = compareLoads(BEFORE, now({ load: { coreMemoryBytes: null } }));
  expect(figure(comparison, "memory")).toMatchObject({ now: null, change: null });
});

test("thresholds that changed sides are named, both ways; new ones are no change", () => {
  const checks: LoadResults["checks"] = [
    { name: "throughput", verdict: "fail" },
    { name: "refusals", verdict: "pass" },
    { name: "memory", verdict: "pass" },
    { name: "backlog", verdict: "fail" },
  ];
  const comparison = compareLoads(BEFORE, now({ checks }));
  expect(comparison.flipped).toEqual([
    { check: "throughput", before: "pass", now: "fail" },
    { check: "refusals", before: "fail", now: "pass" },
  ]);
  expect(loadComparisonMetrics(comparison)).toMatchObject([
    { label: "Thresholds newly broken", hint: "throughput", tone: "bad" },
    { label: "Newly held", hint: "refusals", tone: "good" },
  ]);
});

test("another setting is said before any figure", () => {
  const comparison = compareLoads(BEFORE, now({ setting: { suiteCloudPlus: 2, faults: ["token revoked"] } }));
  expect(comparison.differs).toEqual([
    { setting: "suiteCloudPlus", before: "1", now: "2" },
    { setting: "faults", before: "none", now: "token revoked" },
  ]);
  const [note] = loadComparisonSection(comparison, "2026-11-27T12:00:00Z").blocks;
  expect(note).toMatchObject({ kind: "note", tone: "warning", text: expect.stringContaining("1 → 2") });
});

test("a change for the better, for the worse, and one that is the machine's mood", () => {
  const load = { deliveredPerHour: 5_000, longestBacklog: 100, calls: 630 };
  const section = loadComparisonSection(compareLoads(BEFORE, now({ load })), "2026-11-27T12:00:00Z");
  const rows = section.blocks.flatMap((block) => (block.kind === "table" ? block.rows : []));
  const words = (metric: string) => rows.find(([name]) => name === metric)?.at(-1);
  expect([words("throughput"), words("backlog"), words("calls")]).toEqual([
    "worse",
    "better",
    "much the same",
  ]);
});
