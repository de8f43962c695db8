/** Notes what a scenario expects of a foreign integration: what hangs on its inside is set apart, never passed. */
import type { Check } from "../../reports/index.ts";
import { createFindings, type Findings } from "../world/findings.ts";
import { NOT_OFFERED } from "./not-offered.ts";
import type { Unknowables } from "./unknowable.ts";

export interface OutsideFindings extends Findings {
  /** Expectations about the inside of Drydock's own core, by name: they say nothing about another integration. */
  readonly leftOut: readonly string[];
}

export function createOutsideFindings({ lackIn }: Unknowables): OutsideFindings {
  const checks: Check[] = [];
  const leftOut: string[] = [];

  function note(name: string, values: readonly unknown[], judge: (findings: Findings) => void): void {
    const lack = lackIn(...values);
    if (lack === "inside") leftOut.push(name);
    else if (lack !== undefined)
      checks.push({ name, verdict: "not-run", detail: `${NOT_OFFERED}the target ${lack}.` });
    else {
      const judged = createFindings();
      judge(judged);
      checks.push(...judged.checks);
    }
  }

  return {
    checks,
    leftOut,
    equal: (name, found, expected) =>
      note(name, [found, expected], (findings) => findings.equal(name, found, expected)),
    that: (name, holds, words) =>
      note(name, [holds, words.found, words.expected], (findings) => findings.that(name, holds, words)),
  };
}
