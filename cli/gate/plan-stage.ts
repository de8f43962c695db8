/** Stage 2: does the account have the slots that the peak hour needs? */
import {
  type ConcurrencyPlan,
  inWords,
  LoadtestError,
  planChecks,
  planConcurrency,
  planSection,
} from "../../loadtest/index.ts";
import type { Project } from "../config/project.ts";
import { UsageError } from "../usage-error.ts";
import type { OrderMix } from "./order-mix.ts";
import { reasonsOf, type StageResult, verdictOfChecks } from "./stage.ts";

/** @throws UsageError for a plan that cannot exist */
export function planOf({ config }: Project, mix: OrderMix): ConcurrencyPlan {
  const { netsuite, plan } = config;
  try {
    return planConcurrency(
      {
        peakOrdersPerHour: plan.peakOrdersPerHour,
        latency: plan.latency,
        linesPerOrder: mix.linesPerOrder,
        writes: mix.writes,
      },
      {
        tier: netsuite.tier,
        suiteCloudPlus: netsuite.suiteCloudPlus,
        reservedSlots: netsuite.reservedSlots,
        maxUtilisation: plan.maxUtilisation,
      },
    );
  } catch (cause) {
    if (!(cause instanceof LoadtestError)) throw cause;
    throw new UsageError(`The concurrency plan cannot be calculated: ${cause.message}`, { cause });
  }
}

export function planStage(plan: ConcurrencyPlan): StageResult {
  const checks = planChecks(plan);
  return {
    name: "plan",
    verdict: verdictOfChecks(checks),
    reasons: reasonsOf(checks),
    summary: `${plan.slotsNeeded} slots needed, ${plan.slotsAvailable} available for ${plan.demand.peakOrdersPerHour} orders/h`,
    section: { ...planSection(plan), lead: inWords(plan) },
  };
}
