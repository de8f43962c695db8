/** Counts the requests in flight under one limit, and how long that limit has been exceeded. */

export interface Gauge {
  readonly inFlight: number;
  isFull(now: number): boolean;
  enter(now: number): void;
  leave(): void;
}

interface GaugeOptions {
  /** It may change; requests in flight stay. */
  limit(): number;
  /** Slots beyond the limit that are given for as long as the limit has been exceeded for less than a second. */
  readonly tolerance: number;
}

/** Oracle calls the account limit lenient, without numbers (help section_N3448861): under a second is inferred. */
const LENIENT_MS = 1_000;

export function createGauge({ limit, tolerance }: GaugeOptions): Gauge {
  let inFlight = 0;
  let overSince: number | undefined;
  const isLenient = (now: number): boolean => overSince === undefined || now - overSince < LENIENT_MS;
  return {
    get inFlight() {
      return inFlight;
    },
    isFull: (now) => inFlight >= limit() + (isLenient(now) ? tolerance : 0),
    enter(now) {
      inFlight += 1;
      if (inFlight > limit()) overSince ??= now;
    },
    leave() {
      inFlight -= 1;
      if (inFlight <= limit()) overSince = undefined;
    },
  };
}
