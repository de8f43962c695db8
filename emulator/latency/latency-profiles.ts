/** How long an account takes to answer: the numbers behind each latency profile. */

export type LatencyProfile = "none" | "lean" | "typical" | "heavy";

export interface LatencyFacts {
  /** Medians of one call at low load, in seconds. */
  readonly getSeconds: number;
  readonly querySeconds: number;
  readonly writeEntitySeconds: number;
  readonly writeTransaction: { readonly baseSeconds: number; readonly perLineSeconds: number };
  /** Item lines the whole account can write in a second. */
  readonly linesPerSecond: number;
  /** Spread of the log-normal; 0.5 puts p95 at 2.3 times the median (an assumption: nothing is published). */
  readonly sigma: number;
  readonly source: string;
}

const SIGMA = 0.5;

export const LATENCY_PROFILES = {
  none: {
    getSeconds: 0,
    querySeconds: 0,
    writeEntitySeconds: 0,
    writeTransaction: { baseSeconds: 0, perLineSeconds: 0 },
    linesPerSecond: Number.POSITIVE_INFINITY,
    sigma: 0,
    source: "no waiting: for tests of behaviour",
  },
  lean: {
    getSeconds: 0.4,
    querySeconds: 0.4,
    writeEntitySeconds: 0.9,
    writeTransaction: { baseSeconds: 1.5, perLineSeconds: 0.05 },
    linesPerSecond: 117,
    sigma: SIGMA,
    source: "durations reported by public projects; saturation scaled from heavy by the base time (inferred)",
  },
  typical: {
    getSeconds: 0.8,
    querySeconds: 0.8,
    writeEntitySeconds: 1.5,
    writeTransaction: { baseSeconds: 2.5, perLineSeconds: 0.1 },
    linesPerSecond: 70,
    sigma: SIGMA,
    source: "midpoint of lean and heavy (inferred)",
  },
  heavy: {
    getSeconds: 1.5,
    querySeconds: 1.5,
    writeEntitySeconds: 3,
    writeTransaction: { baseSeconds: 5, perLineSeconds: 0.105 },
    linesPerSecond: 35,
    sigma: SIGMA,
    source: "fitted to Oracle's table of transactions an hour, help chapter_1488813888 (10 % rms error)",
  },
} as const satisfies Record<LatencyProfile, LatencyFacts>;
