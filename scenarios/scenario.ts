/** What a scenario is: prose that a business person can judge, and short code that proves it. */
import type { ScenarioPage } from "../reports/index.ts";
import { type Labels, tagsOf } from "./labels.ts";
import type { WorldOptions } from "./world/setting.ts";
import type { World } from "./world/world.ts";

export interface Scenario {
  /** Kebab-case and stable: sign-offs and comparisons refer to it. */
  readonly id: string;
  readonly title: string;
  /** What it costs, in money or trust, when this goes wrong. */
  readonly why: string;
  readonly given: string;
  readonly when: string;
  readonly then: string;
  readonly labels: Labels;
  /** Numbers of the known cases that it proves, see `known-cases.ts`. */
  readonly covers?: readonly number[];
  /** How the scenario's world differs from the shop's ordinary one. */
  readonly world?: WorldOptions;
  /** Acts and notes what it finds with `world.expect`; it does not throw when an expectation is not met. */
  run(world: World): Promise<void>;
}

/** What a person reads of a scenario before it has run. */
export type Prose = Pick<ScenarioPage, "id" | "title" | "why" | "given" | "when" | "then" | "tags">;

export function proseOf({ id, title, why, given, when, then, labels }: Scenario): Prose {
  return { id, title, why, given, when, then, tags: tagsOf(labels) };
}
