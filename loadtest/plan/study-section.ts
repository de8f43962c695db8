/** A studied plan as a chapter of a report: in words first, then what it was calculated and simulated from. */
import { type Block, formatDuration, type Section } from "../../reports/index.ts";
import type { SimulationResult } from "../simulator/simulate.ts";
import { type PlanMap, planMap } from "../sweep/plan-map.ts";
import type { BatchingGain } from "./batching.ts";
import type { ConcurrencyPlan } from "./concurrency-plan.ts";
import { count, percent, planFacts, slotsChart } from "./plan-section.ts";
import type { PlanStudy } from "./plan-study.ts";
import { answerInWords, leastInWords } from "./study-words.ts";

/** @param compared null when no other plans were simulated */
export function planSection(study: PlanStudy, compared: PlanMap | null = null): Section {
  const { plan, simulated, checks } = study;
  return {
    id: "plan",
    title: "Concurrency plan",
    lead: answerInWords(study),
    blocks: [
      { kind: "checks", checks },
      slotsChart(plan),
      planFacts(plan),
      ...(simulated === null ? [] : [backlogChart(simulated), simulatedSlots(plan, simulated)]),
      ...(compared === null ? [] : [planMap(compared)]),
      licences(study),
      batching(study.batching),
      assumptions(study),
    ],
  };
}

const MINUTE = 60_000;
const inMinutes = (ms: number): number => ms / MINUTE;

function backlogChart({ stretches, longestBacklog, timeToNetSuite }: SimulationResult): Block {
  return {
    kind: "line-chart",
    title: "Orders on their way (simulated)",
    description: `At most ${count(longestBacklog)} orders are on their way at once; 95 % are in NetSuite within ${formatDuration(timeToNetSuite.p95Ms)}.`,
    xLabel: "minutes",
    yLabel: "orders",
    series: [
      {
        name: "backlog",
        points: stretches.map(({ fromMs, backlog }) => ({ x: inMinutes(fromMs), y: backlog })),
      },
    ],
  };
}

function simulatedSlots(plan: ConcurrencyPlan, { stretches, utilisation, calls }: SimulationResult): Block {
  return {
    kind: "line-chart",
    title: "Slots in use (simulated)",
    description: `The ${plan.slotsAvailable} slots are in use for ${percent(utilisation)} of the time; NetSuite refuses ${calls.refused} of ${count(calls.total)} calls.`,
    xLabel: "minutes",
    yLabel: "slots",
    series: [
      {
        name: "slots in use",
        points: stretches.map(({ fromMs, slotsInUse }) => ({ x: inMinutes(fromMs), y: slotsInUse })),
      },
    ],
    limit: { label: "available", y: plan.slotsAvailable },
  };
}

/** What the calculation says of a table's plans, which counts orders that go by themselves. */
const oneByOne = ({ batched }: PlanStudy): string => (batched === null ? "" : ", one by one");

function licences(study: PlanStudy): Block {
  const { plan, byLicences } = study;
  return {
    kind: "table",
    caption: `What each licence buys${oneByOne(study)}. ${leastInWords(study)}`,
    columns: [
      { label: "SuiteCloud Plus licences", align: "right" },
      { label: "Concurrency limit", align: "right" },
      { label: "Slots available", align: "right" },
      { label: "Orders/h at most", align: "right" },
      { label: "Minutes to drain the peak", align: "right" },
      { label: "Suffices" },
    ],
    rows: byLicences.map((each) => [
      `${each.supply.suiteCloudPlus}${each.supply.suiteCloudPlus === plan.supply.suiteCloudPlus ? " (planned)" : ""}`,
      `${each.concurrencyLimit}`,
      `${each.slotsAvailable}`,
      count(each.capacityPerHour),
      Number.isFinite(each.drainMinutes) ? `${Math.ceil(each.drainMinutes)}` : "never",
      each.holds ? "yes" : "no",
    ]),
  };
}

function batching(gains: readonly BatchingGain[]): Block {
  return {
    kind: "table",
    caption: "What batching buys",
    columns: [
      { label: "Way" },
      { label: "Records of a batch", align: "right" },
      { label: "Orders/h at most", align: "right" },
      { label: "Over single calls", align: "right" },
      { label: "Bound by" },
    ],
    rows: gains.map(({ way, size, capacityPerHour, gain, boundBy }) => [
      way === "rest" ? "asynchronous REST batch" : "RESTlet",
      `${size}`,
      count(capacityPerHour),
      `${gain.toFixed(2)} ×`,
      boundBy,
    ]),
  };
}

function assumptions(study: PlanStudy): Block {
  return {
    kind: "table",
    caption: `What the answer hangs on: slots needed${oneByOne(study)} when one assumption is a quarter off`,
    columns: [
      { label: "Assumption" },
      { label: "A quarter less", align: "right" },
      { label: "As planned", align: "right" },
      { label: "A quarter more", align: "right" },
      { label: "Changes whether they suffice" },
    ],
    rows: study.assumptions.map(({ name, slotsNeeded, decides }) => [
      name,
      ...slotsNeeded.map((slots) => `${slots}`),
      decides ? "yes" : "no",
    ]),
  };
}
