/** `drydock loadtest`: the peak and its accounting alone, always against the emulator on this machine. */
import { Command, Option } from "commander";
import {
  busiestHourOf,
  LOAD_PROFILE_NAMES,
  type LoadProfileName,
  METRIC_NAMES,
  scheduledFaultSchema,
} from "../../loadtest/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { busiestHour, type PlanConfig } from "../config/plan-config.ts";
import { loadProject, type Project } from "../config/project.ts";
import { asMapping, parseYaml } from "../config/yaml-file.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { orderMixOf } from "../gate/order-mix.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";
import { type Arriving, arrivingAs, arrivingFrom } from "../peak/arriving.ts";
import { confirmEdge } from "../peak/confirm-edge.ts";
import { earlierLoad } from "../peak/earlier-load.ts";
import { type Edge, type EdgeSearch, peakEdge, planEdge } from "../peak/edge.ts";
import { loadDocument } from "../peak/load-document.ts";
import { loadReport } from "../peak/load-report.ts";
import { measurePeak } from "../peak/measure-peak.ts";
import { UsageError } from "../usage-error.ts";
import { numberOf } from "./number-option.ts";

interface LoadtestOptions {
  readonly config: string;
  readonly out: string;
  readonly json?: boolean;
  readonly profile?: LoadProfileName;
  readonly arrivals?: string;
  readonly peak?: string;
  readonly timeScale?: string;
  readonly fault?: readonly string[];
  readonly findPeak?: boolean;
  readonly findPlan?: boolean;
  readonly compare?: string;
}

const EXAMPLES = `
Examples:
  drydock loadtest --config examples/acme-store/drydock.yaml
  drydock loadtest --profile flash-sale --peak 3000 --time-scale 20
  drydock loadtest --profile flash-sale --fault 'what: token-revoked, atMinutes: peak, forMinutes: 5'
  drydock loadtest --fault 'what: maintenance, atMinutes: 1, forMinutes: 10' 'what: { neighbour: 9 }, forMinutes: 5'
  drydock loadtest --arrivals last-black-friday.csv --time-scale 20    # a day of your own, or its very moments
  drydock loadtest --find-peak --time-scale 20
  drydock loadtest --find-plan --peak 12000 --profile flash-sale --time-scale 20
  drydock loadtest --config examples/foreign/repaired.yaml --time-scale 1    # another integration, from outside
  drydock loadtest --compare main/loadtest.json             # what changed since, which thresholds changed sides

Without a profile all orders come at once. With one they come as its shape says, its busiest hour holding
--peak orders; the time scale divides NetSuite's waits and the shop's alike, so that an hour takes minutes. A file for --arrivals
is CSV: "from,orders" with how many come from when (09:30) to the next row, or "at" with one moment an order (an export of
Shopify's orders does as it is).

Core and emulator run in processes of their own. The verdict is that of \`thresholds:\` in the configuration, for each of
  ${METRIC_NAMES.join(", ")}
a bound or several, such as "p99 <= 1 s"; a metric without a sample does not hold. Ctrl-C leaves a report of what was seen until
then, marked as cut short, and exit code 2.`;

const ARRIVALS = new Option(
  "--arrivals <file>",
  "CSV: how many orders come when, or the moments at which they once came",
).conflicts(["profile", "peak", "findPeak", "findPlan"]);

const FIND_PLAN = new Option(
  "--find-plan",
  "search the least plan that meets them at this volume, and confirm it",
).conflicts("findPeak");

export function loadtestCommand({ terminal: terminalFor, surroundings, ends }: CommandContext): Command {
  return new Command("loadtest")
    .description("send a peak of webhooks through the real core and judge it")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .option("-o, --out <folder>", "where the report goes", "drydock-out")
    .option("--json", "print the result on stdout")
    .addOption(new Option("--profile <shape>", "how the orders arrive").choices(LOAD_PROFILE_NAMES))
    .addOption(ARRIVALS)
    .option("--peak <orders>", "orders in the profile's busiest hour, in place of the configured ones")
    .option(
      "--time-scale <factor>",
      "divides NetSuite's waits and the profile's, in place of the configured one",
    )
    .option("--fault <yaml...>", "what goes wrong along the run, besides load.faults of the configuration")
    .option("--find-peak", "search the highest hourly volume that meets the thresholds, and confirm it")
    .addOption(FIND_PLAN)
    .option("--compare <file>", "loadtest.json of an earlier run; without it the one in the results' folder")
    .addHelpText("after", EXAMPLES)
    .action(async (options: LoadtestOptions) => {
      const terminal = terminalFor(options);
      const recorded = options.arrivals === undefined ? undefined : await arrivingFrom(options.arrivals);
      const configured = await loadProject(options.config);
      const project = changedBy(options, configured, recorded);
      const orders = await readOrdersFile(project.ordersFile);
      const { out } = options;
      const earlier = await earlierLoad(options);
      await prepareResults(out, "loadtest");
      const mix = await orderMixOf(project, orders);
      // An edge needs orders that come over time; evenly busy is what people mean by orders an hour.
      const search: EdgeSearch = {
        project,
        mix,
        profile: options.profile ?? "constant",
        onProbe: terminal.progress,
      };
      if (project.config.target !== undefined) refuseEdge(options, project.config.target.name);
      const asked = await edgeAsked(options, search);
      const measure = (of: Project, profile = options.profile) => {
        const { peakOrdersPerHour } = of.config.plan;
        const arriving = profile === undefined ? recorded : arrivingAs(profile, peakOrdersPerHour);
        return measurePeak({ project: of, orders, mix, arriving }, { surroundings, terminal });
      };
      if (recorded === undefined) sayDayIsNotFollowed(configured.config.plan, terminal.say);
      if (asked !== null) terminal.say(asked.found);
      const { run, edge } =
        asked === null
          ? { run: await measure(project), edge: null }
          : await confirmEdge(asked, { measure: (of) => measure(of, search.profile), say: terminal.say });
      const document = loadDocument(run, { generatedAt: new Date(), edge, earlier });
      const report = loadReport(run, document, earlier?.generatedAt);
      const written = await writeResults(out, { name: "loadtest", report }, { "loadtest.json": document });
      terminal.say(`Results: ${written.join(", ")}`);
      terminal.document(document);
      ends(exitCodeOf(run.verdict));
    });
}

/** Its volume is that of the peak, its shape is not. */
function sayDayIsNotFollowed({ ordersByHour }: PlanConfig, say: (text: string) => void): void {
  if (ordersByHour === undefined) return;
  say(
    "The orders do not come as plan.ordersByHour says; only its busiest hour counts here. --arrivals takes a day from a file.",
  );
}

/** The search simulates Drydock's own core. */
function refuseEdge({ findPeak, findPlan }: LoadtestOptions, target: string): void {
  if (findPeak !== true && findPlan !== true) return;
  throw new UsageError(
    `An edge is searched by simulation of Drydock's own core, and the configuration names ${target}. Measure it with --peak, higher and lower.`,
  );
}

/** Null when the configured plan is measured at the configured volume. @throws UsageError when nothing holds by simulation */
async function edgeAsked({ findPeak, findPlan }: LoadtestOptions, search: EdgeSearch): Promise<Edge | null> {
  if (findPeak === true) return peakEdge(search);
  return findPlan === true ? planEdge(search) : null;
}

function timeScaleOf(typed: string | undefined, configured: number): number {
  const scale = numberOf("--time-scale", typed, configured);
  if (scale >= 1) return scale;
  throw new UsageError(
    `--time-scale is ${typed}; it divides NetSuite's waits and cannot lengthen them. Write 1 for its own pace, or more.`,
  );
}

/** @throws UsageError for a number that is none, and for a fault that nobody knows */
function changedBy(
  { peak, timeScale, fault = [] }: LoadtestOptions,
  project: Project,
  recorded: Arriving | undefined,
): Project {
  const { plan, load } = project.config;
  const { ordersByHour: _, ...shaped } = plan;
  const busiest = recorded === undefined ? busiestHour(plan) : busiestHourOf(recorded.profile);
  const further = fault.map((text) => parseYaml(asMapping(text), `--fault ${text}`, scheduledFaultSchema));
  return {
    ...project,
    config: {
      ...project.config,
      plan: { ...shaped, peakOrdersPerHour: numberOf("--peak", peak, busiest) },
      load: {
        ...load,
        timeScale: timeScaleOf(timeScale, load.timeScale),
        faults: [...load.faults, ...further],
      },
    },
  };
}
