/** `drydock gate`: mapping check, concurrency plan, UAT, peak load and accounting, ending in one verdict. */
import { Command } from "commander";
import type { Verdict } from "../../reports/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { earlierResult } from "../config/earlier-result.ts";
import { loadProject, type Project } from "../config/project.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { type GateResult, type GateWatch, runGate } from "../gate/gate.ts";
import { gateDocument, gateDocumentSchema } from "../gate/gate-document.ts";
import { gateReport } from "../gate/gate-report.ts";
import type { StageName } from "../gate/stage.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";
import { progressLine } from "../peak/progress.ts";
import type { Terminal } from "../terminal.ts";
import { sayPage } from "../uat/say-page.ts";
import { offeredScenarios } from "../uat/scenario-choice.ts";
import { UsageError } from "../usage-error.ts";

interface GateOptions {
  readonly config: string;
  readonly out: string;
  readonly compare?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  drydock gate                                            with ./drydock.yaml, results in ./drydock-out
  drydock gate --config shop/drydock.yaml --out results
  drydock gate --compare main/gate.json                  what changed since, in the scenarios and at the peak
  drydock gate --json | jq .verdict

Writes gate.html (for people), gate.md (for a pull request), gate.xml (JUnit) and gate.json.
Exit codes: 0 cut over, 1 do not, 2 it could not be tested.`;

export function gateCommand({ terminal: terminalFor, surroundings, ends }: CommandContext): Command {
  return new Command("gate")
    .description("run every proof and say whether to cut over")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .option("-o, --out <folder>", "where the results go", "drydock-out")
    .option("--compare <file>", "gate.json of an earlier run; without it the one in the results' folder")
    .option("--json", "print gate.json on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (options: GateOptions) => {
      const terminal = terminalFor(options);
      const project = await loadProject(options.config);
      refuseForeign(project);
      const offered = await offeredScenarios(project);
      const orders = await readOrdersFile(project.ordersFile);
      const { out, compare: named } = options;
      const earlier = await earlierResult({ out, named, name: "gate.json", schema: gateDocumentSchema });
      await prepareResults(out, "gate");
      terminal.say(
        `${project.config.shop.name}: ${orders.length} orders, NetSuite account ${project.config.netsuite.account}\n`,
      );
      const gate = await runGate({
        project,
        orders,
        ...offered,
        folder: surroundings.scratchFolder(),
        worldsFolder: surroundings.scratchFolder("memory"),
        watch: watchOn(terminal),
      });
      const document = gateDocument(gate, new Date(), earlier);
      const report = { name: "gate", report: gateReport(gate, document, earlier?.generatedAt) };
      const written = await writeResults(out, report, { "gate.json": document });
      sayVerdict(terminal, gate, written);
      terminal.document(document);
      ends(exitCodeOf(gate.verdict));
    });
}

/** The peak and the accounting are of the core that this package brings. */
function refuseForeign({ config, file }: Project): void {
  if (config.target === undefined) return;
  throw new UsageError(
    `${file} names a target of its own (${config.target.name}), and the gate proves Drydock's own core. Judge the target with \`drydock uat\`, or take \`target\` out.`,
  );
}

const DOING = {
  mapping: "checking the mapping",
  plan: "calculating the concurrency plan",
  sandbox: "comparing the sandbox with production",
  uat: "running scenarios",
  accounts: "running scenarios again in production",
  "sign-off": "reading the sign-offs",
  load: "sending the peak",
  accounting: "comparing shop, ledger and NetSuite",
} as const satisfies Record<StageName, string>;

function watchOn(terminal: Terminal): GateWatch {
  return {
    onStage: (name) => terminal.progress(`${DOING[name]} …`),
    onStageFinished: ({ verdict, name, summary, reasons }) => {
      terminal.sayVerdict(verdict, `${name.padEnd(10)} ${summary}`);
      for (const reason of reasons) terminal.say(`        ${reason}`);
    },
    onScenario: (page) => sayPage(terminal, page, `  ${page.title}`),
    onSample: (sample) => terminal.progress(progressLine(sample)),
  };
}

const WORDS = {
  pass: "The gate is open: cut over.",
  fail: "The gate stays shut: do not cut over.",
  "not-run": "The gate stays shut: not everything could be tested.",
} as const satisfies Record<Verdict, string>;

function sayVerdict(terminal: Terminal, gate: GateResult, written: readonly string[]): void {
  terminal.say();
  terminal.sayVerdict(gate.verdict, WORDS[gate.verdict]);
  terminal.say(`Results: ${written.join(", ")}`);
}
