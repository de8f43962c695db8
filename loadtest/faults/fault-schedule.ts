/** What goes wrong along a peak, and when: written in minutes of NetSuite's time, so that a time scale changes nothing. */
import { z } from "zod";
import { type LoadProfile, peakOf } from "../arrivals/load-profile.ts";

const share = z.number().gt(0).max(1);

export const troubleSchema = z.union(
  [
    z.enum(["maintenance", "token-revoked"]),
    z.strictObject({ neighbour: z.int().positive().describe("Slots that another integration holds.") }),
    z.strictObject({ unavailable: share.describe("Share of the calls that are answered 503.") }),
    z.strictObject({ lostAnswers: share.describe("Share of the calls that are done and never answered.") }),
  ],
  {
    error:
      "no known trouble; write maintenance, token-revoked, { neighbour: <slots> }, { unavailable: <share> } or { lostAnswers: <share> }",
  },
);

export type Trouble = Readonly<z.output<typeof troubleSchema>>;

export const scheduledFaultSchema = z.strictObject({
  what: troubleSchema.describe(
    "maintenance: a page in place of every answer. token-revoked: every login is refused. Or { neighbour: 9 }, { unavailable: 0.2 }, { lostAnswers: 0.05 }.",
  ),
  atMinutes: z
    .union([z.number().nonnegative(), z.literal("peak")])
    .default("peak")
    .describe("Minutes after the first webhook may come; peak: in the middle of the busiest stretch."),
  forMinutes: z.number().positive().describe("Minutes until all is well again."),
});

/** Moments in ms of NetSuite's time since the run began. */
export interface ScheduledFault {
  readonly what: Trouble;
  readonly fromMs: number;
  readonly toMs: number;
}

const MINUTE = 60_000;

/** In the order in which they begin. Without a profile everything comes at once, and the peak is the beginning. */
export function faultSchedule(
  faults: readonly z.output<typeof scheduledFaultSchema>[],
  profile?: LoadProfile,
): readonly ScheduledFault[] {
  return faults
    .map(({ what, atMinutes, forMinutes }) => {
      const peakMs = profile === undefined ? 0 : peakOf(profile);
      const fromMs = atMinutes === "peak" ? peakMs : atMinutes * MINUTE;
      return { what, fromMs, toMs: fromMs + forMinutes * MINUTE };
    })
    .toSorted((one, other) => one.fromMs - other.fromMs);
}

/** For people. */
export const faultInWords = ({ what, fromMs, toMs }: ScheduledFault): string =>
  `${troubleInWords(what)} from minute ${round(fromMs / MINUTE)} to ${round(toMs / MINUTE)}`;

const round = (value: number): number => Math.round(value * 10) / 10;

export function troubleInWords(what: Trouble): string {
  if (what === "maintenance") return "maintenance window";
  if (what === "token-revoked") return "token revoked";
  if ("neighbour" in what) return `another integration holds ${what.neighbour} slots`;
  const [share, how] =
    "unavailable" in what
      ? [what.unavailable, "answered 503"]
      : [what.lostAnswers, "done, their answers lost"];
  return `${Math.round(share * 1_000) / 10} % of the calls ${how}`;
}
