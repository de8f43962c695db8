/**
 * The numbers NetSuite's Integration Governance page shows, peak, total and rejected, over the last thirty days
 * (Oracle help bridgehead_1525252220).
 */

export interface TallyFigures {
  readonly inFlight: number;
  readonly peak: number;
  /** Requests that asked for a slot, refused ones included. */
  readonly total: number;
  readonly rejected: number;
}

export interface Tally {
  readonly inFlight: number;
  entered(now: number): void;
  left(): void;
  refused(now: number): void;
  figures(now: number): TallyFigures;
  /** Forgets peak, total and rejected; requests in flight stay. */
  reset(): void;
}

interface Day {
  readonly number: number;
  peak: number;
  total: number;
  rejected: number;
}

const MS_PER_DAY = 86_400_000;
/** Today is the last of them; that whole days are counted is inferred. */
const DAYS = 30;

export function createTally(): Tally {
  let inFlight = 0;
  let days: Day[] = [];
  const today = (now: number): Day => {
    const number = Math.floor(now / MS_PER_DAY);
    const last = days.at(-1);
    if (last?.number === number) return last;
    const day = { number, peak: 0, total: 0, rejected: 0 };
    // A clock that was set back begins anew: nothing it counted lies in its past.
    days = days.filter((each) => each.number > number - DAYS && each.number < number);
    days.push(day);
    return day;
  };
  return {
    get inFlight() {
      return inFlight;
    },
    entered(now) {
      const day = today(now);
      day.total += 1;
      inFlight += 1;
      day.peak = Math.max(day.peak, inFlight);
    },
    left() {
      inFlight -= 1;
    },
    refused(now) {
      const day = today(now);
      day.total += 1;
      day.rejected += 1;
    },
    figures(now) {
      today(now);
      const sum = (of: (day: Day) => number): number => days.reduce((total, day) => total + of(day), 0);
      return {
        inFlight,
        peak: Math.max(inFlight, ...days.map(({ peak }) => peak)),
        total: sum(({ total }) => total),
        rejected: sum(({ rejected }) => rejected),
      };
    },
    reset() {
      days = [];
    },
  };
}
