/** What the charts of a peak's report are drawn from, for machines. */
import { z } from "zod";
import {
  agreementOf,
  batchingInWords,
  holdsSwept,
  type OneLicenceLess,
  type PeakLoadResult,
  type PlanMap,
  peakSeries,
  type SimulationResult,
} from "../../loadtest/index.ts";

const count = z.number().int().min(0);
const number = z.number();

const seriesSchema = z
  .strictObject({
    looks: z
      .array(
        z.strictObject({
          atMs: number.describe("Since the first webhook, in this machine's time."),
          arrived: count,
          delivered: count,
          refused: count,
          backlog: count,
          dead: count,
          slotsInUse: count,
          slotsOfOthers: count,
        }),
      )
      .describe("Each second, or oftener: what came since the look before, and what was under way."),
    overTime: z
      .array(
        z.strictObject({
          untilMinutes: number,
          arrivals: count,
          deliveries: count,
          backlog: number.int(),
          p50Minutes: number.nullable(),
          p95Minutes: number.nullable(),
          p99Minutes: number.nullable(),
        }),
      )
      .describe(
        "Sixty stretches of NetSuite's time; percentiles of what was delivered in each, null where nothing was.",
      ),
    distribution: z
      .array(z.strictObject({ percent: number, withinMinutes: number }))
      .describe("Percent of the delivered orders that were in NetSuite within so many minutes."),
  })
  .describe("Over time, as the report draws it.");

const simulatedSchema = z.strictObject({
  slots: count,
  p50Ms: number,
  p95Ms: number,
  drainMs: number,
  longestBacklog: count,
  backlog: z
    .array(z.strictObject({ atMs: number, orders: number }))
    .describe("Orders on their way, on average over a stretch that begins then."),
});

export const loadChartsFields = {
  series: seriesSchema,
  agreement: z
    .array(
      z.strictObject({ figure: z.string(), measuredMs: number, simulatedMs: number, difference: number }),
    )
    .nullable()
    .describe(
      "Measured beside simulated; null where Drydock's own core was not under load, or no order came.",
    ),
  oneLicenceLess: z
    .strictObject({ asPlanned: simulatedSchema, oneLess: simulatedSchema })
    .nullable()
    .describe("The same orders simulated; null without a licence that one could do without."),
  plans: z
    .array(
      z.strictObject({
        tier: z.string(),
        suiteCloudPlus: count,
        reservedSlots: count,
        slots: count,
        batching: z.string(),
        p95Ms: number.nullable(),
        slotUtilisation: number.nullable(),
        holds: z.boolean(),
      }),
    )
    .nullable()
    .describe(
      "Other plans, simulated; null where they were not compared. Without a slot there is no figure.",
    ),
};

export type LoadCharts = z.output<z.ZodObject<typeof loadChartsFields>>;

export interface LoadChartsSource {
  readonly peak: PeakLoadResult;
  readonly simulated: SimulationResult | null;
  readonly withOneLess: OneLicenceLess | null;
  readonly compared: PlanMap | null;
}

export function loadCharts({ peak, simulated, withOneLess, compared }: LoadChartsSource): LoadCharts {
  return {
    series: seriesOf(peak),
    agreement: simulated === null ? null : agreementOf(peak, simulated).map((each) => ({ ...each })),
    oneLicenceLess:
      withOneLess === null
        ? null
        : {
            asPlanned: simulatedFigures(peak.slots.available, withOneLess.owned),
            oneLess: simulatedFigures(withOneLess.slots, withOneLess.less),
          },
    plans: compared === null ? null : plansOf(compared),
  };
}

function seriesOf({ samples, orders }: PeakLoadResult): LoadCharts["series"] {
  const { arrivals, deliveries, backlog, percentiles, distribution } = peakSeries(orders);
  const percentileAt = (wanted: string, until: number): number | null =>
    percentiles.find(({ name }) => name === wanted)?.points.find(({ x }) => x === until)?.y ?? null;
  return {
    looks: samples.map(({ atMs, backlog: waiting, dead, slotsInUse, slotsOfOthers, ...now }, n) => {
      const since = (figure: "accepted" | "delivered" | "refused"): number =>
        Math.max(0, now[figure] - (samples[n - 1]?.[figure] ?? 0));
      return {
        ...{ atMs, arrived: since("accepted"), delivered: since("delivered"), refused: since("refused") },
        ...{ backlog: waiting, dead, slotsInUse, slotsOfOthers },
      };
    }),
    overTime: arrivals.map(({ x, y }, n) => ({
      untilMinutes: x,
      arrivals: y,
      deliveries: deliveries[n]?.y ?? 0,
      backlog: backlog[n]?.y ?? 0,
      p50Minutes: percentileAt("p50", x),
      p95Minutes: percentileAt("p95", x),
      p99Minutes: percentileAt("p99", x),
    })),
    distribution: distribution.map(({ x, y }) => ({ percent: y, withinMinutes: x })),
  };
}

function simulatedFigures(
  slots: number,
  { timeToNetSuite, drainMs, longestBacklog, stretches }: SimulationResult,
): z.output<typeof simulatedSchema> {
  const { p50Ms, p95Ms } = timeToNetSuite;
  const backlog = stretches.map((each) => ({ atMs: each.fromMs, orders: each.backlog }));
  return { slots, p50Ms, p95Ms, drainMs, longestBacklog, backlog };
}

const plansOf = ({ swept, serviceLevel }: PlanMap): LoadCharts["plans"] =>
  swept.map((each) => {
    const { tier, suiteCloudPlus, reservedSlots } = each.plan.supply;
    return {
      ...{ tier, suiteCloudPlus, reservedSlots, slots: each.plan.slotsAvailable },
      batching: batchingInWords(each.batching),
      p95Ms: each.simulated?.timeToNetSuite.p95Ms ?? null,
      slotUtilisation: each.simulated?.utilisation ?? null,
      holds: holdsSwept(each, serviceLevel),
    };
  });
