/** `drydock loadtest`: the peak and its accounting alone, always against the emulator on this machine. */
import { Command } from "commander";
import { combineVerdicts } from "../../reports/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject } from "../config/project.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { accountingStage } from "../gate/accounting-stage.ts";
import { loadStage } from "../gate/load-stage.ts";
import { orderMixOf } from "../gate/order-mix.ts";
import { createPeakRig } from "../gate/peak-rig.ts";
import { studyOf } from "../gate/plan-stage.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";

interface LoadtestOptions {
  readonly config: string;
  readonly out: string;
  readonly json?: boolean;
}

export function loadtestCommand({ terminal: terminalFor, surroundings, ends }: CommandContext): Command {
  return new Command("loadtest")
    .description("send a peak of webhooks through the real core and judge it")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .option("-o, --out <folder>", "where the report goes", "drydock-out")
    .option("--json", "print the result on stdout")
    .addHelpText("after", "\nExample:\n  drydock loadtest --config examples/acme-store/drydock.yaml")
    .action(async (options: LoadtestOptions) => {
      const terminal = terminalFor(options);
      const project = await loadProject(options.config);
      const orders = await readOrdersFile(project.ordersFile);
      await prepareResults(options.out, "loadtest");
      const { plan } = studyOf(project, orderMixOf(project, orders));
      const rig = await createPeakRig({ project, orders, folder: surroundings.scratchFolder() });
      try {
        const onSample = (sample: { accepted: number; delivered: number }): void =>
          terminal.progress(`${sample.accepted} accepted, ${sample.delivered} delivered`);
        const load = await loadStage({ project, plan, rig, onSample });
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
