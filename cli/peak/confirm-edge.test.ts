import { expect, test } from "vitest";
import type { Verdict } from "../../reports/index.ts";
import { loadProject } from "../config/project.ts";
import { confirmEdge, edgeSection } from "./confirm-edge.ts";
import type { Edge } from "./edge.ts";

const project = await loadProject("examples/acme-store/drydock.yaml");

const at = (peakOrdersPerHour: number) => ({
  ...project,
  config: { ...project.config, plan: { ...project.config.plan, peakOrdersPerHour } },
});

const EDGE: Edge = {
  asked: "peak",
  simulated: { peakOrdersPerHour: 1_000, tier: "premium", suiteCloudPlus: 1 },
  found: "",
  candidates: [at(1_000), at(900), at(800)],
};

async function confirmed(...verdicts: Verdict[]) {
  const said: string[] = [];
  const left = [...verdicts];
  const measure = async () => ({ verdict: left.shift() ?? expect.unreachable() });
  const { edge, run } = await confirmEdge(EDGE, { measure, say: (text) => void said.push(text) });
  return { edge, run, said };
}

test("what measurement confirms at once is not tried any further", async () => {
  const { edge, run } = await confirmed("pass");
  expect(edge.confirmed).toEqual({ peakOrdersPerHour: 1_000, tier: "premium", suiteCloudPlus: 1 });
  expect(edge.tried).toHaveLength(1);
  expect(run.verdict).toBe("pass");
});

test("what it does not confirm is tried with less", async () => {
  const { edge, said } = await confirmed("fail", "pass");
  expect(edge.tried.map(({ peakOrdersPerHour, verdict }) => [peakOrdersPerHour, verdict])).toEqual([
    [1_000, "fail"],
    [900, "pass"],
  ]);
  expect(edge.confirmed?.peakOrdersPerHour).toBe(900);
  expect(said).toEqual([
    "Not confirmed by measurement; a tenth less.",
    "Confirmed by measurement: 900 orders/h on premium with 1 licence(s).",
  ]);
});

test("an edge that no measurement confirms says so", async () => {
  const { edge } = await confirmed("fail", "fail", "fail");
  expect(edge.confirmed).toBeNull();
  expect(edgeSection(edge).lead).toContain("No measurement confirmed it.");
});

test("a run that proved nothing is not taken for one that failed", async () => {
  const { edge, run } = await confirmed("not-run");
  expect({ tried: edge.tried.length, confirmed: edge.confirmed, run }).toEqual({
    ...{ tried: 1, confirmed: null, run: { verdict: "not-run" } },
  });
});
