/** The charts of a measured peak; each with a sentence that says the same. */
import { type Block, formatDuration } from "../../reports/index.ts";
import type { PeakLoadResult } from "./peak-load.ts";
import { peakSeries } from "./peak-series.ts";

const MINUTES = "minutes, in NetSuite's time";
const MINUTE_MS = 60_000;

export function peakCharts(peak: PeakLoadResult): readonly Block[] {
  const series = peakSeries(peak.orders);
  return [
    flowChart(peak, series),
    backlogChart(peak, series),
    slotsChart(peak),
    percentilesChart(peak, series),
    distributionChart(peak, series),
  ];
}

type Series = ReturnType<typeof peakSeries>;

function flowChart(peak: PeakLoadResult, { arrivals, deliveries, stretchMinutes }: Series): Block {
  return {
    kind: "line-chart",
    title: "Orders arriving and delivered",
    description: `${peak.orders.length} orders arrived and ${peak.delivered} were delivered, the last ${formatDuration(peak.afterLastArrivalMs)} after the last arrival; counted in stretches of ${formatDuration(stretchMinutes * MINUTE_MS)}.`,
    xLabel: MINUTES,
    yLabel: "orders a stretch",
    series: [
      { name: "arriving", points: arrivals, step: true },
      { name: "delivered", points: deliveries, step: true },
    ],
  };
}

function backlogChart(peak: PeakLoadResult, { backlog }: Series): Block {
  return {
    kind: "line-chart",
    title: "Orders on their way",
    description: `At most ${peak.longestBacklog} orders were on their way at once; the backlog was gone after ${formatDuration(peak.drainMs)}.`,
    xLabel: MINUTES,
    yLabel: "orders",
    series: [{ name: "backlog", points: backlog }],
  };
}

/** Refusals stand on the same chart, so that one sees whether they come when the slots are full or when others take them. */
function slotsChart({ samples, slots, calls, timeScale }: PeakLoadResult): Block {
  const x = (atMs: number): number => (atMs * timeScale) / MINUTE_MS;
  const refused = samples.map(({ atMs, refused: until }, n) => ({
    x: x(atMs),
    y: until - (samples[n - 1]?.refused ?? 0),
  }));
  const others = samples.some(({ slotsOfOthers }) => slotsOfOthers > 0);
  return {
    kind: "line-chart",
    title: "Slots in use, and refusals",
    description: `At most ${slots.peakInUse} of ${slots.available} slots in use; the account's limit is ${slots.accountLimit}. NetSuite refused ${calls.refused} of ${calls.total} calls.`,
    xLabel: MINUTES,
    yLabel: "requests",
    series: [
      { name: "in use", points: samples.map(({ atMs, slotsInUse: y }) => ({ x: x(atMs), y })), step: true },
      { name: "refused since the last look", points: refused, step: true },
      ...(others
        ? [
            {
              name: "held by others",
              points: samples.map(({ atMs, slotsOfOthers: y }) => ({ x: x(atMs), y })),
              step: true,
            },
          ]
        : []),
    ],
    limit: { label: "available to this integration", y: slots.available },
  };
}

function percentilesChart({ timeToNetSuite }: PeakLoadResult, { percentiles }: Series): Block {
  const { p50Ms, p95Ms, p99Ms } = timeToNetSuite;
  return {
    kind: "line-chart",
    title: "Time to NetSuite while the peak ran",
    description: `Over the whole run half of the orders were in NetSuite within ${formatDuration(p50Ms)}, 95 % within ${formatDuration(p95Ms)}, 99 % within ${formatDuration(p99Ms)}.`,
    xLabel: `delivered at, ${MINUTES}`,
    yLabel: "minutes",
    series: percentiles,
  };
}

function distributionChart({ timeToNetSuite }: PeakLoadResult, { distribution }: Series): Block {
  return {
    kind: "line-chart",
    title: "How many orders were in NetSuite how soon",
    description: `Half of the orders within ${formatDuration(timeToNetSuite.p50Ms)}, all within ${formatDuration(timeToNetSuite.maxMs)}.`,
    xLabel: `within, ${MINUTES}`,
    yLabel: "% of the orders",
    series: [{ name: "in NetSuite", points: distribution }],
  };
}
