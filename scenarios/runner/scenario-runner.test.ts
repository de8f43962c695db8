import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import type { ScenarioPage } from "../../reports/index.ts";
import { CATALOGUE } from "../catalogue.ts";
import { loadScenarios } from "../own/load-scenarios.ts";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";
import { runScenarios } from "./run-scenarios.ts";
import { inThreads } from "./scenario-runner.ts";
import { createScenarioThreads } from "./scenario-threads.ts";

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

function threads(count: number, ownFolder: string | null = null) {
  const started = createScenarioThreads();
  onTestFinished(started.close);
  started.warmUp(count);
  return inThreads({ threads: started, sideBySide: count, ownFolder });
}

test("in threads a scenario finds what it finds in this one, to the byte, and pages keep the catalogue's order", async () => {
  const ids = ["perfect-order", "unknown-sku", "answer-lost", "shared-email", "partial-refund"];
  const scenarios = CATALOGUE.filter(({ id }) => ids.includes(id));
  const here = await runScenarios({ scenarios, setting });
  const there = await runScenarios({ scenarios, setting, runner: threads(2) });
  expect(there.map(withoutDuration)).toEqual(here.map(withoutDuration));
  expect(there.map(({ verdict }) => verdict)).toEqual(ids.map(() => "pass"));
});

test("a scenario that takes its thread down has failed; the next one runs", async () => {
  const folder = await folderWith({
    "falls.mjs": module("falls", "process.exit(3)"),
    "stands.mjs": module("stands"),
  });
  const scenarios = await loadScenarios(folder);
  const [falls, stands] = await runScenarios({ scenarios, setting, runner: threads(1, folder) });
  expect(falls).toMatchObject({ id: "falls", verdict: "fail" });
  expect(falls?.checks[0]?.found).toMatch(/thread ended by itself, with code 3/);
  expect(stands).toMatchObject({ id: "stands", verdict: "pass" });
});

const withoutDuration = ({ durationMs: _, ...page }: ScenarioPage) => page;

const module = (id: string, act = ""): string => `
  export const scenario = {
    id: "${id}", title: "A title", why: "A reason", given: "a world", when: "it runs", then: "it is found",
    labels: { stage: "mapping", flow: "orders", severity: "minor", edge: "money" },
    async run({ expect }) { ${act}; expect.equal("here", true, true); },
  };`;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-own-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}
