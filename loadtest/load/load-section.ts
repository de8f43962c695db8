/** A peak-load test as a chapter of a report: verdict lines first, then what happened second by second. */
import { type Block, formatDuration, type Section } from "../../reports/index.ts";
import { agreementOf } from "../agreement.ts";
import { faultInWords } from "../faults/fault-schedule.ts";
import { judgeLimitBurst, judgePeakLoad, type LoadWishes } from "../judge.ts";
import type { ConcurrencyPlan } from "../plan/concurrency-plan.ts";
import type { SimulationResult } from "../simulator/simulate.ts";
import type { LimitBurstResult } from "./limit-burst.ts";
import type { PeakLoadResult } from "./peak-load.ts";
import type { PeakSample } from "./sampling.ts";

export function loadSection(load: {
  readonly peak: PeakLoadResult;
  readonly burst: LimitBurstResult;
  readonly wished: LoadWishes;
  readonly plan: ConcurrencyPlan;
  /** Null when no order arrived. */
  readonly simulated: SimulationResult | null;
}): Section {
  const { peak, burst, wished, plan, simulated } = load;
  return {
    id: "load",
    title: "Peak load",
    lead: `${peak.webhooks} webhooks ${peak.arrivals === "burst" ? "hit the intake at once" : "came over time"}; the core delivered ${peak.delivered} orders in ${formatDuration(peak.drainMs)}, which is ${Math.round(peak.deliveredPerHour).toLocaleString("en-US")} an hour, with ${Math.round(peak.slots.utilisation * 100)} % of its slots in use.`,
    blocks: [
      { kind: "checks", checks: judgePeakLoad(peak, wished) },
      ...faultNotes(peak),
      backlogChart(peak),
      slotsChart(peak),
      latencies(peak),
      agreement(peak, plan),
      ...(simulated === null ? [] : [besideSimulation(peak, simulated)]),
      { kind: "text", text: "A burst of clients without a governor, straight at the concurrency line:" },
      { kind: "checks", checks: judgeLimitBurst(burst) },
      ...scaleNote(peak),
    ],
  };
}

function backlogChart(peak: PeakLoadResult): Block {
  const series = [
    { name: "accepted", pick: (sample: PeakSample) => sample.accepted },
    { name: "backlog", pick: (sample: PeakSample) => sample.backlog },
    { name: "delivered", pick: (sample: PeakSample) => sample.delivered },
  ];
  return {
    kind: "line-chart",
    title: "Orders accepted, waiting and delivered",
    description: `All ${peak.webhooks} orders were accepted in ${formatDuration(peak.intake.durationMs)} of this machine's time; the backlog was gone after ${formatDuration(peak.drainMs)}.`,
    xLabel: "seconds, in NetSuite's time",
    yLabel: "orders",
    series: series.map(({ name, pick }) => ({ name, points: over(peak, pick) })),
  };
}

function slotsChart(peak: PeakLoadResult): Block {
  return {
    kind: "line-chart",
    title: "Slots in use",
    description: `At most ${peak.slots.peakInUse} of ${peak.slots.available} slots in use; the account's limit is ${peak.slots.accountLimit}.`,
    xLabel: "seconds, in NetSuite's time",
    yLabel: "requests in flight",
    series: [{ name: "in use", points: over(peak, ({ slotsInUse }) => slotsInUse), step: true }],
    limit: { label: "available to this integration", y: peak.slots.available },
  };
}

function over({ samples, timeScale }: PeakLoadResult, pick: (sample: PeakSample) => number) {
  return samples.map((sample) => ({ x: (sample.atMs * timeScale) / 1_000, y: pick(sample) }));
}

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

function faultNotes({ faults, timeScale }: PeakLoadResult): readonly Block[] {
  if (faults.scheduled.length === 0) return [];
  const what = `On purpose went wrong: ${faults.scheduled.map(faultInWords).join("; ")}.`;
  const scaled =
    " How long the core waits after a failure is not divided by the time scale, so recovery seems that much longer.";
  return [{ kind: "note", tone: "info", text: timeScale === 1 ? what : what + scaled }];
}

function scaleNote({ timeScale }: PeakLoadResult): readonly Block[] {
  if (timeScale === 1) return [];
  const text = `NetSuite's waits were divided by ${timeScale}; times of delivery are given as they would be in real time, the intake's as measured. What this machine itself needs is not divided, so a real run is never slower for that.`;
  return [{ kind: "note", tone: "info", text }];
}
