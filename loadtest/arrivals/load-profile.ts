/** A load profile: how many orders arrive, hour by hour or minute by minute, as stages between which the rate moves in a straight line. */
import { z } from "zod";
import { LoadtestError } from "../errors.ts";

const rate = z.number().nonnegative();

const stageSchema = z.strictObject({
  minutes: z.number().positive(),
  /** Orders an hour at its beginning. */
  fromPerHour: rate,
  /** Orders an hour at its end; the same as at its beginning when left out. */
  toPerHour: rate.exactOptional(),
});

export const loadProfileSchema = z.strictObject({
  stages: z.array(stageSchema).min(1),
  /** Shoppers do not know of each other: `poisson`. `even` is for a machine that sends by the clock. */
  spacing: z.enum(["poisson", "even"]).default("poisson"),
  /** Moments that were recorded, in ms since the beginning, ascending: these and no others, whatever the spacing. */
  recorded: z.array(z.number().nonnegative()).readonly().exactOptional(),
});

export type LoadProfile = Readonly<z.output<typeof loadProfileSchema>>;
export type LoadStage = LoadProfile["stages"][number];

const HOUR = 60;

const byChance = (...stages: LoadProfile["stages"]): LoadProfile => ({ stages, spacing: "poisson" });

export function constantLoad(perHour: number, minutes: number): LoadProfile {
  return byChance({ minutes, fromPerHour: perHour });
}

/** A day from its orders in each hour (24 numbers, or any number of hours): the shape that shop systems export. */
export function dayLoad(ordersByHour: readonly number[]): LoadProfile {
  return byChance(...ordersByHour.map((perHour) => ({ minutes: HOUR, fromPerHour: perHour })));
}

/**
 * Shapes by name, as functions of the busiest hour. The shares are ours, made to be plausible and not taken from any shop:
 * for one's own day give `ordersByHour`.
 */
const SHAPES = {
  /** As many as the busiest hour holds, for an hour. */
  constant: (peak) => constantLoad(peak, HOUR),
  /** From nothing to the peak within an hour. */
  ramp: (peak) => byChance({ minutes: HOUR, fromPerHour: 0, toPerHour: peak }),
  /** Half an hour at a fifth of the peak, then an hour at the peak without any warning, then a quiet hour. */
  step: (peak) =>
    byChance(
      { minutes: HOUR / 2, fromPerHour: peak / 5 },
      { minutes: HOUR, fromPerHour: peak },
      { minutes: HOUR, fromPerHour: peak / 5 },
    ),
  /** Ten minutes that hold half of the busiest hour's orders, and an hour that fades. */
  "flash-sale": (peak) =>
    byChance(
      { minutes: 15, fromPerHour: peak / 10 },
      { minutes: 10, fromPerHour: peak * 3 },
      { minutes: 50, fromPerHour: peak * 0.6, toPerHour: peak / 10 },
    ),
  /** A whole day: quiet night, a start at midnight, a lunch peak and the evening's. */
  "black-friday": (peak) =>
    dayLoad(
      [
        0.55, 0.35, 0.2, 0.12, 0.1, 0.14, 0.25, 0.42, 0.6, 0.72, 0.8, 0.86, 0.95, 0.88, 0.78, 0.74, 0.76,
        0.82, 0.9, 0.97, 1, 0.93, 0.8, 0.64,
      ].map((share) => share * peak),
    ),
} as const satisfies Record<string, (peakPerHour: number) => LoadProfile>;

export type LoadProfileName = keyof typeof SHAPES;
export const LOAD_PROFILE_NAMES = Object.keys(SHAPES) as [LoadProfileName, ...LoadProfileName[]];

/** @throws LoadtestError for a peak that is no volume */
export function namedLoad(name: LoadProfileName, peakPerHour: number): LoadProfile {
  if (!(peakPerHour > 0 && Number.isFinite(peakPerHour))) {
    throw new LoadtestError(
      `The busiest hour has ${peakPerHour} orders; a load profile needs a volume above 0.`,
      {
        code: "IMPOSSIBLE_PLAN",
      },
    );
  }
  return SHAPES[name](peakPerHour);
}

/** Orders that a profile is expected to bring, and its length in ms. */
export function sizeOf({ stages }: LoadProfile): { readonly orders: number; readonly durationMs: number } {
  const minutes = stages.reduce((sum, stage) => sum + stage.minutes, 0);
  return { orders: stages.reduce((sum, stage) => sum + ordersIn(stage), 0), durationMs: minutes * 60_000 };
}

/** The rate moves in a straight line, so its mean is that of both ends. */
export const ordersIn = ({ minutes, fromPerHour, toPerHour = fromPerHour }: LoadStage): number =>
  (((fromPerHour + toPerHour) / 2) * minutes) / HOUR;

/** The middle of the busiest stretch, in ms since the beginning; where the rate rises to a single moment, that moment. */
export function peakOf({ stages }: LoadProfile): number {
  let [startsAt, peakAt, highest] = [0, 0, 0];
  for (const { minutes, fromPerHour, toPerHour = fromPerHour } of stages) {
    const rate = Math.max(fromPerHour, toPerHour);
    if (rate > highest) {
      highest = rate;
      peakAt = startsAt + (fromPerHour === toPerHour ? minutes / 2 : toPerHour > fromPerHour ? minutes : 0);
    }
    startsAt += minutes;
  }
  return peakAt * 60_000;
}

/** The most orders of any sixty minutes. */
export function busiestHourOf({ stages }: LoadProfile): number {
  let end = 0;
  const ends = stages.map(({ minutes }) => {
    end += minutes;
    return end;
  });
  // The busiest hour begins or ends where a stage does, or within one whose rate is at its highest there.
  const begins = [0, ...ends].flatMap((edge) => [edge, edge - HOUR]).map((minute) => Math.max(0, minute));
  return Math.max(...begins.map((from) => ordersBetween(stages, from, from + HOUR)));
}

function ordersBetween(stages: LoadProfile["stages"], from: number, to: number): number {
  let [startsAt, orders] = [0, 0];
  for (const { minutes, fromPerHour, toPerHour = fromPerHour } of stages) {
    const [first, last] = [Math.max(from, startsAt), Math.min(to, startsAt + minutes)];
    if (last > first) {
      const rateAt = (minute: number): number =>
        fromPerHour + ((toPerHour - fromPerHour) * (minute - startsAt)) / minutes;
      orders += (((rateAt(first) + rateAt(last)) / 2) * (last - first)) / HOUR;
    }
    startsAt += minutes;
  }
  return orders;
}
