/** What each stage of the cutover gate comes to. */
import { type Check, combineVerdicts, type Section, type Verdict } from "../../reports/index.ts";

export const STAGE_NAMES = [
  "mapping",
  "plan",
  "sandbox",
  "uat",
  "accounts",
  "sign-off",
  "load",
  "accounting",
] as const;

export type StageName = (typeof STAGE_NAMES)[number];

export interface StageResult {
  readonly name: StageName;
  readonly verdict: Verdict;
  /** Why it does not hold, or why it has no verdict; empty when it holds. */
  readonly reasons: readonly string[];
  /** One line for the terminal. */
  readonly summary: string;
  readonly section: Section;
}

/** A stage holds when it checked something and every check holds; a check without a verdict leaves the stage without one. */
export function verdictOfChecks(checks: readonly Check[]): Verdict {
  return combineVerdicts(checks.map(({ verdict }) => verdict));
}

/** A sentence for each check that failed; where none did, for what left the stage without a verdict. */
export function reasonsOf(checks: readonly Check[]): readonly string[] {
  const failed = checks.filter(({ verdict }) => verdict === "fail");
  const told =
    failed.length > 0 ? failed : checks.filter(({ verdict, detail }) => verdict === "not-run" && detail);
  return [...new Set(told.map(reasonOfCheck))];
}

/** Of what was not judged, since nothing was expected and nothing found, only why is said. */
function reasonOfCheck({ name, verdict, expected, found, detail }: Check): string {
  const wasJudged = verdict !== "not-run" || expected !== undefined || found !== undefined;
  if (!wasJudged && detail !== undefined) return detail;
  return [`${name}: expected ${expected ?? "it to hold"}, found ${found ?? "otherwise"}`, detail]
    .filter(Boolean)
    .join(". ");
}
