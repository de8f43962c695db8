/** What there is to sign after a run: the scenarios as they went, and the mappings under which they did. */
import type { ScenarioPage } from "../../reports/index.ts";
import {
  contentHash,
  isAffairOf,
  type SignOffSubject,
  type Stakeholder,
  signedScenario,
} from "../../scenarios/index.ts";
import { type Project, testedAccountId } from "../config/project.ts";
import { beside } from "../config/service-project.ts";

/** SHA-256 of each mapping, by its path as `drydock.yaml` writes it: the same from wherever the command is called. */
export function mappingHashes({ config, file, flows }: Project): Readonly<Record<string, string>> {
  const hashOf = new Map(flows.map(({ mapping }) => [mapping.file, contentHash(mapping.text)]));
  return Object.fromEntries(
    config.flows.flatMap(({ mapping }) => {
      const hash = hashOf.get(beside(file, mapping));
      return hash === undefined ? [] : [[mapping, hash]];
    }),
  );
}

export interface Ran {
  readonly project: Project;
  readonly pages: readonly ScenarioPage[];
  /** Where. @default the configured account, or its sandbox */
  readonly accountId?: string;
}

export function subjectFor(
  stakeholder: Stakeholder,
  { project, pages, accountId = testedAccountId(project) }: Ran,
): SignOffSubject {
  return {
    shop: project.config.shop.name,
    account: accountId,
    mappings: mappingHashes(project),
    scenarios: pages.filter((page) => isAffairOf(stakeholder, page)).map(signedScenario),
  };
}
