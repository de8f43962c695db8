/** A folder of scenarios of a shop's own, in YAML, JavaScript or TypeScript: they run, are shown and are signed beside the catalogue. */
import { readdir, readFile } from "node:fs/promises";
import { basename, extname, join, relative, resolve } from "node:path";
import type { Scenario } from "../scenario.ts";
import { ScenarioError } from "../scenario-error.ts";
import { moduleScenarios } from "./scenario-module.ts";
import { yamlScenario } from "./yaml/yaml-scenario.ts";

type Reader = (path: string, file: string) => Promise<readonly Scenario[]>;

const fromYaml: Reader = async (path, file) => [
  yamlScenario(await readFile(path, "utf8"), { file, id: basename(path, extname(path)) }),
];

const READERS: Readonly<Record<string, Reader>> = {
  ".yaml": fromYaml,
  ".yml": fromYaml,
  ".mjs": moduleScenarios,
  ".js": moduleScenarios,
  ".mts": moduleScenarios,
  ".ts": moduleScenarios,
};

/** Tests and declarations beside scenarios are none; what begins with _ is shared by some. */
const isScenarioFile = (name: string): boolean =>
  extname(name) in READERS && !/^[_.]|\.d\.m?ts$|\.(test|spec)\.\w+$/.test(name);

/** In the order of the files' names. @throws ScenarioError `SCENARIO_INVALID` naming everything that is wrong with file and fix */
export async function loadScenarios(
  folder: string,
  { beside = [] }: { readonly beside?: readonly Scenario[] } = {},
): Promise<readonly Scenario[]> {
  const found = await Promise.all((await filesIn(folder)).map(readScenarios));
  const problems = found.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) throw new ScenarioError("SCENARIO_INVALID", problems.join("\n"));
  const from = new Map(beside.map(({ id }) => [id, "Drydock's catalogue"]));
  for (const { file, scenarios } of found) {
    for (const { id } of scenarios) {
      const before = from.get(id);
      if (before !== undefined) throw new ScenarioError("SCENARIO_INVALID", taken(file, id, before));
      from.set(id, file);
    }
  }
  return found.flatMap(({ scenarios }) => scenarios);
}

const taken = (file: string, id: string, by: string): string =>
  `${file}: ${by} has a scenario ${id} already. Give this one another id.`;

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    const why =
      cause instanceof Error && "code" in cause && cause.code === "ENOENT"
        ? "there is no such folder"
        : String(cause);
    throw new ScenarioError(
      "SCENARIO_INVALID",
      `Cannot read the scenarios in ${folder}: ${why}. Correct uat.scenarios in drydock.yaml, or --scenarios.`,
      { cause },
    );
  });
  return entries
    .filter((entry) => entry.isFile() && isScenarioFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("node_modules"))
    .toSorted();
}

interface Found {
  readonly file: string;
  readonly scenarios: readonly Scenario[];
  readonly problem?: string;
}

async function readScenarios(path: string): Promise<Found> {
  const file = relative("", path);
  try {
    return { file, scenarios: (await READERS[extname(path)]?.(resolve(path), file)) ?? [] };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { file, scenarios: [], problem: error.message };
  }
}
