/** Which scenarios there are for a shop, and which of them were asked for. */
import { existsSync } from "node:fs";
import { CATALOGUE, hasTag, loadScenarios, type Scenario } from "../../scenarios/index.ts";
import { loadProject, type Project } from "../config/project.ts";
import { beside } from "../config/service-project.ts";
import { UsageError } from "../usage-error.ts";

export interface Offered {
  /** The catalogue, then the shop's own. */
  readonly scenarios: readonly Scenario[];
  /** Where the shop's own are; null when it has none. */
  readonly ownFolder: string | null;
}

/** @param folder of `--scenarios`, instead of `uat.scenarios` @throws ScenarioError when one cannot be read */
export async function offeredScenarios(
  { config, file }: Pick<Project, "config" | "file">,
  folder?: string,
): Promise<Offered> {
  const { scenarios } = config.uat;
  return offeredIn(folder ?? (scenarios === undefined ? null : beside(file, scenarios)));
}

/** For `--list`, which needs no configuration. */
export async function listedScenarios(config: string, folder?: string): Promise<Offered> {
  if (folder !== undefined || !existsSync(config)) return offeredIn(folder ?? null);
  return offeredScenarios(await loadProject(config));
}

async function offeredIn(ownFolder: string | null): Promise<Offered> {
  if (ownFolder === null) return { scenarios: CATALOGUE, ownFolder };
  const own = await loadScenarios(ownFolder, { beside: CATALOGUE });
  return { scenarios: [...CATALOGUE, ...own], ownFolder };
}

export interface Choice {
  readonly only?: readonly string[];
  readonly tag?: readonly string[];
}

/** @throws UsageError for an id that there is not, and when none is left */
export function chosen({ scenarios }: Offered, { only, tag }: Choice): readonly Scenario[] {
  const unknown = only?.filter((id) => !scenarios.some((scenario) => scenario.id === id)) ?? [];
  if (unknown.length > 0) {
    throw new UsageError(
      `There is no scenario ${unknown.join(", ")}. \`drydock uat --list\` shows them all.`,
    );
  }
  const wanted = scenarios.filter(
    ({ id, labels }) => (only?.includes(id) ?? true) && (tag?.some((each) => hasTag(labels, each)) ?? true),
  );
  if (wanted.length > 0) return wanted;
  throw new UsageError(
    `No scenario has the tag ${tag?.join(" or ")}. \`drydock uat --list --json\` shows their tags.`,
  );
}
