/** `drydock plan`: the slots that a volume needs, calculated and simulated, and what else could be bought. */
import { Command, Option } from "commander";
import { answerInWords, LOAD_PROFILE_NAMES, studyInWords, sweptInWords } from "../../loadtest/index.ts";
import type { Report } from "../../reports/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject, type Project } from "../config/project.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { comparePlans } from "../gate/compared-plans.ts";
import { orderMixOf } from "../gate/order-mix.ts";
import { planStage, studyOf } from "../gate/plan-stage.ts";
import type { StageResult } from "../gate/stage.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";
import { askedOf, type PlanOptions } from "./plan-options.ts";

const EXAMPLES = `
Examples:
  drydock plan --config examples/acme-store/drydock.yaml
  drydock plan --profile black-friday --peak 12000
  drydock plan --arrivals last-black-friday.csv             a day of your own, or its very moments
  drydock plan --sweep --profile black-friday
  drydock plan --sweep --reserve 0 3 6 --batch 1 20 100
  drydock plan --sweep --out drydock-out                    plan.html, with the plans compared as a heat map
  drydock plan --json | jq .cheapest.supply`;

const ARRIVALS = new Option(
  "--arrivals <file>",
  "CSV: how many orders come when, or the moments at which they once came",
).conflicts(["profile", "peak"]);

export function planCommand({ terminal: terminalFor, ends }: CommandContext): Command {
  return new Command("plan")
    .description("calculate and simulate the slots that the peak needs, and what more of them would buy")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .option("-o, --out <folder>", "write plan.html, plan.md, plan.xml and plan.json there")
    .addOption(new Option("--profile <shape>", "how the orders arrive").choices(LOAD_PROFILE_NAMES))
    .addOption(ARRIVALS)
    .option("--peak <orders>", "orders in the busiest hour, in place of the configured ones")
    .option("--sweep", "simulate every tier with every licence count too")
    .option(
      "--reserve <slots...>",
      "with --sweep: slots for others to compare, in place of the configured ones",
    )
    .option("--batch <sizes...>", "with --sweep: batch sizes to compare; 1 is each order by itself")
    .option("--json", "print plan, simulation and comparison on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (options: PlanOptions) => {
      const terminal = terminalFor(options);
      const { project, profile, varied } = await askedOf(options, await loadProject(options.config));
      const mix = await orderMixOf(project, await readOrdersFile(project.ordersFile));
      const study = studyOf(project, mix, profile);
      if (options.out !== undefined) await prepareResults(options.out, "plan");
      const { verdict, reasons } = planStage(study);
      terminal.sayVerdict(verdict, answerInWords(study));
      for (const reason of reasons) terminal.say(`        ${reason}`);
      for (const line of studyInWords(study)) terminal.say(`  ${line}`);
      const onSimulated = (done: number, of: number): void =>
        terminal.progress(`${done} of ${of} plans simulated`);
      const compared =
        varied === null ? null : await comparePlans({ project, mix, profile, varied, onSimulated });
      for (const each of compared?.swept ?? [])
        terminal.say(`  ${sweptInWords(each, project.config.plan.serviceLevel)}`);
      const document = { verdict, ...study, ...(compared === null ? {} : { swept: compared.swept }) };
      if (options.out !== undefined) {
        const report = planReport(project, planStage(study, compared));
        const results = { name: "plan", report };
        const written = await writeResults(options.out, results, { "plan.json": document });
        terminal.say(`Results: ${written.join(", ")}`);
      }
      terminal.document(document);
      ends(exitCodeOf(verdict));
    });
}

function planReport({ config }: Project, { verdict, section, summary }: StageResult): Report {
  const { shop, netsuite, plan } = config;
  return {
    title: `${shop.name}: concurrency plan`,
    subtitle: `NetSuite account ${netsuite.account}, ${netsuite.tier} tier, SuiteCloud Plus licences: ${netsuite.suiteCloudPlus}, latency profile ${plan.latency}`,
    generatedAt: new Date().toISOString(),
    verdict,
    summary: [{ label: "Slots", value: summary }],
    sections: [section],
  };
}
