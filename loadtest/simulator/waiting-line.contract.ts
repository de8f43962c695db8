/**
 * Closed forms of waiting lines, which the simulation is held against: orders that arrive by chance at so many slots.
 *
 * Erlang's C formula and the waiting time of M/M/c are textbook results (A. K. Erlang 1917; Kleinrock, Queueing Systems I,
 * 1975, 3.5). For other service times than exponential ones the wait is scaled by (1 + cv²) / 2, which is exact for one slot
 * (Pollaczek and Khinchine) and an approximation for more (Lee and Longton 1959; Allen, Probability, Statistics and Queueing
 * Theory, 5.2.1).
 */

export interface WaitingLine {
  /** Arrivals a second. */
  readonly arrivalRate: number;
  /** Seconds for which one arrival holds a slot, on average. */
  readonly meanServiceSeconds: number;
  readonly slots: number;
  /** Standard deviation of the service time over its mean: 1 for exponential, 0 for constant. @default 1 */
  readonly variation?: number;
}

/** Share of the slots' time that is used; from 1 on the line grows without end. */
export const utilisationOf = ({ arrivalRate, meanServiceSeconds, slots }: WaitingLine): number =>
  (arrivalRate * meanServiceSeconds) / slots;

/** Erlang C: the probability that an arrival finds all slots in use. 1 when the line grows without end. */
export function probabilityOfWaiting(line: WaitingLine): number {
  const offered = line.arrivalRate * line.meanServiceSeconds;
  if (offered >= line.slots) return 1;
  // Erlang B by its recursion, which cannot overflow as its factorials would; C follows from it.
  let blocked = 1;
  for (let slots = 1; slots <= line.slots; slots += 1)
    blocked = (offered * blocked) / (slots + offered * blocked);
  return (line.slots * blocked) / (line.slots - offered * (1 - blocked));
}

/** Mean seconds until a slot is free for an arrival; Infinity when the line grows without end. */
export function meanWaitSeconds(line: WaitingLine): number {
  const spare = line.slots - line.arrivalRate * line.meanServiceSeconds;
  if (spare <= 0) return Number.POSITIVE_INFINITY;
  const { variation = 1 } = line;
  return ((probabilityOfWaiting(line) * line.meanServiceSeconds) / spare) * ((1 + variation ** 2) / 2);
}

/** Seconds that the wait exceeds for only `1 - share` of the arrivals; 0 when so many find a free slot. */
export function waitSecondsAt(share: number, line: WaitingLine): number {
  const waiting = probabilityOfWaiting(line);
  if (waiting >= 1) return Number.POSITIVE_INFINITY;
  if (waiting <= 1 - share) return 0;
  return (meanWaitSeconds(line) / waiting) * Math.log(waiting / (1 - share));
}
