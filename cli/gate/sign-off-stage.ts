/** Stage 4: have those who answer for it signed what was found just now? Only where somebody's signature is demanded. */
import { type Check, combineVerdicts, type ScenarioPage } from "../../reports/index.ts";
import { type SignOff, type Stakeholder, whyVoid } from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import { readSignOff, signOffFile } from "../uat/sign-off-files.ts";
import { subjectFor } from "../uat/subject.ts";
import { commandToSign, commandWhole } from "../uat/uat-command-line.ts";
import type { StageResult } from "./stage.ts";

/** Null when no signature is demanded. */
export async function signOffStage(
  project: Project,
  pages: readonly ScenarioPage[],
): Promise<StageResult | null> {
  const demanded = project.config.uat.stakeholders.filter(({ required }) => required);
  if (demanded.length === 0) return null;
  const checks = await Promise.all(demanded.map((each) => checkFor(each, { project, pages })));
  const missing = checks.filter(({ verdict }) => verdict !== "pass");
  return {
    name: "sign-off",
    verdict: combineVerdicts(checks.map(({ verdict }) => verdict)),
    reasons: missing.map(
      ({ name, found, detail }) => `${name}: ${[found, detail].filter(Boolean).join(". ")}`,
    ),
    summary: `${checks.length - missing.length} of ${checks.length} signatures count`,
    section: {
      id: "sign-off",
      title: "Sign-offs",
      lead: "Each signature covers the scenarios of its role as they went in this very run, and the mappings under which they did.",
      blocks: [{ kind: "checks", checks }],
    },
  };
}

async function checkFor(
  stakeholder: Stakeholder,
  run: { readonly project: Project; readonly pages: readonly ScenarioPage[] },
): Promise<Check> {
  const file = signOffFile(run.project, stakeholder);
  const name = `Sign-off of ${stakeholder.role}`;
  const expected = "a signature that covers this run";
  const signOff = await readSignOff(file);
  if (signOff === null) {
    const config = run.project.file;
    const sign = commandToSign(config, {}, { as: "Name <mail>", role: stakeholder.role });
    const detail = `There is no ${file}. After \`${commandWhole(config, {})}\`: ${sign}`;
    return { name, verdict: "fail", expected, found: "not signed", detail };
  }
  const reasons = [...otherRole(signOff, stakeholder), ...whyVoid(signOff, subjectFor(stakeholder, run))];
  const { by, signedAt } = signOff;
  const who = `${by.name} <${by.mail}>, ${signedAt.slice(0, 10)}`;
  if (reasons.length === 0) return { name, verdict: "pass", expected, found: `signed by ${who}` };
  return { name, verdict: "fail", expected, found: `void, signed by ${who}`, detail: reasons.join("\n") };
}

const otherRole = ({ role }: SignOff, stakeholder: Stakeholder): readonly string[] =>
  role === stakeholder.role ? [] : [`It was signed as ${role}.`];
