/** The numbers NetSuite's Integration Governance page shows: peak, total and rejected (Oracle help bridgehead_1525252220). */

export interface TallyFigures {
  readonly inFlight: number;
  readonly peak: number;
  /** Requests that asked for a slot, refused ones included. */
  readonly total: number;
  readonly rejected: number;
}

export interface Tally {
  entered(): void;
  left(): void;
  refused(): void;
  figures(): TallyFigures;
  /** Forgets peak, total and rejected; requests in flight stay. */
  reset(): void;
}

export function createTally(): Tally {
  let inFlight = 0;
  let peak = 0;
  let total = 0;
  let rejected = 0;
  return {
    entered() {
      total += 1;
      inFlight += 1;
      peak = Math.max(peak, inFlight);
    },
    left() {
      inFlight -= 1;
    },
    refused() {
      total += 1;
      rejected += 1;
    },
    figures: () => ({ inFlight, peak, total, rejected }),
    reset() {
      peak = inFlight;
      total = 0;
      rejected = 0;
    },
  };
}
