/** One peak measured and accounted for, and written down as report and document. */

import { type LoadProfileName, namedLoad, type PeakSample } from "../../loadtest/index.ts";
import { combineVerdicts, type Section } from "../../reports/index.ts";
import type { RawOrder } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import type { Project } from "../config/project.ts";
import { type AccountingResult, accountingStage } from "../gate/accounting-stage.ts";
import { loadStage } from "../gate/load-stage.ts";
import { orderMixOf } from "../gate/order-mix.ts";
import { planOf } from "../gate/plan-stage.ts";
import type { StageResult } from "../gate/stage.ts";
import type { Terminal } from "../terminal.ts";
import type { LoadRun } from "./load-document.ts";
import { createPeakRig } from "./peak-rig.ts";
import { progressLine } from "./progress.ts";

export interface PeakOrder {
  readonly project: Project;
  readonly orders: readonly RawOrder[];
  /** How the orders arrive; all at once when left out. */
  readonly profile?: LoadProfileName | undefined;
}

export interface MeasuredPeak extends LoadRun {
  readonly sections: readonly Section[];
}

/** A signal that the command is given cuts it short. */
export async function measurePeak(
  { project, orders, profile }: PeakOrder,
  { surroundings, terminal }: Pick<CommandContext, "surroundings"> & { readonly terminal: Terminal },
): Promise<MeasuredPeak> {
  const mix = orderMixOf(project, orders);
  const plan = planOf(project, mix);
  const { peakOrdersPerHour } = plan.demand;
  const rig = await createPeakRig({
    project,
    orders,
    folder: surroundings.scratchFolder(),
    ...(profile === undefined ? {} : { profile: namedLoad(profile, peakOrdersPerHour) }),
  });
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
    return {
      ...load,
      ...accounting,
      project,
      plan,
      profile,
      verdict: combineVerdicts(stages.map((stage) => stage.verdict)),
      reasons: stages.flatMap((stage) => stage.reasons),
      sections: stages.map(({ section }) => section),
    };
  } finally {
    signal.removeEventListener("abort", sayStopping);
    await rig.close();
  }
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
