/** Stage 1: is the mapping fit for an account whose internal ids nobody knows yet? */
import { checkFlows, type Finding } from "../../integration/index.ts";
import type { Block } from "../../reports/index.ts";
import type { Project } from "../config/project.ts";
import type { StageResult } from "./stage.ts";

export function mappingStage(project: Project): StageResult {
  const findings = checkFlows(project.flows.map(({ kind, mapping }) => ({ kind, ...mapping })));
  const errors = findings.filter(({ severity }) => severity === "error");
  const holds = errors.length === 0;
  const counted = `${errors.length} errors, ${findings.length - errors.length} warnings`;
  return {
    name: "mapping",
    verdict: holds ? "pass" : "fail",
    reasons: errors.map(inWords),
    summary: `${project.flows.length === 1 ? "1 mapping" : `${project.flows.length} mappings`}: ${counted}`,
    section: {
      id: "mapping",
      title: "Field mapping",
      lead: holds
        ? "Everything is named by name, code or external id; no internal id is hard-coded."
        : "The mappings cannot be taken to another account as they are.",
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
      columns: ["severity", "where", "what", "fix"].map((label) => ({ label })),
      rows: findings.map(({ severity, file, line, message, fix }) => [
        severity,
        `${file}:${line}`,
        message,
        fix,
      ]),
    },
  ];
}
