/** A scenario that failed, as vitest shows the difference of two values: what was expected beside what was found. */
import type { ScenarioPage } from "../../reports/index.ts";

export class ScenarioFailure extends Error {
  override readonly name = "ScenarioFailure";
  readonly expected: string;
  readonly actual: string;

  constructor({ id, why, checks, alone = `drydock uat --only ${id}` }: ScenarioPage) {
    const failed = checks.filter(({ verdict }) => verdict === "fail");
    const lines = failed.map(
      ({ name, expected = "", found = "" }) =>
        `  ✗ ${name}\n    expected: ${expected}\n    found:    ${found}`,
    );
    super(
      [
        `${failed.length} of ${checks.length} checks went otherwise. ${why}`,
        ...lines,
        `  alone: npx vitest run -t ${id}, with its evidence: ${alone}`,
      ].join("\n"),
    );
    this.expected = failed.map(({ name, expected }) => `${name}: ${expected}`).join("\n");
    this.actual = failed.map(({ name, found }) => `${name}: ${found}`).join("\n");
  }
}
