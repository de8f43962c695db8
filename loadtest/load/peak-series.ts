/** A measured peak as series over time, in minutes of NetSuite's time, for charts. Pure. */
import type { Point } from "../../reports/index.ts";
import { percentileOf } from "../percentile.ts";
import type { OrderTimes } from "./peak-deliveries.ts";

const MINUTE = 60_000;
/** So many stretches show a shape without its noise. */
const STRETCHES = 60;

export interface PeakSeries {
  /** Orders in each stretch. */
  readonly arrivals: readonly Point[];
  readonly deliveries: readonly Point[];
  /** Orders on their way at the end of each stretch. */
  readonly backlog: readonly Point[];
  /** Minutes to NetSuite of the orders that were delivered in each stretch. */
  readonly percentiles: readonly { readonly name: string; readonly points: readonly Point[] }[];
  /** Percent of the delivered orders that were in NetSuite within so many minutes. */
  readonly distribution: readonly Point[];
  readonly stretchMinutes: number;
}

const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

export function peakSeries(orders: readonly OrderTimes[]): PeakSeries {
  const end = orders.reduce((last, each) => Math.max(last, each.arrivedAt, each.deliveredAt ?? 0), 1);
  const stretchMs = end / STRETCHES;
  const stretchOf = (ms: number): number => Math.min(STRETCHES - 1, Math.max(0, Math.floor(ms / stretchMs)));
  const stretches = Array.from({ length: STRETCHES }, () => ({ arrived: 0, waits: [] as number[] }));
  const at = (ms: number) => stretches[stretchOf(ms)] as (typeof stretches)[number];
  for (const { arrivedAt, deliveredAt } of orders) {
    at(arrivedAt).arrived += 1;
    if (deliveredAt !== null) at(deliveredAt).waits.push(deliveredAt - arrivedAt);
  }
  for (const { waits } of stretches) waits.sort((one, other) => one - other);
  const endOf = (n: number): number => ((n + 1) * stretchMs) / MINUTE;
  const over = (value: (n: number) => number): readonly Point[] =>
    stretches.map((_, n) => ({ x: endOf(n), y: value(n) }));
  let onTheirWay = 0;
  return {
    arrivals: over((n) => stretches[n]?.arrived ?? 0),
    deliveries: over((n) => stretches[n]?.waits.length ?? 0),
    backlog: over((n) => {
      onTheirWay += (stretches[n]?.arrived ?? 0) - (stretches[n]?.waits.length ?? 0);
      return onTheirWay;
    }),
    percentiles: Object.entries(SHARES).map(([name, share]) => ({
      name,
      points: stretches.flatMap(({ waits }, n) =>
        waits.length === 0 ? [] : [{ x: endOf(n), y: percentileOf(waits, share) / MINUTE }],
      ),
    })),
    distribution: distributionOf(stretches.flatMap(({ waits }) => waits)),
    stretchMinutes: stretchMs / MINUTE,
  };
}

function distributionOf(waits: readonly number[]): readonly Point[] {
  const ascending = waits.toSorted((one, other) => one - other);
  if (ascending.length === 0) return [];
  return Array.from({ length: 101 }, (_, percent) => ({
    x: percentileOf(ascending, percent / 100) / MINUTE,
    y: percent,
  }));
}
