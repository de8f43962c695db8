/** `drydock plan`: the slots that a volume needs, calculated and simulated, and what else could be bought. */
import { Command, Option } from "commander";
import {
  inWords,
  LOAD_PROFILE_NAMES,
  type LoadProfileName,
  type PlanStudy,
  type SweptPlan,
  sweepPlans,
} from "../../loadtest/index.ts";
import { formatDuration } from "../../reports/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject, type Project } from "../config/project.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { orderMixOf } from "../gate/order-mix.ts";
import { planQuestion, planStage, studyOf } from "../gate/plan-stage.ts";
import type { Terminal } from "../terminal.ts";
import { numberOf } from "./number-option.ts";

interface PlanOptions {
  readonly config: string;
  readonly json?: boolean;
  readonly profile?: LoadProfileName;
  readonly peak?: string;
  readonly sweep?: boolean;
}

const EXAMPLES = `
Examples:
  drydock plan --config examples/acme-store/drydock.yaml
  drydock plan --profile black-friday --peak 12000
  drydock plan --sweep --profile black-friday
  drydock plan --json | jq .cheapest.supply`;

export function planCommand({ terminal: terminalFor, ends }: CommandContext): Command {
  return new Command("plan")
    .description("calculate and simulate the slots that the peak needs, and what more of them would buy")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .addOption(new Option("--profile <shape>", "how the orders arrive").choices(LOAD_PROFILE_NAMES))
    .option("--peak <orders>", "orders in the busiest hour, in place of the configured ones")
    .option("--sweep", "simulate every tier with every licence count too")
    .option("--json", "print plan, simulation and comparison on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (options: PlanOptions) => {
      const terminal = terminalFor(options);
      const project = changedBy(options, await loadProject(options.config));
      const mix = orderMixOf(project, await readOrdersFile(project.ordersFile));
      const study = studyOf(project, mix);
      const { verdict, reasons } = planStage(study);
      terminal.sayVerdict(verdict, inWords(study.plan));
      for (const reason of reasons) terminal.say(`        ${reason}`);
      tell(study, terminal);
      const onSimulated = (done: number, of: number): void =>
        terminal.progress(`${done} of ${of} plans simulated`);
      const swept = options.sweep ? await sweepPlans({ ...planQuestion(project, mix), onSimulated }) : [];
      for (const each of swept) terminal.say(sweptInWords(each));
      terminal.document({ verdict, ...study, ...(options.sweep ? { swept } : {}) });
      ends(exitCodeOf(verdict));
    });
}

function changedBy({ profile, peak }: PlanOptions, project: Project): Project {
  const { ordersByHour, ...plan } = project.config.plan;
  const peakOrdersPerHour = numberOf("--peak", peak, plan.peakOrdersPerHour);
  const keepsDay = profile === undefined && ordersByHour !== undefined;
  const changed = { ...plan, peakOrdersPerHour, ...(profile === undefined ? {} : { profile }) };
  return {
    ...project,
    config: { ...project.config, plan: keepsDay ? { ...changed, ordersByHour } : changed },
  };
}

const count = (value: number): string => Math.floor(value).toLocaleString("en-US");

function sweptInWords({ plan, simulated }: SweptPlan): string {
  const { tier, suiteCloudPlus } = plan.supply;
  const name = `  ${tier} with ${suiteCloudPlus} licence(s), ${plan.slotsAvailable} slots`;
  if (simulated === null) return `${name}: none left for this integration`;
  const { timeToNetSuite, longestBacklog, utilisation } = simulated;
  return `${name}: 95 % in NetSuite within ${formatDuration(timeToNetSuite.p95Ms)}, at most ${count(longestBacklog)} on their way, ${Math.round(utilisation * 100)} % of the slots in use${plan.holds ? "" : ", does not hold"}`;
}

function tell(
  { plan, simulated, byLicences, cheapest, batching, assumptions }: PlanStudy,
  terminal: Terminal,
): void {
  if (simulated !== null) {
    const { p50Ms, p95Ms } = simulated.timeToNetSuite;
    terminal.say(
      `  Simulated: ${count(simulated.orders)} orders; half are in NetSuite within ${formatDuration(p50Ms)}, 95 % within ${formatDuration(p95Ms)}; at most ${count(simulated.longestBacklog)} on their way at once.`,
    );
  }
  for (const { supply, slotsAvailable, capacityPerHour, holds } of byLicences) {
    const planned = supply.suiteCloudPlus === plan.supply.suiteCloudPlus ? ", as planned" : "";
    terminal.say(
      `  ${supply.suiteCloudPlus} licence(s): ${slotsAvailable} slots, ${count(capacityPerHour)} orders/h at most, ${holds ? "holds" : "does not hold"}${planned}`,
    );
  }
  terminal.say(
    cheapest === null
      ? "  No tier on sale holds with any number of licences."
      : `  The least that holds: ${cheapest.supply.tier} with ${cheapest.supply.suiteCloudPlus} licence(s).`,
  );
  for (const { way, size, gain, boundBy } of batching) {
    terminal.say(
      `  Batches of ${size} by ${way === "rest" ? "asynchronous REST" : "RESTlet"}: ${gain.toFixed(2)} × the orders/h, bound by ${boundBy}.`,
    );
  }
  const [first] = assumptions;
  if (first !== undefined) {
    const [less, , more] = first.slotsNeeded;
    terminal.say(
      `  It hangs most on ${first.name}: a quarter less needs ${less} slots, a quarter more ${more}.`,
    );
  }
}
