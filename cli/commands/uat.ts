/** `drydock uat`: the scenarios alone. */
import { Command, Option } from "commander";
import { proseOf, readOrdersFile, type ScenarioThreads, withScenarioThreads } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject, type Project } from "../config/project.ts";
import { countNumber, wholeNumber } from "../emulator/option-values.ts";
import { EXIT_CODES, type ExitCode, exitCodeOf } from "../exit-codes.ts";
import type { StageResult } from "../gate/stage.ts";
import type { UatResult } from "../gate/uat-stage.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";
import { cleanUpRun } from "../real/clean-up-run.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Terminal } from "../terminal.ts";
import { beginThreads } from "../uat/begin-threads.ts";
import { comparisonMetrics } from "../uat/compare-runs.ts";
import { earlierRun } from "../uat/earlier-run.ts";
import { type RepetitionOptions, repetitionLine, repetitionsOf } from "../uat/repetitions.ts";
import { sayPage } from "../uat/say-page.ts";
import {
  type Choice,
  chosen,
  listed,
  listedScenarios,
  type Offered,
  offeredScenarios,
} from "../uat/scenario-choice.ts";
import { type Signed, sign } from "../uat/sign.ts";
import { commandAlone } from "../uat/uat-command-line.ts";
import { type UatRun, uatDocument } from "../uat/uat-document.ts";
import { accountNamesOf, uatInAccounts } from "../uat/uat-in-accounts.ts";
import { rehearsalDocument, uatInNetSuite } from "../uat/uat-in-netsuite.ts";
import { stakeholderReports, uatReport } from "../uat/uat-report.ts";
import { UsageError } from "../usage-error.ts";

interface UatOptions extends RepetitionOptions, Choice {
  readonly config: string;
  readonly out: string;
  readonly list?: boolean;
  readonly scenarios?: string;
  readonly bail?: boolean;
  readonly workers?: number;
  readonly compare?: string;
  readonly accounts?: string;
  readonly acceptStale?: string;
  readonly target?: "netsuite";
  readonly account?: string;
  readonly baseUrl?: string;
  readonly dryRun?: boolean;
  readonly cleanUp?: string;
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
  drydock uat --repeat 50 --shuffle --seed 7          # a hunt for whatever does not go the same each time
  drydock uat --config shop/drydock.yaml --out results
  drydock uat --scenarios my-scenarios --only my-order # your own, in TypeScript or YAML: docs/acceptance.md
  drydock uat --compare main/uat.json                # what fails or passes since, what is slower
  drydock uat --accounts sandbox                     # not again in production; both are named under uat.accounts
  drydock uat --accept-stale "refresh is booked for Monday"
  drydock uat --target netsuite --account 1234567_SB1 --dry-run   # what a real sandbox offers, see docs/accounts.md
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
    .option("--scenarios <folder>", "scenarios of your own; without it those of uat.scenarios")
    .option("--bail", "begin no other scenario after the first that fails")
    .option(
      "--workers <n>",
      "threads over which the scenarios are spread (default: one for each core)",
      countNumber,
    )
    .option(
      "--repeat <n>",
      "run each scenario so often; whatever is not the same each time fails",
      countNumber,
    )
    .option("--shuffle", "another order in each repetition")
    .option("--seed <number>", "of the orders of --shuffle (default: 1)", wholeNumber)
    .option("--compare <file>", "uat.json of an earlier run; without it the one in the results' folder")
    .option(
      "--accounts <names>",
      "of uat.accounts: sandbox, production, or both with a comma; both if left out",
    )
    .option("--accept-stale <reason>", "go on in a sandbox that is no longer what production is")
    .addOption(
      new Option("--target <what>", "a real sandbox in the emulator's place, never production").choices([
        "netsuite",
      ]),
    )
    .option("--account <id>", "with --target: the sandbox; uat.accounts.sandbox.account if left out")
    .option("--base-url <url>", "with --target: an emulator on this machine in its place")
    .option("--dry-run", "with --target: say what would run and what it would make there")
    .option("--clean-up <run>", "delete what a run in a real account has left that was killed")
    .option("--sign-off", "sign what the last run found, instead of running")
    .option("--as <person>", 'who signs: "Name <mail>"')
    .option("--role <role>", "as whom: one of uat.stakeholders")
    .option("--comment <text>", "what is to be remembered with the signature")
    .option("--json", "print the result on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (options: UatOptions) => {
      const around = { terminal: terminalFor(options), surroundings };
      if (options.list === true) await list(options, around.terminal);
      else if (options.signOff === true) ends(await signLastRun(options, around.terminal));
      else ends(await withScenarioThreads((threads) => runThem(options, { ...around, threads })));
    });
}

async function list(options: UatOptions, terminal: Terminal): Promise<void> {
  const scenarios = chosen(await listedScenarios(options.config, options.scenarios), options);
  for (const scenario of scenarios) terminal.say(listed(scenario));
  terminal.document(scenarios.map(proseOf));
}

interface Around {
  readonly terminal: Terminal;
  readonly surroundings: Surroundings;
  readonly threads: ScenarioThreads;
}

async function runThem(options: UatOptions, around: Around): Promise<ExitCode> {
  const { terminal, surroundings, threads } = around;
  const { config, out, compare, cleanUp: killed, dryRun = false } = options;
  requireTarget(options);
  beginThreads(threads, options);
  const project = await loadProject(config);
  if (killed !== undefined)
    return cleanUpRun({ project, folder: out, run: killed, terminal, env: surroundings.env });
  const offered = await offeredScenarios(project, options.scenarios);
  const earlier = await earlierRun(out, compare);
  if (!dryRun) await prepareResults(out, "uat");
  const found = await (options.target === undefined ? inAccounts : inNetSuite)(options, {
    ...around,
    project,
    offered,
  });
  if (found === null) return EXIT_CODES.holds;
  const { verdict, uat } = found;
  const repetitions = repetitionsOf(options);
  const call = { call: options, offered: offered.scenarios };
  const run = { ...found, ...call, project, pages: uat.pages, generatedAt: new Date(), earlier, repetitions };
  const document = uatDocument(run);
  const report = uatReport(run, uat);
  const results = { name: "uat", report, pages: stakeholderReports(run) };
  const written = await writeResults(out, results, { "uat.json": document });
  for (const reason of uat.reasons) terminal.say(`  ${reason}`);
  for (const { label, hint } of document.comparison === null ? [] : comparisonMetrics(document.comparison))
    terminal.say(`${label}: ${hint}`);
  const elsewhere = found.accounts?.verdict === "fail" ? `; ${found.accounts.summary}` : "";
  if (report.leftOut !== undefined) terminal.say(report.leftOut);
  terminal.sayVerdict(verdict, `${uat.summary}${elsewhere}`);
  terminal.say(`Results: ${written.join(", ")}`);
  terminal.document(document);
  return exitCodeOf(verdict);
}

/** @throws UsageError for what says something of a real account only, and for what none takes */
function requireTarget(options: UatOptions): void {
  const { target, account, baseUrl, dryRun, repeat, shuffle, accounts } = options;
  if (target === undefined && (account ?? baseUrl ?? dryRun) !== undefined) {
    throw new UsageError(
      "--account, --base-url and --dry-run are for a real account: add --target netsuite.",
    );
  }
  if (target !== undefined && (repeat ?? shuffle ?? accounts) !== undefined)
    throw new UsageError(
      "--repeat, --shuffle and --accounts are for the emulator: leave out --target, or these.",
    );
}

interface RunAround extends Around {
  readonly project: Project;
  readonly offered: Offered;
}

type Found = Pick<UatRun, "verdict" | "sandbox" | "accounts" | "accountId"> & { readonly uat: UatResult };

function inAccounts(
  options: UatOptions,
  { project, offered, terminal, surroundings, threads }: RunAround,
): Promise<Found> {
  const { config, workers } = options;
  const repetitions = repetitionsOf(options);
  let repetition = 1;
  return uatInAccounts({
    project,
    accountNames: accountNamesOf(options.accounts, project),
    acceptStale: options.acceptStale,
    now: new Date(),
    orders: () => readOrdersFile(project.ordersFile),
    watched: (_, stage) => told(terminal, stage),
    folder: surroundings.scratchFolder("memory"),
    environment: surroundings.env,
    scenarios: chosen(offered, options),
    ownFolder: offered.ownFolder,
    threads,
    bail: options.bail === true,
    call: options,
    ...(workers === undefined ? {} : { workers }),
    ...(repetitions === undefined ? {} : { repetitions }),
    onFinished(page) {
      if (repetition === 1 || page.verdict === "fail") sayPage(terminal, page);
    },
    onRepeated: (page) =>
      sayPage(terminal, page, `${page.title}, again in ${project.uatAccounts?.production.accountId}`),
    onRepetition(number, differing) {
      repetition = number + 1;
      if (repetitions === undefined) return;
      terminal.say(repetitionLine(number, repetitions, differing));
      for (const id of differing) terminal.say(`  alone: ${commandAlone(config, options, id)}`);
    },
  });
}

/** Null when it was only to be said what would be made. */
async function inNetSuite(
  options: UatOptions,
  { project, offered, terminal, surroundings }: RunAround,
): Promise<Found | null> {
  const { accountId, rehearsed, uat, cleaned } = await uatInNetSuite({
    project,
    scenarios: chosen(offered, options),
    choices: options,
    call: options,
    surroundings,
    out: options.out,
    now: new Date(),
    terminal,
    dryRun: options.dryRun === true,
  });
  if (cleaned !== null) return { verdict: uat.verdict, uat, accountId };
  terminal.document({ account: accountId, ...rehearsalDocument(rehearsed) });
  return null;
}

/** Of the scenarios themselves each was told already. */
async function told<Result extends StageResult | null>(
  terminal: Terminal,
  stage: () => Promise<Result>,
): Promise<Result> {
  const result = await stage();
  if (result === null || result.name === "uat") return result;
  terminal.sayVerdict(result.verdict, result.summary);
  for (const reason of result.reasons) terminal.say(`  ${reason}`);
  return result;
}

async function signLastRun(options: UatOptions, terminal: Terminal): Promise<ExitCode> {
  const { out, as, role, comment } = options;
  const project = await loadProject(options.config);
  const { scenarios } = await offeredScenarios(project, options.scenarios);
  const signed = await sign({ project, scenarios, out, as, role, comment, call: options, now: new Date() });
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
