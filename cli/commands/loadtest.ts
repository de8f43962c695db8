/** `drydock loadtest`: the peak and its accounting alone, always against the emulator on this machine. */
import { Command, Option } from "commander";
import {
  LOAD_PROFILE_NAMES,
  type LoadProfileName,
  METRIC_NAMES,
  scheduledFaultSchema,
} from "../../loadtest/index.ts";
import { type RawOrder, readOrdersFile } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject, type Project } from "../config/project.ts";
import { asMapping, parseYaml } from "../config/yaml-file.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";
import { peakEdge, planEdge } from "../peak/edge.ts";
import { loadDocument } from "../peak/load-document.ts";
import { loadReport } from "../peak/load-report.ts";
import { type MeasuredPeak, measurePeak } from "../peak/measure-peak.ts";
import { numberOf } from "./number-option.ts";

interface LoadtestOptions {
  readonly config: string;
  readonly out: string;
  readonly json?: boolean;
  readonly profile?: LoadProfileName;
  readonly peak?: string;
  readonly timeScale?: string;
  readonly fault?: readonly string[];
  readonly findPeak?: boolean;
  readonly findPlan?: boolean;
}

const EXAMPLES = `
Examples:
  drydock loadtest --config examples/acme-store/drydock.yaml
  drydock loadtest --profile flash-sale --peak 3000 --time-scale 20
  drydock loadtest --profile flash-sale --fault 'what: token-revoked, atMinutes: peak, forMinutes: 5'
  drydock loadtest --fault 'what: maintenance, atMinutes: 1, forMinutes: 10' 'what: { neighbour: 9 }, forMinutes: 5'
  drydock loadtest --find-peak --time-scale 20
  drydock loadtest --find-plan --peak 12000 --profile flash-sale --time-scale 20

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
    .option("--find-peak", "search the highest hourly volume that meets the thresholds, and confirm it")
    .addOption(
      new Option(
        "--find-plan",
        "search the least plan that meets them at this volume, and confirm it",
      ).conflicts("findPeak"),
    )
    .addHelpText("after", EXAMPLES)
    .action(async (options: LoadtestOptions) => {
      const terminal = terminalFor(options);
      const project = changedBy(options, await loadProject(options.config));
      const orders = await readOrdersFile(project.ordersFile);
      await prepareResults(options.out, "loadtest");
      const { candidates, profile, found } = asked(options, project, orders);
      if (found !== undefined) terminal.say(found);
      const tools = { surroundings, terminal };
      let run = await measurePeak({ project: candidates[0] ?? project, orders, profile }, tools);
      for (const candidate of candidates.slice(1)) {
        if (run.verdict !== "fail") break;
        terminal.say("Not confirmed by measurement; a tenth less.");
        run = await measurePeak({ project: candidate, orders, profile }, tools);
      }
      if (found !== undefined && run.verdict === "pass") terminal.say(confirmed(run));
      const report = loadReport(run, run.sections, new Date());
      const document = loadDocument(run);
      const written = await writeResults(
        options.out,
        { name: "loadtest", report },
        { "loadtest.json": document },
      );
      terminal.say(`Results: ${written.join(", ")}`);
      terminal.document(document);
      ends(exitCodeOf(run.verdict));
    });
}

interface Asked {
  /** To be measured, until one holds. */
  readonly candidates: readonly Project[];
  readonly profile: LoadProfileName | undefined;
  /** By simulation, when an edge was asked for. */
  readonly found?: string;
}

function asked(
  { findPeak, findPlan, profile }: LoadtestOptions,
  project: Project,
  orders: readonly RawOrder[],
): Asked {
  // An edge needs orders that come over time; evenly busy is what people mean by orders an hour.
  const shape = profile ?? "constant";
  if (findPeak === true) return { ...peakEdge(project, orders, shape), profile: shape };
  if (findPlan === true) return { ...planEdge(project, orders, shape), profile: shape };
  return { candidates: [project], profile };
}

function confirmed({ plan }: MeasuredPeak): string {
  const { tier, suiteCloudPlus } = plan.supply;
  return `Confirmed by measurement: ${plan.demand.peakOrdersPerHour.toLocaleString("en-US")} orders/h on ${tier} with ${suiteCloudPlus} licence(s).`;
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
