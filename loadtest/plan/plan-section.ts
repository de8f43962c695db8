/** A concurrency plan in words, as a check, and as the figures it was calculated from. */
import { type Block, type Check, formatDuration } from "../../reports/index.ts";
import type { SimulationResult } from "../simulator/simulate.ts";
import { type BatchSettings, batchingInWords } from "../simulator/simulated-batch.ts";
import type { ConcurrencyPlan } from "./concurrency-plan.ts";
import { holdsSimulatedPlan, patienceMs, type ServiceLevel } from "./service-level.ts";

const SLOTS_SUFFICE = "The account has the slots that the peak needs";

/** Whether the plan holds, as the one check that the gate looks at. */
export function planChecks(plan: ConcurrencyPlan): readonly Check[] {
  return [
    {
      name: SLOTS_SUFFICE,
      verdict: plan.holds ? "pass" : "fail",
      expected: `${plan.slotsNeeded} slots for ${count(plan.demand.peakOrdersPerHour)} orders/h`,
      found: `${plan.slotsAvailable} slots available (limit ${plan.concurrencyLimit}, ${plan.supply.reservedSlots} reserved for others)`,
      ...(plan.holds ? {} : { detail: remedy(plan) }),
    },
  ];
}

export interface BatchedPlan {
  readonly batching: BatchSettings;
  /** Null when no slot is left to simulate with. */
  readonly simulated: SimulationResult | null;
  readonly serviceLevel: ServiceLevel;
}

/** The same of a plan whose orders go in batches: they need fewer slots than the calculation says, so that the simulation judges. */
export function batchedChecks(
  plan: ConcurrencyPlan,
  { batching, simulated, serviceLevel }: BatchedPlan,
): readonly Check[] {
  const holds = simulated !== null && holdsSimulatedPlan(simulated, serviceLevel);
  return [
    {
      name: SLOTS_SUFFICE,
      verdict: holds ? "pass" : "fail",
      expected: `${count(plan.demand.peakOrdersPerHour)} orders/h in ${batchingInWords(batching)}, 95 % of them in NetSuite within ${formatDuration(patienceMs(serviceLevel))}`,
      found: `${plan.slotsAvailable} slots available${simulated === null ? "" : `, ${inTimeInWords(simulated)} (simulated)`}`,
    },
  ];
}

export const inTimeInWords = ({ timeToNetSuite, utilisation }: SimulationResult): string =>
  `95 % within ${formatDuration(timeToNetSuite.p95Ms)} with ${percent(utilisation)} of the slots in use`;

/** The answer in two or three sentences. */
export function inWords(plan: ConcurrencyPlan): string {
  return `${needInWords(plan)} ${plan.holds ? `The plan holds, with ${spare(plan)}.` : remedy(plan)}`;
}

/** What the peak needs, and what there is. */
export function needInWords(plan: ConcurrencyPlan): string {
  const need = `The peak of ${count(plan.demand.peakOrdersPerHour)} orders an hour keeps ${plan.slotsBusy.toFixed(1)} slots busy on average and needs ${plan.slotsNeeded} to stay below ${percent(plan.supply.maxUtilisation)} utilisation.`;
  const have = `${tierInWords(plan)} gives a concurrency limit of ${plan.concurrencyLimit}; ${plan.slotsAvailable} slots are left for this integration.`;
  return `${need} ${have}`;
}

export const spare = ({ slotsAvailable, slotsNeeded }: ConcurrencyPlan): string =>
  `${slotsAvailable - slotsNeeded} slots to spare`;

function remedy(plan: ConcurrencyPlan): string {
  const backlog =
    plan.backlogAfterPeak > 0
      ? ` After the peak hour ${count(plan.backlogAfterPeak)} orders would still wait${Number.isFinite(plan.drainMinutes) ? `, for another ${Math.ceil(plan.drainMinutes)} minutes` : ""}.`
      : "";
  const help =
    plan.licencesThatHold === null
      ? `No number of SuiteCloud Plus licences of the ${plan.supply.tier} tier suffices: take a higher tier, batch the writes, or accept a longer drain time.`
      : `${plan.licencesThatHold} SuiteCloud Plus licence(s) would hold.`;
  return `The plan does not hold: ${plan.slotsNeeded} slots are needed and ${plan.slotsAvailable} available.${backlog} ${help}`;
}

function tierInWords({ supply }: ConcurrencyPlan): string {
  const licences =
    supply.suiteCloudPlus === 1
      ? "1 SuiteCloud Plus licence"
      : `${supply.suiteCloudPlus} SuiteCloud Plus licences`;
  return `The ${supply.tier} tier with ${licences}`;
}

export function slotsChart(plan: ConcurrencyPlan): Block {
  const bars = [
    { label: "busy on average", value: plan.slotsBusy, display: plan.slotsBusy.toFixed(1) },
    { label: "needed", value: plan.slotsNeeded, display: `${plan.slotsNeeded}`, highlighted: true },
    { label: "available", value: plan.slotsAvailable, display: `${plan.slotsAvailable}` },
  ];
  return {
    kind: "bar-chart",
    title: "Slots at the peak",
    description: `${plan.slotsBusy.toFixed(1)} slots busy on average, ${plan.slotsNeeded} needed, ${plan.slotsAvailable} available.`,
    xLabel: "slots",
    bars,
    limit: { label: "concurrency limit", value: plan.concurrencyLimit },
  };
}

export function planFacts(plan: ConcurrencyPlan): Block {
  return {
    kind: "facts",
    facts: [
      {
        label: "One order holds a slot for",
        value: `${plan.slotSecondsPerOrder.toFixed(2)} s in ${plan.demand.writes.length} calls`,
      },
      { label: "Capacity with all slots busy", value: `${count(plan.capacityPerHour)} orders/h` },
      { label: "Slot utilisation at the peak", value: percent(plan.utilisation) },
      { label: "Backlog after the peak hour", value: `${count(plan.backlogAfterPeak)} orders` },
      {
        label: "Latency of NetSuite",
        value: `${latencyInWords(plan.demand)}; measure it in your own sandbox`,
      },
      { label: "Lines of an order", value: plan.demand.linesPerOrder.toFixed(1) },
      {
        label: "Formulae",
        value:
          "slots busy = arrival rate × holding time (Little's law); limits by tier from Oracle help, bridgehead_1500275603",
      },
    ],
  };
}

function latencyInWords({ latency }: ConcurrencyPlan["demand"]): string {
  if (typeof latency === "string") return `the profile “${latency}”`;
  return "fixedMs" in latency
    ? `${latency.fixedMs} ms for every call`
    : `a profile of its own (${latency.source})`;
}

export const count = (value: number): string =>
  Number.isFinite(value) ? Math.floor(value).toLocaleString("en-US") : "unlimited";
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
