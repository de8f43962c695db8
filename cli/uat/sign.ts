/** `drydock uat --sign-off`: signs what the last run found, as the signer has read it. */
import { join } from "node:path";
import {
  createSignOff,
  isAffairOf,
  proseOf,
  type Scenario,
  type SignOff,
  type SignOffSubject,
  type Stakeholder,
  textHashOf,
} from "../../scenarios/index.ts";
import { readJson } from "../config/json-file.ts";
import { type Project, testedAccountId } from "../config/project.ts";
import { UsageError } from "../usage-error.ts";
import { signOffFile, writeSignOff } from "./sign-off-files.ts";
import { mappingHashes } from "./subject.ts";
import { commandWhole, type UatCall } from "./uat-command-line.ts";
import { type UatDocument, uatDocumentSchema } from "./uat-document.ts";

export interface SignRequest {
  readonly project: Project;
  /** The whole catalogue as it is now. */
  readonly scenarios: readonly Scenario[];
  /** The folder of the run that is signed. */
  readonly out: string;
  /** As in `--as`: "Anna Berg <anna@acme.example>". */
  readonly as: string | undefined;
  readonly role: string | undefined;
  readonly comment: string | undefined;
  /** For the command that runs it again. @default with the configured scenarios */
  readonly call?: UatCall;
  readonly now: Date;
}

export type Signed =
  | { readonly signed: true; readonly file: string; readonly signOff: SignOff }
  /** What was found is not what the business expects: a sentence for each scenario. */
  | { readonly signed: false; readonly reasons: readonly string[] };

/** @throws UsageError when there is nothing to sign, or not what there is now */
export async function sign(request: SignRequest): Promise<Signed> {
  const { project, out, now, comment } = request;
  const stakeholder = stakeholderOf(project, request.role);
  const by = signerOf(request.as);
  const file = join(out, "uat.json");
  const fix = `Run \`${commandWhole(project.file, { ...request.call, out })}\` first, read its report, then sign.`;
  const run = await readJson({ file, purpose: "the result of a run", schema: uatDocumentSchema, fix });
  const affairs = run.scenarios.filter((scenario) => isAffairOf(stakeholder, scenario));
  requireCurrent(run, request, stakeholder);
  const otherwise = affairs.filter(({ verdict }) => verdict !== "pass");
  if (otherwise.length > 0) {
    return {
      signed: false,
      reasons: otherwise.map(({ id, title }) => `${id} (${title}) did not go as expected.`),
    };
  }
  const signature = { role: stakeholder.role, by, signedAt: now.toISOString() };
  const signOff = createSignOff(
    comment === undefined ? signature : { ...signature, comment },
    subjectIn(run, affairs),
  );
  const signOffAt = signOffFile(project, stakeholder);
  await writeSignOff(signOffAt, signOff);
  return { signed: true, file: signOffAt, signOff };
}

function subjectIn(
  { shop, account, mappings }: UatDocument,
  affairs: UatDocument["scenarios"],
): SignOffSubject {
  const scenarios = affairs.map(({ id, title, text, evidence }) => ({ id, title, text, evidence }));
  return { shop, account, mappings, scenarios };
}

function stakeholderOf({ config, file }: Project, role: string | undefined): Stakeholder {
  const { stakeholders } = config.uat;
  const roles = stakeholders.map((each) => each.role).join(", ");
  if (roles === "") {
    throw new UsageError(
      `${file} names nobody who may sign. Add uat.stakeholders, such as \`- role: Finance\` with \`tags: [money]\`.`,
    );
  }
  const found = stakeholders.find((each) => each.role.toLowerCase() === role?.toLowerCase());
  if (found !== undefined) return found;
  const what = role === undefined ? "A sign-off needs --role" : `There is no role ${role}`;
  throw new UsageError(`${what}. ${file} has: ${roles}.`);
}

function signerOf(as: string | undefined): SignOff["by"] {
  const [, name, mail] = /^\s*([^<>]*[^<>\s])\s*<\s*([^<>@\s]+@[^<>@\s]+)\s*>\s*$/.exec(as ?? "") ?? [];
  if (name !== undefined && mail !== undefined) return { name, mail };
  throw new UsageError(
    `${as === undefined ? "A sign-off needs --as" : `--as is ${as}`}; write a name and a mail address, such as --as "Anna Berg <anna@acme.example>".`,
  );
}

/** Whoever signs signs what they have read: a run of these mappings, of this catalogue, and of all of it. */
function requireCurrent(
  run: UatDocument,
  { project, scenarios, out, call }: SignRequest,
  of: Stakeholder,
): void {
  const again = `Run \`${commandWhole(project.file, { ...call, out })}\` again, and read what it found.`;
  const mappings = mappingHashes(project);
  const changed = Object.keys({ ...mappings, ...run.mappings }).filter(
    (file) => mappings[file] !== run.mappings[file],
  );
  if (changed.length > 0) {
    throw new UsageError(
      `The run in ${out} is of other mappings: ${changed.join(", ")} changed since. ${again}`,
    );
  }
  const account = testedAccountId(project);
  if (account !== run.account) {
    throw new UsageError(`The run in ${out} is of account ${run.account}, not of ${account}. ${again}`);
  }
  const ran = new Map(run.scenarios.map(({ id, text }) => [id, text]));
  const affairs = scenarios.map(proseOf).filter((scenario) => isAffairOf(of, scenario));
  const missing = affairs.filter((scenario) => ran.get(scenario.id) !== textHashOf(scenario));
  if (missing.length > 0) {
    const ids = missing.map(({ id }) => id).join(", ");
    throw new UsageError(`The run in ${out} does not have these scenarios as they are now: ${ids}. ${again}`);
  }
  if (affairs.length === 0) {
    throw new UsageError(
      `No scenario has one of the tags of ${of.role}. Correct uat.stakeholders in ${project.file}.`,
    );
  }
}
