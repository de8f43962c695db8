/** `drydock loadtest`: the peak and its accounting alone, always against the emulator on this machine. */
import { Command, Option } from "commander";
import {
  LOAD_PROFILE_NAMES,
  type LoadProfile,
  type LoadProfileName,
  METRIC_NAMES,
  namedLoad,
  type PeakSample,
  scheduledFaultSchema,
} from "../../loadtest/index.ts";
import { combineVerdicts } from "../../reports/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject, type Project } from "../config/project.ts";
import { asMapping, parseYaml } from "../config/yaml-file.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { type AccountingResult, accountingStage } from "../gate/accounting-stage.ts";
import { loadStage } from "../gate/load-stage.ts";
import { orderMixOf } from "../gate/order-mix.ts";
import { planOf } from "../gate/plan-stage.ts";
import type { StageResult } from "../gate/stage.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";
import { loadDocument } from "../peak/load-document.ts";
import { loadReport } from "../peak/load-report.ts";
import { createPeakRig } from "../peak/peak-rig.ts";
import { progressLine } from "../peak/progress.ts";
import type { Terminal } from "../terminal.ts";
import { numberOf } from "./number-option.ts";

interface LoadtestOptions {
  readonly config: string;
  readonly out: string;
  readonly json?: boolean;
  readonly profile?: LoadProfileName;
  readonly peak?: string;
  readonly timeScale?: string;
  readonly fault?: readonly string[];
}

const EXAMPLES = `
Examples:
  drydock loadtest --config examples/acme-store/drydock.yaml
  drydock loadtest --profile flash-sale --peak 3000 --time-scale 20
  drydock loadtest --profile flash-sale --fault 'what: token-revoked, atMinutes: peak, forMinutes: 5'
  drydock loadtest --fault 'what: maintenance, atMinutes: 1, forMinutes: 10' 'what: { neighbour: 9 }, forMinutes: 5'

Without a profile all orders come at once. With one they come as its shape says, its busiest hour holding
--peak orders; the time scale divides NetSuite's waits and the shop's alike, so that an hour takes minutes.

Core and emulator run in processes of their own. The verdict is that of \`thresholds:\` in the configuration, for each of
  ${METRIC_NAMES.join(", ")}
a bound or several, such as "p99 <= 1 s"; a metric without a sample does not hold. Ctrl-C leaves a report of what was seen until
then, marked as cut short, and exit code 2.`;

export function loadtestCommand({ terminal: terminalFor, surroundings, ends }: CommandContext): Command {
  return new Command("loadtest")
    .description("send a peak of webhooks through the real core and judge it")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .option("-o, --out <folder>", "where the report goes", "drydock-out")
    .option("--json", "print the result on stdout")
    .addOption(new Option("--profile <shape>", "how the orders arrive").choices(LOAD_PROFILE_NAMES))
    .option("--peak <orders>", "orders in the profile's busiest hour, in place of the configured ones")
    .option(
      "--time-scale <factor>",
      "divides NetSuite's waits and the profile's, in place of the configured one",
    )
    .option("--fault <yaml...>", "what goes wrong along the run, besides load.faults of the configuration")
    .addHelpText("after", EXAMPLES)
    .action(async (options: LoadtestOptions) => {
      const terminal = terminalFor(options);
      const project = changedBy(options, await loadProject(options.config));
      const orders = await readOrdersFile(project.ordersFile);
      await prepareResults(options.out, "loadtest");
      const mix = orderMixOf(project, orders);
      const plan = planOf(project, mix);
      const folder = surroundings.scratchFolder();
      const rig = await createPeakRig({ project, orders, folder, ...profileFor(options, project) });
      const signal = surroundings.stop;
      const sayStopping = (): void => terminal.say("Cut short: what was seen until now is written down.");
      signal.addEventListener("abort", sayStopping);
      try {
        const onSample = (sample: PeakSample): void => terminal.progress(progressLine(sample));
        terminal.say(`${rig.webhooks.length} webhooks are on their way; core and emulator run on their own.`);
        const load = await loadStage({ project, plan, mix, rig, onSample, signal });
        const accounting = judgedUnless(load.peak.isCutShort, await accountingStage({ project, ...rig }));
        const stages = [load, accounting];
        sayStages(terminal, stages);
        const verdict = combineVerdicts(stages.map((stage) => stage.verdict));
        const reasons = stages.flatMap((stage) => stage.reasons);
        const run = { ...load, ...accounting, project, plan, profile: options.profile, verdict, reasons };
        const report = loadReport(
          run,
          stages.map(({ section }) => section),
          new Date(),
        );
        const document = loadDocument(run);
        const written = await writeResults(
          options.out,
          { name: "loadtest", report },
          { "loadtest.json": document },
        );
        terminal.say(`Results: ${written.join(", ")}`);
        terminal.document(document);
        ends(exitCodeOf(verdict));
      } finally {
        signal.removeEventListener("abort", sayStopping);
        await rig.close();
      }
    });
}

/** Orders that were on their way when the run was cut short are neither lost nor an imbalance. */
function judgedUnless(isCutShort: boolean, accounting: AccountingResult): AccountingResult {
  if (!isCutShort) return accounting;
  const section = { ...accounting.section, verdict: "not-run" as const };
  return { ...accounting, verdict: "not-run", reasons: [], section };
}

function sayStages(terminal: Terminal, stages: readonly StageResult[]): void {
  for (const { verdict, name, summary, reasons } of stages) {
    terminal.sayVerdict(verdict, `${name.padEnd(10)} ${summary}`);
    for (const reason of reasons) terminal.say(`        ${reason}`);
  }
}

/** @throws UsageError for a number that is none, and for a fault that nobody knows */
function changedBy({ peak, timeScale, fault = [] }: LoadtestOptions, project: Project): Project {
  const { plan, load } = project.config;
  const further = fault.map((text) => parseYaml(asMapping(text), `--fault ${text}`, scheduledFaultSchema));
  return {
    ...project,
    config: {
      ...project.config,
      plan: { ...plan, peakOrdersPerHour: numberOf("--peak", peak, plan.peakOrdersPerHour) },
      load: {
        ...load,
        timeScale: numberOf("--time-scale", timeScale, load.timeScale),
        faults: [...load.faults, ...further],
      },
    },
  };
}

function profileFor({ profile }: LoadtestOptions, { config }: Project): { readonly profile?: LoadProfile } {
  return profile === undefined ? {} : { profile: namedLoad(profile, config.plan.peakOrdersPerHour) };
}
