/** The edge of the example shop: what is searched, and what is to be measured. */
import { expect, test } from "vitest";
import { loadProject, type Project } from "../config/project.ts";
import { type EdgeSearch, peakEdge, planEdge } from "./edge.ts";

const project = await loadProject("examples/acme-store/drydock.yaml");
const MIX = { lines: [3], linesPerOrder: 3, writes: ["write-entity", "write-transaction"] } as const;

const search = (change: Partial<Project["config"]> = {}): EdgeSearch => ({
  project: { ...project, config: { ...project.config, ...change } },
  mix: MIX,
  profile: "constant",
});

const atPeak = (peakOrdersPerHour: number): Partial<Project["config"]> => ({
  plan: { ...project.config.plan, peakOrdersPerHour },
});

test("the highest volume is to be measured, then a tenth less, and a tenth less again", async () => {
  const { asked, simulated, candidates } = await peakEdge(search());
  const volume = simulated.peakOrdersPerHour;
  expect(asked).toBe("peak");
  expect(candidates.map(({ config }) => config.plan.peakOrdersPerHour)).toEqual([
    volume,
    Math.floor(volume * 0.9),
    Math.floor(volume * 0.8),
  ]);
  expect(new Set(candidates.map(({ config }) => config.netsuite))).toEqual(
    new Set([project.config.netsuite]),
  );
});

test("the least plan is to be measured at the volume that was asked for, then the next ones", async () => {
  const { simulated, candidates } = await planEdge(search(atPeak(20_000)));
  expect(candidates.length).toBeGreaterThan(1);
  expect(candidates[0]?.config.netsuite).toMatchObject({
    tier: simulated.tier,
    suiteCloudPlus: simulated.suiteCloudPlus,
    reservedSlots: project.config.netsuite.reservedSlots,
  });
  for (const { config } of candidates) expect(config.plan.peakOrdersPerHour).toBe(20_000);
});

test("the search batches as the core does, and meets the faults that the peak will meet", async () => {
  const { load, serve, plan } = project.config;
  const quick = { plan: { ...plan, latency: "lean" as const } };
  const volume = async (change: Partial<Project["config"]> = {}): Promise<number> =>
    (await peakEdge(search({ ...quick, ...change }))).simulated.peakOrdersPerHour;
  const alone = await volume();
  const batching = { ...serve.batching, by: "restlet" as const, size: 50 };
  expect(await volume({ serve: { ...serve, batching } })).toBeGreaterThan(1.04 * alone);
  const faults = [{ what: "maintenance" as const, atMinutes: 30, forMinutes: 14 }];
  const troubled = await peakEdge(search({ ...quick, load: { ...load, faults } }));
  expect(troubled.simulated.peakOrdersPerHour).toBeLessThan(alone);
  expect(troubled.found).toContain("constant, with the faults along it");
});

test("where nothing holds by simulation nothing is measured, and the words say what to do", async () => {
  const impossible = { thresholds: { timeToNetSuite: ["p50 <= 1 ms"] } };
  await expect(peakEdge(search(impossible))).rejects.toThrow(/Loosen them/);
  await expect(planEdge(search(impossible))).rejects.toThrow(
    /no plan on sale meets the thresholds at 8000 orders\/h/,
  );
});
