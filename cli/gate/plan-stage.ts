/** Stage 2: does the account have the slots that the peak hour needs? */
import {
  type ConcurrencyPlan,
  dayLoad,
  type LoadProfile,
  LoadtestError,
  namedLoad,
  type PlanMap,
  type PlanStudy,
  type PlanStudyOptions,
  planConcurrency,
  planSection,
  studyPlan,
} from "../../loadtest/index.ts";
import { busiestHour, type PlanConfig } from "../config/plan-config.ts";
import { latencyOfPlan } from "../config/plan-latency.ts";
import type { Project } from "../config/project.ts";
import { UsageError } from "../usage-error.ts";
import { batchSettingsOf } from "./batch-settings.ts";
import type { OrderMix } from "./order-mix.ts";
import { reasonsOf, type StageResult, verdictOfChecks } from "./stage.ts";

/**
 * What is asked of the plan, as the configuration and the orders say it.
 *
 * @param arriving how the orders arrive, in place of what the configuration says
 */
export function planQuestion(
  project: Project,
  { lines, linesPerOrder, writes }: OrderMix,
  arriving?: LoadProfile,
): PlanStudyOptions {
  const { config } = project;
  const { netsuite, plan } = config;
  const { serviceLevel, batchSize, prices } = plan;
  const peakOrdersPerHour = busiestHour(plan);
  return {
    demand: { peakOrdersPerHour, latency: latencyOfPlan(project), linesPerOrder, writes },
    supply: {
      tier: netsuite.tier,
      suiteCloudPlus: netsuite.suiteCloudPlus,
      reservedSlots: netsuite.reservedSlots,
      maxUtilisation: plan.maxUtilisation,
    },
    profile: arriving ?? configuredProfile(plan),
    serviceLevel,
    batchSize,
    batching: batchSettingsOf(project) ?? undefined,
    retry: config.serve.retry,
    lines: lines.length === 0 ? undefined : lines,
    prices,
  };
}

function configuredProfile({ profile, peakOrdersPerHour, ordersByHour }: PlanConfig): LoadProfile {
  return ordersByHour === undefined ? namedLoad(profile, peakOrdersPerHour) : dayLoad(ordersByHour);
}

/** The slots alone, for whoever measures instead of simulating. @throws UsageError for a plan that cannot exist */
export function planOf(project: Project, mix: OrderMix): ConcurrencyPlan {
  const { demand, supply } = planQuestion(project, mix);
  return possible(() => planConcurrency(demand, supply));
}

/** @throws UsageError for a plan that cannot exist */
export const studyOf = (project: Project, mix: OrderMix, arriving?: LoadProfile): PlanStudy =>
  possible(() => studyPlan(planQuestion(project, mix, arriving)));

function possible<T>(calculate: () => T): T {
  try {
    return calculate();
  } catch (cause) {
    if (!(cause instanceof LoadtestError)) throw cause;
    throw new UsageError(`The concurrency plan cannot be calculated: ${cause.message}`, { cause });
  }
}

/** @param compared other plans that were simulated beside it, if any were */
export function planStage(study: PlanStudy, compared: PlanMap | null = null): StageResult {
  const { plan, checks, batched } = study;
  const { slotsNeeded, slotsAvailable, demand } = plan;
  const needed = batched === null ? `${slotsNeeded} slots needed, ` : "";
  const how = batched === null ? "" : ` in batches of ${batched.size}`;
  return {
    name: "plan",
    verdict: verdictOfChecks(checks),
    reasons: reasonsOf(checks),
    summary: `${needed}${slotsAvailable} ${batched === null ? "" : "slots "}available for ${demand.peakOrdersPerHour} orders/h${how}`,
    section: planSection(study, compared),
  };
}
