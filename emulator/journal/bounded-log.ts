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

export function createBoundedLog<Entry>(limit: number, weight?: Weight<Entry>): BoundedLog<Entry> {
  // Maps keep the order of insertion, so the oldest entry is always in front.
  const kept = new Map<number, Entry>();
  let added = 0;
  let total = 0;
  const weightOf = (entry: Entry): number => weight?.of(entry) ?? 0;
  const isOver = (): boolean => kept.size > limit || (kept.size > 1 && total > (weight?.max ?? 0));
  return {
    clear() {
      kept.clear();
      total = 0;
    },
    add(entry) {
      kept.set(added, entry);
      added += 1;
      total += weightOf(entry);
      for (const [key, oldest] of kept) {
        if (!isOver()) break;
        kept.delete(key);
        total -= weightOf(oldest);
      }
    },
    entries: () => [...kept.values()],
  };
}
