/** The account's slots: one request in flight each, refused at once when none is free. */

interface Slot {
  /** Gives the slot back; a second call does nothing. */
  release(): void;
}

export interface GovernanceFigures {
  readonly limit: number;
  readonly inFlight: number;
  readonly peak: number;
  /** Requests that asked for a slot, refused ones included. */
  readonly total: number;
  readonly rejected: number;
}

export interface Slots {
  /** A slot, or undefined when the limit is reached: NetSuite documents no queue. */
  take(): Slot | undefined;
  figures(): GovernanceFigures;
  /** Forgets peak, total and rejected; requests in flight keep their slots. */
  reset(): void;
}

export function createSlots(limit: number): Slots {
  let inFlight = 0;
  let peak = 0;
  let total = 0;
  let rejected = 0;
  const release = (): void => {
    inFlight -= 1;
  };
  return {
    take() {
      total += 1;
      if (inFlight >= limit) {
        rejected += 1;
        return undefined;
      }
      inFlight += 1;
      peak = Math.max(peak, inFlight);
      return once(release);
    },
    figures: () => ({ limit, inFlight, peak, total, rejected }),
    reset() {
      peak = inFlight;
      total = 0;
      rejected = 0;
    },
  };
}

function once(release: () => void): Slot {
  let held = true;
  return {
    release() {
      if (held) release();
      held = false;
    },
  };
}
