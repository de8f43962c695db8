/** `drydock uat`: the scenarios alone. */
import { Command } from "commander";
import { CATALOGUE, hasTag, proseOf, type Scenario } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject } from "../config/project.ts";
import { EXIT_CODES, type ExitCode, exitCodeOf } from "../exit-codes.ts";
import { uatStage } from "../gate/uat-stage.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Terminal } from "../terminal.ts";
import { comparisonMetrics } from "../uat/compare-runs.ts";
import { earlierRun } from "../uat/earlier-run.ts";
import { type Signed, sign } from "../uat/sign.ts";
import { uatDocument } from "../uat/uat-document.ts";
import { stakeholderReports, uatReport } from "../uat/uat-report.ts";
import { UsageError } from "../usage-error.ts";

interface UatOptions {
  readonly config: string;
  readonly out: string;
  readonly list?: boolean;
  readonly only?: readonly string[];
  readonly tag?: readonly string[];
  readonly bail?: boolean;
  readonly compare?: string;
  readonly signOff?: boolean;
  readonly as?: string;
  readonly role?: string;
  readonly comment?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  drydock uat --list
  drydock uat --only unknown-sku answer-lost
  drydock uat --tag money flow:refunds --bail         # of these kinds, up to the first that fails
  drydock uat --config shop/drydock.yaml --out results
  drydock uat --compare main/uat.json                # what fails or passes since, what is slower
  drydock uat --config examples/foreign/naive.yaml    # another integration, see docs/acceptance.md
  drydock uat --sign-off --as "Anna Berg <anna@acme.example>" --role Finance

Writes uat.html (for people), a page for each stakeholder (uat-finance.html), uat.md (for a pull request), uat.xml (JUnit)
and uat.json. A sign-off is a file to be committed; a later change of a mapping, of the catalogue or of what was found voids it.
Exit codes: 0 it holds, 1 it was tested and does not hold, 2 it could not be tested.`;

export function uatCommand({ terminal: terminalFor, surroundings, ends }: CommandContext): Command {
  return new Command("uat")
    .description("run the scenarios: what happens when it breaks")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .option("-o, --out <folder>", "where the report goes", "drydock-out")
    .option("--list", "say which scenarios there are, and run none")
    .option("--only <id...>", "run these scenarios only")
    .option(
      "--tag <tag...>",
      "run those with one of these tags, such as edge:money, critical or flow:refunds",
    )
    .option("--bail", "begin no other scenario after the first that fails")
    .option("--compare <file>", "uat.json of an earlier run; without it the one in the results' folder")
    .option("--sign-off", "sign what the last run found, instead of running")
    .option("--as <person>", 'who signs: "Name <mail>"')
    .option("--role <role>", "as whom: one of uat.stakeholders")
    .option("--comment <text>", "what is to be remembered with the signature")
    .option("--json", "print the result on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (options: UatOptions) => {
      if (options.list === true) list(chosen(options), terminalFor(options));
      else if (options.signOff === true) ends(await signLastRun(options, terminalFor(options)));
      else ends(await runThem(options, terminalFor(options), surroundings));
    });
}

function list(scenarios: readonly Scenario[], terminal: Terminal): void {
  for (const { id, title } of scenarios) terminal.say(`${id.padEnd(30)} ${title}`);
  terminal.document(scenarios.map(proseOf));
}

async function runThem(
  options: UatOptions,
  terminal: Terminal,
  { scratchFolder, env }: Surroundings,
): Promise<ExitCode> {
  const project = await loadProject(options.config);
  const earlier = await earlierRun(options.out, options.compare);
  await prepareResults(options.out, "uat");
  const uat = await uatStage({
    project,
    folder: scratchFolder(),
    environment: env,
    scenarios: chosen(options),
    bail: options.bail === true,
    onFinished({ id, verdict, title, durationMs }) {
      terminal.sayVerdict(verdict, `${title} (${Math.round(durationMs)} ms)`);
      if (verdict === "fail") terminal.say(`  alone: drydock uat --config ${options.config} --only ${id}`);
    },
  });
  const run = { verdict: uat.verdict, project, pages: uat.pages, generatedAt: new Date(), earlier };
  const document = uatDocument(run);
  const results = { name: "uat", report: uatReport(run, uat), pages: stakeholderReports(run) };
  const written = await writeResults(options.out, results, { "uat.json": document });
  for (const reason of uat.reasons) terminal.say(`  ${reason}`);
  for (const { label, hint } of document.comparison === null ? [] : comparisonMetrics(document.comparison))
    terminal.say(`${label}: ${hint}`);
  terminal.sayVerdict(uat.verdict, uat.summary);
  terminal.say(`Results: ${written.join(", ")}`);
  terminal.document(document);
  return exitCodeOf(uat.verdict);
}

async function signLastRun(options: UatOptions, terminal: Terminal): Promise<ExitCode> {
  const { out, as, role, comment } = options;
  const project = await loadProject(options.config);
  const signed = await sign({ project, scenarios: CATALOGUE, out, as, role, comment, now: new Date() });
  saySigned(terminal, signed);
  return signed.signed ? EXIT_CODES.holds : EXIT_CODES.doesNotHold;
}

function saySigned(terminal: Terminal, signed: Signed): void {
  if (signed.signed) {
    const { by, role, scenarios } = signed.signOff;
    terminal.sayVerdict("pass", `${by.name} signed ${scenarios.length} scenarios as ${role}`);
    terminal.say(`Commit ${signed.file}.`);
    terminal.document(signed.signOff);
    return;
  }
  terminal.sayVerdict("fail", "Nothing was signed");
  for (const reason of signed.reasons) terminal.say(`  ${reason}`);
  terminal.document(signed);
}

function chosen({ only, tag }: Pick<UatOptions, "only" | "tag">): readonly Scenario[] {
  const unknown = only?.filter((id) => !CATALOGUE.some((scenario) => scenario.id === id)) ?? [];
  if (unknown.length > 0) {
    throw new UsageError(
      `There is no scenario ${unknown.join(", ")}. \`drydock uat --list\` shows them all.`,
    );
  }
  const wanted = CATALOGUE.filter(
    ({ id, labels }) => (only?.includes(id) ?? true) && (tag?.some((each) => hasTag(labels, each)) ?? true),
  );
  if (wanted.length > 0) return wanted;
  throw new UsageError(
    `No scenario has the tag ${tag?.join(" or ")}. \`drydock uat --list --json\` shows their tags.`,
  );
}
