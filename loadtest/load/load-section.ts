/** A peak-load test as a chapter of a report: verdict lines first, then what happened second by second. */
import { type Block, formatDuration, type Section } from "../../reports/index.ts";
import { agreementOf, type OneLicenceLess } from "../agreement.ts";
import { faultInWords } from "../faults/fault-schedule.ts";
import { judgeLimitBurst, judgePeakLoad, type LoadWishes } from "../judge.ts";
import type { ConcurrencyPlan } from "../plan/concurrency-plan.ts";
import type { SimulationResult } from "../simulator/simulate.ts";
import type { LimitBurstResult } from "./limit-burst.ts";
import { machineShareInWords } from "./machine-share.ts";
import { oneLicenceLessBlocks } from "./one-licence-less.ts";
import { peakCharts } from "./peak-charts.ts";
import type { PeakLoadResult } from "./peak-load.ts";

export function loadSection(load: {
  readonly peak: PeakLoadResult;
  readonly burst: LimitBurstResult;
  readonly wished: LoadWishes;
  readonly plan: ConcurrencyPlan;
  /** Null when no order arrived. */
  readonly simulated: SimulationResult | null;
  /** The same orders with one licence less; null when there is none to do without. */
  readonly withOneLess: OneLicenceLess | null;
}): Section {
  const { peak, burst, wished, plan, simulated, withOneLess } = load;
  const isOurs = peak.hidden.length === 0;
  return {
    id: "load",
    title: "Peak load",
    lead: `${peak.webhooks} webhooks ${peak.arrivals === "burst" ? "hit the intake at once" : "came over time"}; ${peak.delivered} orders were in NetSuite in ${formatDuration(peak.drainMs)}, which is ${Math.round(peak.deliveredPerHour).toLocaleString("en-US")} an hour${busy(peak)}.`,
    blocks: [
      { kind: "checks", checks: judgePeakLoad(peak, wished) },
      ...faultNotes(peak),
      ...peakCharts(peak),
      latencies(peak),
      ...(isOurs ? [agreement(peak, plan)] : []),
      ...(simulated === null ? [] : [besideSimulation(peak, simulated)]),
      ...(withOneLess === null ? [] : oneLicenceLessBlocks(peak.slots.available, withOneLess)),
      { kind: "text", text: "A burst of clients without a governor, straight at the concurrency line:" },
      { kind: "checks", checks: judgeLimitBurst(burst) },
      ...(isOurs ? scaleNotes(peak, plan) : outsideNotes(peak)),
    ],
  };
}

const busy = ({ slots: { utilisation } }: PeakLoadResult): string =>
  utilisation === null ? "" : `, with ${Math.round(utilisation * 100)} % of its slots in use`;

function latencies({ intake, timeToNetSuite }: PeakLoadResult): Block {
  const acknowledged = intake.answers.get(200);
  const cell = (value: number | undefined): string => (value === undefined ? "" : formatDuration(value));
  const ms = (value: number | undefined): string => (value === undefined ? "" : `${value.toFixed(1)} ms`);
  return {
    kind: "table",
    caption: "How long it took",
    columns: [
      { label: "step" },
      ...["p50", "p95", "p99"].map((label) => ({ label, align: "right" as const })),
    ],
    rows: [
      ["Intake answers the shop", ms(acknowledged?.p50Ms), ms(acknowledged?.p95Ms), ms(acknowledged?.p99Ms)],
      [
        "From accepted to in NetSuite",
        cell(timeToNetSuite.p50Ms),
        cell(timeToNetSuite.p95Ms),
        cell(timeToNetSuite.p99Ms),
      ],
    ],
  };
}

/** What was calculated beside what was measured: a plan that reality contradicts is no plan. */
function agreement({ deliveredPerHour }: PeakLoadResult, { capacityPerHour }: ConcurrencyPlan): Block {
  const perHour = (value: number): string => `${Math.round(value).toLocaleString("en-US")} orders/h`;
  const difference = Math.round((deliveredPerHour / capacityPerHour - 1) * 100);
  return {
    kind: "facts",
    facts: [
      { label: "Calculated with all slots busy", value: perHour(capacityPerHour) },
      { label: "Measured while the backlog drained", value: perHour(deliveredPerHour) },
      { label: "Difference", value: `${difference > 0 ? "+" : ""}${difference} %` },
    ],
  };
}

function besideSimulation(peak: PeakLoadResult, simulated: SimulationResult): Block {
  return {
    kind: "table",
    caption: "Measured beside simulated",
    columns: [
      { label: "figure" },
      ...["measured", "simulated", "difference"].map((label) => ({ label, align: "right" as const })),
    ],
    rows: agreementOf(peak, simulated).map(({ figure, measuredMs, simulatedMs, difference }) => [
      figure,
      formatDuration(measuredMs),
      formatDuration(simulatedMs),
      `${difference >= 0 ? "+" : ""}${(difference * 100).toFixed(1)} %`,
    ]),
  };
}

function faultNotes({ faults }: PeakLoadResult): readonly Block[] {
  if (faults.scheduled.length === 0) return [];
  const text = `On purpose went wrong: ${faults.scheduled.map(faultInWords).join("; ")}.`;
  return [{ kind: "note", tone: "info", text }];
}

function scaleNotes({ timeScale }: PeakLoadResult, plan: ConcurrencyPlan): readonly Block[] {
  if (timeScale === 1) return [];
  const text = `NetSuite's waits, and the core's own after a failure, were divided by ${timeScale}; times of delivery are given as they would be in real time, the intake's as measured. What this machine itself needs is not divided, so a real run is never slower for that.`;
  const machine = machineShareInWords(plan, timeScale);
  return [
    { kind: "note", tone: "info", text },
    ...(machine === null ? [] : [{ kind: "note" as const, tone: "warning" as const, text: machine }]),
  ];
}

/** Of an integration that is not ours, what was not judged, and how its waits are to be read. */
function outsideNotes({ hidden, timeScale }: PeakLoadResult): readonly Block[] {
  const text = `Judged from outside: by what NetSuite was asked and holds. Not offered, and so neither held nor broken: ${hidden.join(", ")}.`;
  const scaled = ` NetSuite's waits were divided by ${timeScale}, those of the integration were not: measure it with --time-scale 1 where it waits long.`;
  return [{ kind: "note", tone: "info", text: timeScale === 1 ? text : text + scaled }];
}
