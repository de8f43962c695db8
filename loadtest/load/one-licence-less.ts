/** What the same orders would have met with one licence less, as blocks of a report. Pure. */
import { type Block, formatDuration } from "../../reports/index.ts";
import type { OneLicenceLess } from "../agreement.ts";
import type { SimulationResult } from "../simulator/simulate.ts";

const MINUTE_MS = 60_000;
const [OWNED, LESS] = ["as planned", "one licence less"];

/** Both simulated: what is compared are plans, not a machine and a calculation. @param slots those of the plan */
export function oneLicenceLessBlocks(
  slots: number,
  { slots: left, owned, less }: OneLicenceLess,
): readonly Block[] {
  return [
    {
      kind: "line-chart",
      title: "Orders on their way with one licence less (simulated)",
      description: `With ${slots} slots, as planned, at most ${count(owned.longestBacklog)} orders are on their way at once and the last is in NetSuite after ${formatDuration(owned.drainMs)}; with ${left} slots, one licence less, ${count(less.longestBacklog)} and ${formatDuration(less.drainMs)}.`,
      xLabel: "minutes, in NetSuite's time",
      yLabel: "orders",
      series: [
        { name: OWNED, points: backlogOf(owned) },
        { name: LESS, points: backlogOf(less) },
      ],
    },
    {
      kind: "table",
      caption: "The same orders with one SuiteCloud Plus licence less (simulated)",
      columns: [
        { label: "plan" },
        ...["slots", "p50", "p95", "drained in", "longest backlog"].map((label) => ({
          label,
          align: "right" as const,
        })),
      ],
      rows: [row(OWNED, slots, owned), row(LESS, left, less)],
    },
  ];
}

const count = (value: number): string => value.toLocaleString("en-US");

const backlogOf = ({ stretches }: SimulationResult) =>
  stretches.map(({ fromMs, backlog }) => ({ x: fromMs / MINUTE_MS, y: backlog }));

function row(name: string, slots: number, { timeToNetSuite, longestBacklog, drainMs }: SimulationResult) {
  return [
    name,
    `${slots}`,
    formatDuration(timeToNetSuite.p50Ms),
    formatDuration(timeToNetSuite.p95Ms),
    formatDuration(drainMs),
    count(longestBacklog),
  ];
}
