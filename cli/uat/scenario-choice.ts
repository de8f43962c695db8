/** Which scenarios there are for a shop, and which of them were asked for. */
import { existsSync } from "node:fs";
import { didYouMean } from "../../integration/index.ts";
import { CATALOGUE, hasTag, loadScenarios, type Scenario, tagsOf } from "../../scenarios/index.ts";
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

/** @throws UsageError for an id or a tag that there is not, and when none is left */
export function chosen({ scenarios }: Offered, { only, tag }: Choice): readonly Scenario[] {
  requireIds(scenarios, only ?? []);
  requireTags(scenarios, tag ?? []);
  const named = scenarios.filter(({ id }) => only?.includes(id) ?? true);
  const wanted = named.filter(({ labels }) => tag?.some((each) => hasTag(labels, each)) ?? true);
  if (wanted.length > 0) return wanted;
  const tags = named.map(({ id, labels }) => `${id} has ${tagsOf(labels).join(", ")}`);
  throw new UsageError(
    `None of those that --only names has the tag ${tag?.join(" or ")}: ${tags.join("; ")}. Leave out --only or --tag.`,
  );
}

function requireIds(scenarios: readonly Scenario[], only: readonly string[]): void {
  const ids = scenarios.map(({ id }) => id);
  const unknown = only.filter((id) => !ids.includes(id));
  if (unknown.length === 0) return;
  const problems = unknown.map((id) => `There is no scenario ${id}.${didYouMean(id, ids)}`);
  throw new UsageError(`${problems.join(" ")} \`drydock uat --list\` shows them all.`);
}

function requireTags(scenarios: readonly Scenario[], tags: readonly string[]): void {
  const unknown = tags.filter((tag) => !scenarios.some(({ labels }) => hasTag(labels, tag)));
  if (unknown.length === 0) return;
  const known = [...new Set(scenarios.flatMap(({ labels }) => tagsOf(labels)))];
  const words = [...known, ...known.map((tag) => tag.slice(tag.indexOf(":") + 1))];
  const problems = unknown.map((tag) => `No scenario has the tag ${tag}.${didYouMean(tag, words)}`);
  throw new UsageError(`${problems.join(" ")} \`drydock uat --list\` shows their tags.`);
}

/** One line of `--list`. */
export const listed = ({ id, title, labels }: Scenario): string =>
  `${id.padEnd(30)} ${title} (${tagsOf(labels).join(", ")})`;
