/** `--find-peak` and `--find-plan`: what the simulation finds, and the orders by which it is confirmed. */
import { findPeak, findPlan, type LoadProfileName, namedLoad } from "../../loadtest/index.ts";
import type { RawOrder } from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import { thresholdsFor } from "../gate/load-stage.ts";
import { orderMixOf } from "../gate/order-mix.ts";
import { planQuestion } from "../gate/plan-stage.ts";
import { UsageError } from "../usage-error.ts";

export interface Edge {
  /** For people. */
  readonly found: string;
  /** What to measure, the best first; a later one is measured when the one before does not hold. */
  readonly candidates: readonly Project[];
}

/** The machine itself takes its part of a measured run: a tenth, and another one, may be given back. */
const STEPS = [1, 0.9, 0.8] as const;

/** @throws UsageError when by simulation no volume holds */
export function peakEdge(project: Project, orders: readonly RawOrder[], profile: LoadProfileName): Edge {
  const found = findPeak(edgeQuestion(project, orders, profile));
  if (found === null) {
    throw new UsageError(
      "By simulation not even one order an hour meets the thresholds. Loosen them, or see `drydock plan`.",
    );
  }
  return {
    found: `By simulation ${found.toLocaleString("en-US")} orders/h are the most that meet the thresholds (${profile}).`,
    candidates: STEPS.map((share) => withPeak(project, Math.max(1, Math.floor(found * share)))),
  };
}

/** @throws UsageError when by simulation no plan on sale holds */
export function planEdge(project: Project, orders: readonly RawOrder[], profile: LoadProfileName): Edge {
  const { peakOrdersPerHour } = project.config.plan;
  const found = findPlan(edgeQuestion(project, orders, profile));
  if (found === null) {
    throw new UsageError(
      `By simulation no plan on sale meets the thresholds at ${peakOrdersPerHour} orders/h. Loosen them, batch, or see \`drydock plan\`.`,
    );
  }
  const { tier, suiteCloudPlus } = found.supply;
  const netsuite = { ...project.config.netsuite, tier, suiteCloudPlus };
  return {
    found: `By simulation the least plan that meets the thresholds at ${peakOrdersPerHour} orders/h (${profile}) is ${tier} with ${suiteCloudPlus} licence(s), ${found.slotsAvailable} slots.`,
    candidates: [{ ...project, config: { ...project.config, netsuite } }],
  };
}

function edgeQuestion(project: Project, orders: readonly RawOrder[], profile: LoadProfileName) {
  return {
    ...planQuestion(project, orderMixOf(project, orders)),
    profileAt: (peak: number) => namedLoad(profile, peak),
    thresholdsAt: () => thresholdsFor(project, "profile"),
  };
}

function withPeak(project: Project, peakOrdersPerHour: number): Project {
  const { config } = project;
  return { ...project, config: { ...config, plan: { ...config.plan, peakOrdersPerHour } } };
}
