/** A list that forgets its oldest entries, so that a long run cannot fill the memory. */

export interface BoundedLog<Entry> {
  clear(): void;
  add(entry: Entry): void;
  entries(): readonly Entry[];
}

export interface Weight<Entry> {
  of(entry: Entry): number;
  /** All entries together; the newest is kept whatever it weighs. */
  readonly max: number;
}

export function createBoundedLog<Entry extends string | number | object>(
  limit: number,
  weight?: Weight<Entry>,
): BoundedLog<Entry> {
  // Entries stand from `oldest` on; what stands before is forgotten, and cut off now and then.
  let kept: (Entry | undefined)[] = [];
  let weights: number[] = [];
  let oldest = 0;
  let total = 0;
  const size = (): number => kept.length - oldest;
  const isOver = (): boolean => size() > limit || (size() > 1 && total > (weight?.max ?? 0));
  const forgetOldest = (): void => {
    total -= weights[oldest] ?? 0;
    kept[oldest] = undefined;
    oldest += 1;
  };
  return {
    clear() {
      kept = [];
      weights = [];
      oldest = 0;
      total = 0;
    },
    add(entry) {
      const own = weight?.of(entry) ?? 0;
      kept.push(entry);
      weights.push(own);
      total += own;
      while (isOver()) forgetOldest();
      if (oldest <= limit) return;
      kept = kept.slice(oldest);
      weights = weights.slice(oldest);
      oldest = 0;
    },
    entries: () => kept.slice(oldest).filter((entry) => entry !== undefined),
  };
}
