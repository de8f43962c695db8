/**
 * What of a scenario's page a signature covers: what was expected and came true, and what the business saw of it. Times,
 * numbers that NetSuite counts and the requests between are shown on the page but differ from run to run without meaning anything.
 */
import type { Block, Check, RecordBlock, ScenarioPage } from "../../reports/index.ts";
import type { Prose } from "../scenario.ts";
import { contentHash } from "./content-hash.ts";

/** One scenario as it is signed. */
export interface SignedScenario {
  readonly id: string;
  readonly title: string;
  /** Names the words of the scenario in the catalogue. */
  readonly text: string;
  /** Names what was found. */
  readonly evidence: string;
}

export function signedScenario(page: ScenarioPage): SignedScenario {
  const { id, title } = page;
  return { id, title, text: textHashOf(page), evidence: evidenceHashOf(page) };
}

/** Names the words of a scenario: whoever signed read these. */
export function textHashOf({ id, title, why, given, when, then, tags }: Prose): string {
  return contentHash([id, title, why, given, when, then, [...tags].toSorted()]);
}

/** Names what was found: equal for equal runs, another one when a check, a record or a dead letter is another. */
export function evidenceHashOf({ verdict, checks, evidence }: ScenarioPage): string {
  return contentHash({ verdict, checks: checks.map(signedCheck), seen: evidence.flatMap(signedBlock) });
}

/** What was found where it was right is said by what was expected; a count that may vary must not void a signature. */
function signedCheck({ name, verdict, expected, found }: Check): unknown {
  return { name, verdict, expected: expected ?? null, found: verdict === "pass" ? null : (found ?? null) };
}

function signedBlock(block: Block): readonly unknown[] {
  if (block.kind === "record") return [signedRecord(block)];
  return block.kind === "facts" ? [block.facts] : [];
}

function signedRecord({ recordType, groups, sublists }: RecordBlock): unknown {
  const fields = groups.flatMap((group) => group.fields.filter(({ assigned }) => assigned !== true));
  return { recordType, fields, sublists };
}
