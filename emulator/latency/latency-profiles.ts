/** How long an account takes to answer: the numbers behind each latency profile. */

import { z } from "zod";
import { EmulatorError } from "../emulator-error.ts";

export type LatencyProfile = "none" | "lean" | "typical" | "heavy";

const seconds = z.number().nonnegative();

/** A profile of one's own has this shape too, as a measurement of a real account would write it. */
export const latencyFactsSchema = z.strictObject({
  /** Medians of one call at low load, in seconds. */
  getSeconds: seconds,
  querySeconds: seconds,
  /** What each row of a query's answer adds. */
  queryRowSeconds: seconds.default(0),
  /** Customers, items and their like. */
  writeEntitySeconds: seconds,
  /** Custom records and plain lists. */
  writeListSeconds: seconds,
  writeTransaction: z.strictObject({ baseSeconds: seconds, perLineSeconds: seconds }),
  /** A transaction made of another one, such as an invoice of an order. */
  transformSeconds: seconds,
  /** What every call costs before it does anything; the others include it, and a RESTlet costs it and what it does. */
  overheadSeconds: seconds,
  /** Item lines the whole account can write in a second; without it, as many as come. */
  linesPerSecond: z.number().positive().optional(),
  /** Spread of the log-normal; 0.5 puts p95 at 2.3 times the median (an assumption: nothing is published). */
  sigma: z.number().nonnegative(),
  source: z.string(),
});

export type LatencyFacts = Readonly<z.output<typeof latencyFactsSchema>>;

const SIGMA = 0.5;
/** The same in every profile; inferred. */
const QUERY_ROW_SECONDS = 0.000_5;

export const LATENCY_PROFILES = {
  none: {
    getSeconds: 0,
    querySeconds: 0,
    queryRowSeconds: 0,
    writeEntitySeconds: 0,
    writeListSeconds: 0,
    writeTransaction: { baseSeconds: 0, perLineSeconds: 0 },
    transformSeconds: 0,
    overheadSeconds: 0,
    sigma: 0,
    source: "no waiting: for tests of behaviour",
  },
  lean: {
    getSeconds: 0.4,
    querySeconds: 0.4,
    queryRowSeconds: QUERY_ROW_SECONDS,
    writeEntitySeconds: 0.9,
    writeListSeconds: 0.4,
    writeTransaction: { baseSeconds: 1.5, perLineSeconds: 0.05 },
    transformSeconds: 2,
    overheadSeconds: 0.15,
    linesPerSecond: 117,
    sigma: SIGMA,
    source: "durations reported by public projects; saturation scaled from heavy by the base time (inferred)",
  },
  typical: {
    getSeconds: 0.8,
    querySeconds: 0.8,
    queryRowSeconds: QUERY_ROW_SECONDS,
    writeEntitySeconds: 1.5,
    writeListSeconds: 0.7,
    writeTransaction: { baseSeconds: 2.5, perLineSeconds: 0.1 },
    transformSeconds: 3.5,
    overheadSeconds: 0.25,
    linesPerSecond: 70,
    sigma: SIGMA,
    source: "midpoint of lean and heavy (inferred)",
  },
  heavy: {
    getSeconds: 1.5,
    querySeconds: 1.5,
    queryRowSeconds: QUERY_ROW_SECONDS,
    writeEntitySeconds: 3,
    writeListSeconds: 1.2,
    writeTransaction: { baseSeconds: 5, perLineSeconds: 0.105 },
    transformSeconds: 6,
    overheadSeconds: 0.4,
    linesPerSecond: 35,
    sigma: SIGMA,
    source: "fitted to Oracle's table of transactions an hour, help chapter_1488813888 (10 % rms error)",
  },
} as const satisfies Record<LatencyProfile, LatencyFacts>;

const PROFILE_NAMES = Object.keys(LATENCY_PROFILES) as [LatencyProfile, ...LatencyProfile[]];

/** A profile's name, a profile of one's own, or one wait for every call. */
export const latencySettingSchema = z.union(
  [z.enum(PROFILE_NAMES), z.strictObject({ fixedMs: z.number().nonnegative() }), latencyFactsSchema],
  {
    error: ({ input }) =>
      typeof input === "object" && input !== null && "getSeconds" in input
        ? z.prettifyError(latencyFactsSchema.safeParse(input).error ?? new z.ZodError([]))
        : `write ${PROFILE_NAMES.join(", ")}, { fixedMs }, or a whole profile`,
  },
);

export type LatencySetting = z.output<typeof latencySettingSchema>;

/** Throws EmulatorError INVALID_OPTIONS. */
export function latencySetting(setting: LatencySetting): LatencySetting {
  const parsed = latencySettingSchema.safeParse(setting);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${["latency", ...path].join(".")}: ${message}`,
  );
  throw new EmulatorError("INVALID_OPTIONS", `The latency cannot be set. ${problems.join("; ")}.`);
}

/** The numbers behind a setting. */
export function latencyFactsOf(setting: LatencySetting): LatencyFacts {
  if (typeof setting === "string") return LATENCY_PROFILES[setting];
  return "fixedMs" in setting ? fixed(setting.fixedMs / 1_000) : setting;
}

const fixed = (each: number): LatencyFacts => ({
  getSeconds: each,
  querySeconds: each,
  queryRowSeconds: 0,
  writeEntitySeconds: each,
  writeListSeconds: each,
  writeTransaction: { baseSeconds: each, perLineSeconds: 0 },
  transformSeconds: each,
  overheadSeconds: each,
  sigma: 0,
  source: "one wait for every call",
});
