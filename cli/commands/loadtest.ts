/** `drydock loadtest`: the peak and its accounting alone, always against the emulator on this machine. */
import { Command, Option } from "commander";
import { arrivalTimes, LOAD_PROFILE_NAMES, type LoadProfileName, namedLoad } from "../../loadtest/index.ts";
import { combineVerdicts } from "../../reports/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject, type Project } from "../config/project.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { accountingStage } from "../gate/accounting-stage.ts";
import { loadStage } from "../gate/load-stage.ts";
import { orderMixOf } from "../gate/order-mix.ts";
import { createPeakRig } from "../gate/peak-rig.ts";
import { planOf } from "../gate/plan-stage.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";
import { numberOf } from "./number-option.ts";

interface LoadtestOptions {
  readonly config: string;
  readonly out: string;
  readonly json?: boolean;
  readonly profile?: LoadProfileName;
  readonly peak?: string;
  readonly timeScale?: string;
}

const EXAMPLES = `
Examples:
  drydock loadtest --config examples/acme-store/drydock.yaml
  drydock loadtest --profile flash-sale --peak 3000 --time-scale 20

Without a profile all orders come at once. With one they come as its shape says, its busiest hour holding
--peak orders; the time scale divides NetSuite's waits and the shop's alike, so that an hour takes minutes.`;

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
    .addHelpText("after", EXAMPLES)
    .action(async (options: LoadtestOptions) => {
      const terminal = terminalFor(options);
      const project = changedBy(options, await loadProject(options.config));
      const orders = await readOrdersFile(project.ordersFile);
      await prepareResults(options.out, "loadtest");
      const mix = orderMixOf(project, orders);
      const plan = planOf(project, mix);
      const folder = surroundings.scratchFolder();
      const rig = await createPeakRig({ project, orders, folder, ...arrivalsFor(options, project) });
      try {
        const onSample = (sample: { accepted: number; delivered: number }): void =>
          terminal.progress(`${sample.accepted} accepted, ${sample.delivered} delivered`);
        const load = await loadStage({ project, plan, mix, rig, onSample });
        const accounting = await accountingStage({ project, ...rig });
        const stages = [load, accounting];
        const verdict = combineVerdicts(stages.map((stage) => stage.verdict));
        for (const stage of stages) {
          terminal.sayVerdict(stage.verdict, `${stage.name.padEnd(10)} ${stage.summary}`);
          for (const reason of stage.reasons) terminal.say(`        ${reason}`);
        }
        const report = {
          title: `${project.config.shop.name}: peak load`,
          subtitle: `${load.peak.webhooks} webhooks, latency profile ${project.config.plan.latency}`,
          generatedAt: new Date().toISOString(),
          verdict,
          summary: [{ label: "Measured peak", value: `${Math.round(load.peak.deliveredPerHour)} orders/h` }],
          sections: stages.map(({ section }) => section),
        };
        const written = await writeResults(options.out, { name: "loadtest", report }, {});
        terminal.say(`Results: ${written.join(", ")}`);
        terminal.document({
          verdict,
          stages: stages.map(({ name, verdict: of, reasons }) => ({ name, verdict: of, reasons })),
        });
        ends(exitCodeOf(verdict));
      } finally {
        await rig.close();
      }
    });
}

function changedBy({ peak, timeScale }: LoadtestOptions, project: Project): Project {
  const { plan, load } = project.config;
  return {
    ...project,
    config: {
      ...project.config,
      plan: { ...plan, peakOrdersPerHour: numberOf("--peak", peak, plan.peakOrdersPerHour) },
      load: { ...load, timeScale: numberOf("--time-scale", timeScale, load.timeScale) },
    },
  };
}

function arrivalsFor(
  { profile }: LoadtestOptions,
  { config }: Project,
): { readonly dueAt?: ArrayLike<number> } {
  if (profile === undefined) return {};
  return { dueAt: arrivalTimes(namedLoad(profile, config.plan.peakOrdersPerHour), 1) };
}
