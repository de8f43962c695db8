/** The account's asynchronous processors: so many pieces of work at once, the others in the order they came. */

export interface Processors {
  readonly busy: number;
  readonly count: number;
  /** The work must settle whatever happens; a rejection would be a defect of the emulator. */
  queue(work: () => Promise<void>): void;
}

export function createProcessors(count: number): Processors {
  // A set, because taking the first of a long array moves all the others.
  const waiting = new Set<() => Promise<void>>();
  let busy = 0;
  const takeOn = async (work: () => Promise<void>): Promise<void> => {
    busy += 1;
    try {
      await work();
    } finally {
      busy -= 1;
      pump();
    }
  };
  const pump = (): void => {
    for (const work of waiting) {
      if (busy >= count) return;
      waiting.delete(work);
      void takeOn(work);
    }
  };
  return {
    count,
    get busy() {
      return busy;
    },
    queue(work) {
      waiting.add(work);
      pump();
    },
  };
}
