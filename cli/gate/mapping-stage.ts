/** Stage 1: is the mapping fit for an account whose internal ids nobody knows yet? */
import { checkMapping, type Finding } from "../../integration/index.ts";
import type { Block } from "../../reports/index.ts";
import type { Project } from "../config/project.ts";
import type { StageResult } from "./stage.ts";

export function mappingStage(project: Project): StageResult {
  const findings = checkMapping(project.mapping.text, project.mapping.file);
  const errors = findings.filter(({ severity }) => severity === "error");
  const holds = errors.length === 0;
  const counted = `${errors.length} errors, ${findings.length - errors.length} warnings`;
  return {
    name: "mapping",
    verdict: holds ? "pass" : "fail",
    reasons: errors.map(inWords),
    summary: `${project.mapping.file}: ${counted}`,
    section: {
      id: "mapping",
      title: "Field mapping",
      lead: holds
        ? "The mapping names everything by name, code or external id; no internal id is hard-coded."
        : "The mapping cannot be taken to another account as it is.",
      verdict: holds ? "pass" : "fail",
      blocks: findingBlocks(findings),
    },
  };
}

/** `file:line: what (fix)` */
export function inWords({ file, line, rule, message, fix }: Finding): string {
  return `${file}:${line}: ${message} [${rule}]. ${fix}`;
}

function findingBlocks(findings: readonly Finding[]): readonly Block[] {
  if (findings.length === 0) return [{ kind: "text", text: "Nothing was found." }];
  return [
    {
      kind: "table",
      caption: "Findings",
      columns: ["severity", "line", "what", "fix"].map((label) => ({ label })),
      rows: findings.map(({ severity, line, message, fix }) => [severity, `${line}`, message, fix]),
    },
  ];
}
