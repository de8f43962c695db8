import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LATENCY_PROFILES } from "../../emulator/index.ts";
import { planOf } from "../gate/plan-stage.ts";
import { startEmulatorProcess } from "../peak/emulator-process.ts";
import { exampleConfigIn } from "./example-config.contract.ts";
import { loadProject } from "./project.ts";

const { none: _, ...NAMED } = LATENCY_PROFILES;
const MEASURED = { ...NAMED.lean, writeEntitySeconds: 5, source: "measured in a sandbox" };
const MIX = { lines: [3], linesPerOrder: 3, writes: ["write-entity"] } as const;

async function projectWith(latency: string, files: Readonly<Record<string, unknown>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "drydock-latency-"));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), JSON.stringify(content));
  const config = await exampleConfigIn(folder, (text) =>
    text.replace("latency: typical", `latency: ${latency}`),
  );
  return { folder, project: await loadProject(config) };
}

test.each([
  ["a profile of one's own", { "mine.json": MEASURED }],
  ["the overlay of a calibrated account", { "mine.json": { rules: {}, latency: MEASURED } }],
])("the plan is calculated with %s", async (_name, files) => {
  const { project } = await projectWith("./mine.json", files);
  expect(planOf(project, MIX).demand.latency).toMatchObject(MEASURED);
  expect(planOf(project, MIX).slotSecondsPerOrder).toBeGreaterThan(5);
});

test("a profile's name is itself", async () => {
  const { project } = await projectWith("heavy");
  expect(planOf(project, MIX).demand.latency).toBe("heavy");
});

test("the emulator of the peak waits for what the plan was calculated with", async () => {
  const { folder, project } = await projectWith("./mine.json", { "mine.json": MEASURED });
  const emulator = await startEmulatorProcess(project, folder);
  try {
    expect(await emulator.ask("GET", "latency")).toMatchObject(MEASURED);
  } finally {
    await emulator.stop();
  }
});

test.each([
  ["./nowhere.yaml", {}, /Cannot read the latency profile .*nowhere\.yaml: there is no such file/],
  ["./mine.json", { "mine.json": { rules: {} } }, /mine\.json says nothing of the latency/],
  ["./mine.json", { "mine.json": { getSeconds: "quick" } }, /mine\.json/],
  ["quick", {}, /write lean, typical, heavy, or a file/],
])("%s with %j is refused in words", async (latency, files, words) => {
  await expect(projectWith(latency, files)).rejects.toThrow(words);
});
