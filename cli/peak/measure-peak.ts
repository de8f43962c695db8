/** One peak measured and accounted for, and written down as report and document. */
import { type PeakLoadResult, type PeakSample, type PlanMap, planMap } from "../../loadtest/index.ts";
import { combineVerdicts, type Section } from "../../reports/index.ts";
import { NotOfferedError, type RawOrder } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import type { Project } from "../config/project.ts";
import { accountingStage } from "../gate/accounting-stage.ts";
import { comparedPlans } from "../gate/compared-plans.ts";
import { loadStage } from "../gate/load-stage.ts";
import type { OrderMix } from "../gate/order-mix.ts";
import { planOf } from "../gate/plan-stage.ts";
import type { StageResult } from "../gate/stage.ts";
import type { Terminal } from "../terminal.ts";
import { targetOf } from "../uat/uat-setting.ts";
import { UsageError } from "../usage-error.ts";
import type { Arriving } from "./arriving.ts";
import { judgedUnless, listsOf } from "./cut-short.ts";
import { createForeignRig } from "./foreign-rig.ts";
import type { LoadRun } from "./load-document.ts";
import { createPeakRig, type PeakRig } from "./peak-rig.ts";
import type { PeakRequest } from "./peak-shop.ts";
import { progressLine } from "./progress.ts";

export interface PeakOrder {
  readonly project: Project;
  readonly orders: readonly RawOrder[];
  readonly mix: OrderMix;
  /** All at once when left out. */
  readonly arriving?: Arriving | undefined;
}

export interface MeasuredPeak extends LoadRun {
  readonly sections: readonly Section[];
}

/** A signal that the command is given cuts it short. */
export async function measurePeak(
  { project, orders, mix, arriving }: PeakOrder,
  { surroundings, terminal }: Pick<CommandContext, "surroundings"> & { readonly terminal: Terminal },
): Promise<MeasuredPeak> {
  const plan = planOf(project, mix);
  const rig = await rigFor(
    {
      project,
      orders,
      folder: surroundings.scratchFolder(),
      ...(arriving === undefined ? {} : { profile: arriving.profile }),
    },
    surroundings.env,
  );
  const signal = surroundings.stop;
  const sayStopping = (): void => terminal.say("Cut short: what was seen until now is written down.");
  signal.addEventListener("abort", sayStopping);
  try {
    const onSample = (sample: PeakSample): void => terminal.progress(progressLine(sample));
    const who = project.config.target?.name ?? "core";
    terminal.say(`${rig.webhooks.length} webhooks are on their way; ${who} and emulator run on their own.`);
    const { watched, left } = noting(rig);
    const load = await loadStage({ project, plan, mix, rig: watched, onSample, signal });
    const lists = await listsOf(load.peak, rig, left);
    const accounting = judgedUnless(load.peak.isCutShort, await accountingStage({ project, ...lists }));
    const stages = [load, accounting];
    sayStages(terminal, stages);
    // Nobody who has cut a run short waits for plans to be compared.
    const compared = load.peak.isCutShort
      ? null
      : await comparedPlans({ project, mix, profile: arriving?.profile });
    return {
      ...load,
      compared,
      ...accounting,
      profile: arriving?.name,
      verdict: combineVerdicts(stages.map((stage) => stage.verdict)),
      reasons: stages.flatMap((stage) => stage.reasons),
      sections: [...stages.map(({ section }) => section), ...otherPlans(compared, load.peak)],
    };
  } finally {
    signal.removeEventListener("abort", sayStopping);
    await rig.close();
  }
}

/** Of Drydock's own core, or of the target that the configuration names. @throws UsageError when that cannot take a peak */
async function rigFor(
  request: PeakRequest,
  environment: CommandContext["surroundings"]["env"],
): Promise<PeakRig> {
  const target = targetOf(request.project);
  if (target === undefined) return createPeakRig(request);
  return createForeignRig({ ...request, target, environment }).catch((cause) => {
    if (!(cause instanceof NotOfferedError)) throw cause;
    throw new UsageError(
      `${cause.message} Take \`orders: { by: webhook, path: … }\`, or measure it with \`drydock uat\` alone.`,
      { cause },
    );
  });
}

function otherPlans(compared: PlanMap | null, { faults }: PeakLoadResult): readonly Section[] {
  if (compared === null) return [];
  const title = faults.scheduled.length === 0 ? "Other plans" : "Other plans, without the faults";
  return [{ id: "plans", title, blocks: [planMap(compared)] }];
}

/** The rig, and what leaves the shop. */
function noting(rig: PeakRig): { readonly watched: PeakRig; readonly left: readonly RawOrder[] } {
  const left: RawOrder[] = [];
  const sending = (n: number): void => {
    left.push(...rig.sent.slice(n, n + 1));
    rig.system.sending?.(n);
  };
  return { watched: { ...rig, system: { ...rig.system, sending } }, left };
}

function sayStages(terminal: Terminal, stages: readonly StageResult[]): void {
  for (const { verdict, name, summary, reasons } of stages) {
    terminal.sayVerdict(verdict, `${name.padEnd(10)} ${summary}`);
    for (const reason of reasons) terminal.say(`        ${reason}`);
  }
}
