/** The next internal id of each row of numbers: items share one, entities and transactions too, as in NetSuite. */

export interface IdCounters {
  next(space: string): string;
  /** Ids are given out from above this one. */
  reserve(space: string, id: number): void;
  save(): [string, number][];
  load(saved: Iterable<readonly [string, number]>): void;
}

export function createIdCounters(firstInternalId: number): IdCounters {
  const nextIds = new Map<string, number>();
  // A custom record type is new in its account, so its records start at 1.
  const nextOf = (space: string): number =>
    nextIds.get(space) ?? (space.startsWith("custom/") ? 1 : firstInternalId);
  return {
    next(space) {
      const id = nextOf(space);
      nextIds.set(space, id + 1);
      return String(id);
    },
    reserve(space, id) {
      nextIds.set(space, Math.max(nextOf(space), id + 1));
    },
    save: () => [...nextIds],
    load(saved) {
      nextIds.clear();
      for (const [space, id] of saved) nextIds.set(space, id);
    },
  };
}
