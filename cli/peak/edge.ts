/** `--find-peak` and `--find-plan`: what the simulation finds, and the peaks by which it is confirmed. */
import {
  type ConcurrencyPlan,
  type EdgeQuestion,
  faultSchedule,
  findPeak,
  findPlans,
  type LoadProfileName,
  namedLoad,
} from "../../loadtest/index.ts";
import type { Project } from "../config/project.ts";
import { thresholdsFor } from "../gate/load-stage.ts";
import type { OrderMix } from "../gate/order-mix.ts";
import { planQuestion } from "../gate/plan-stage.ts";
import { UsageError } from "../usage-error.ts";

export interface EdgeSearch {
  readonly project: Project;
  readonly mix: OrderMix;
  readonly profile: LoadProfileName;
  /** What is simulated next, for people. */
  readonly onProbe?: (text: string) => void;
}

/** A volume on a plan. */
export interface EdgePoint {
  readonly peakOrdersPerHour: number;
  readonly tier: ConcurrencyPlan["supply"]["tier"];
  readonly suiteCloudPlus: number;
}

export interface Edge {
  /** The highest volume of the plan, or the least plan of the volume. */
  readonly asked: "peak" | "plan";
  readonly simulated: EdgePoint;
  /** For people. */
  readonly found: string;
  /** What to measure, the best first; a later one is measured when the one before does not hold. */
  readonly candidates: readonly Project[];
}

/** The machine itself takes its part of a measured run: a tenth, and another one, may be given back. */
const STEPS = [1, 0.9, 0.8] as const;

/** @throws UsageError when by simulation no volume holds */
export async function peakEdge(search: EdgeSearch): Promise<Edge> {
  const { project } = search;
  const found = await findPeak(edgeQuestion(search));
  if (found === null) {
    throw new UsageError(
      "By simulation not even one order an hour meets the thresholds. Loosen them, or see `drydock plan`.",
    );
  }
  return {
    asked: "peak",
    simulated: edgePointOf(withPeak(project, found)),
    found: `By simulation ${found.toLocaleString("en-US")} orders/h are the most that meet the thresholds (${inWords(search)}).`,
    candidates: STEPS.map((share) => withPeak(project, Math.max(1, Math.floor(found * share)))),
  };
}

/** @throws UsageError when by simulation no plan on sale holds */
export async function planEdge(search: EdgeSearch): Promise<Edge> {
  const { project } = search;
  const { peakOrdersPerHour } = project.config.plan;
  const [least, ...others] = await findPlans(edgeQuestion(search), STEPS.length);
  if (least === undefined) {
    throw new UsageError(
      `By simulation no plan on sale meets the thresholds at ${peakOrdersPerHour} orders/h. Loosen them, batch, or see \`drydock plan\`.`,
    );
  }
  const { tier, suiteCloudPlus } = least.supply;
  return {
    asked: "plan",
    simulated: edgePointOf(withPlan(project, least)),
    found: `By simulation the least plan that meets the thresholds at ${peakOrdersPerHour} orders/h (${inWords(search)}) is ${tier} with ${suiteCloudPlus} licence(s), ${least.slotsAvailable} slots.`,
    candidates: [least, ...others].map((plan) => withPlan(project, plan)),
  };
}

const inWords = ({ project, profile }: EdgeSearch): string =>
  project.config.load.faults.length === 0 ? profile : `${profile}, with the faults along it`;

export function edgePointOf({ config: { plan, netsuite } }: Project): EdgePoint {
  const { tier, suiteCloudPlus } = netsuite;
  return { peakOrdersPerHour: plan.peakOrdersPerHour, tier, suiteCloudPlus };
}

function edgeQuestion({ project, mix, profile, onProbe }: EdgeSearch): EdgeQuestion {
  return {
    ...planQuestion(project, mix),
    onProbe: ({ demand, supply: { tier, suiteCloudPlus } }) =>
      onProbe?.(
        `simulating ${demand.peakOrdersPerHour.toLocaleString("en-US")} orders/h on ${tier} with ${suiteCloudPlus} licence(s)`,
      ),
    faultsAt: (arriving) => faultSchedule(project.config.load.faults, arriving),
    profileAt: (peak) => namedLoad(profile, peak),
    thresholdsAt: () => thresholdsFor(project, "profile"),
  };
}

function withPeak(project: Project, peakOrdersPerHour: number): Project {
  const { config } = project;
  return { ...project, config: { ...config, plan: { ...config.plan, peakOrdersPerHour } } };
}

function withPlan(project: Project, { supply: { tier, suiteCloudPlus } }: ConcurrencyPlan): Project {
  const { config } = project;
  return { ...project, config: { ...config, netsuite: { ...config.netsuite, tier, suiteCloudPlus } } };
}
