/** `netsuite-drydock/scenarios/vitest`: the scenarios as tests of a suite of one's own, one test each. */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, test } from "vitest";
import { runScenario } from "../../scenarios/index.ts";
import { loadProject } from "../config/project.ts";
import { memoryPlace } from "../memory-place.ts";
import { withReason } from "./not-offered.ts";
import { type Choice, chosen, offeredScenarios } from "./scenario-choice.ts";
import { ScenarioFailure } from "./scenario-failure.ts";
import { withCommand } from "./uat-command-line.ts";
import { uatSetting } from "./uat-setting.ts";

export interface ScenarioTestOptions extends Choice {
  /** @default "drydock.yaml" in the working directory */
  readonly config?: string;
  /** A folder of scenarios of one's own. @default `uat.scenarios` of the configuration */
  readonly scenarios?: string;
  /** Of one scenario. @default 60 000, or what a target's own limit needs */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;

/**
 * Makes a test of each scenario, called by its id and title, so that `-t unknown-sku` runs one. Call it, and wait for it, at the top
 * of a test file. @throws UsageError or ScenarioError when the configuration or a scenario cannot be read
 */
export async function scenarioTests(options: ScenarioTestOptions = {}): Promise<void> {
  const project = await loadProject(options.config ?? "drydock.yaml");
  const scenarios = chosen(await offeredScenarios(project, options.scenarios), options);
  const folder = mkdtempSync(join(memoryPlace(), "drydock-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const setting = uatSetting(project, { folder, environment: process.env });
  const timeout = options.timeoutMs ?? 2 * (setting.target?.limitMs ?? TIMEOUT_MS / 2);
  const told = withCommand(project.file, options);
  for (const scenario of scenarios) {
    test(`${scenario.id}: ${scenario.title}`, { timeout }, async ({ skip }) => {
      const page = withReason(told(await runScenario(scenario, setting)));
      if (page.verdict === "not-run") skip(page.notOffered ?? page.checks.map(({ name }) => name).join("; "));
      if (page.verdict === "fail") throw new ScenarioFailure(page);
    });
  }
}
