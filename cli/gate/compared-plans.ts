/** What else could be bought, simulated: every tier on sale with every licence count, reserve and way of batching asked for. */
import {
  arrivalTimes,
  type LoadProfile,
  namedLoad,
  type PlanMap,
  type SweepOptions,
  sizeOf,
  sweepPlans,
} from "../../loadtest/index.ts";
import type { Project } from "../config/project.ts";
import { batchSettingsOf } from "./batch-settings.ts";
import type { OrderMix } from "./order-mix.ts";
import { planQuestion } from "./plan-stage.ts";

export interface PlansToCompare {
  readonly project: Project;
  readonly mix: OrderMix;
  /** How the orders arrive; @default as the configuration's plan says */
  readonly profile?: LoadProfile | undefined;
  /** What is varied besides tiers and licences; @default nothing */
  readonly varied?: Pick<SweepOptions, "reserves" | "batches">;
  readonly onSimulated?: SweepOptions["onSimulated"];
}

/** So many orders through every plan take as long as a peak; with more of them somebody has to ask for the comparison. */
const MOST_UNASKED = 50_000;

/** Null when the orders are too many for it to be done beside something else, or so few that by chance none comes. */
export async function comparedPlans(asked: PlansToCompare): Promise<PlanMap | null> {
  const { profile, demand } = questionOf(asked);
  const arriving = profile ?? namedLoad("constant", demand.peakOrdersPerHour);
  if (sizeOf(arriving).orders > MOST_UNASKED || arrivalTimes(arriving, 1).length === 0) return null;
  return comparePlans(asked);
}

export async function comparePlans(asked: PlansToCompare): Promise<PlanMap> {
  const { netsuite, plan } = asked.project.config;
  const batching = batchSettingsOf(asked.project);
  const swept = await sweepPlans({
    ...questionOf(asked),
    batches: [batching],
    ...asked.varied,
    ...(asked.onSimulated === undefined ? {} : { onSimulated: asked.onSimulated }),
  });
  return { swept, chosen: netsuite, batching, serviceLevel: plan.serviceLevel };
}

function questionOf({ project, mix, profile }: PlansToCompare) {
  const question = planQuestion(project, mix);
  return profile === undefined ? question : { ...question, profile };
}
