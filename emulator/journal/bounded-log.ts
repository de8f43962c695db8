/** A list that forgets its oldest entries, so that a long run cannot fill the memory. */

export interface BoundedLog<Entry> {
  add(entry: Entry): void;
  entries(): readonly Entry[];
}

export function createBoundedLog<Entry>(limit: number): BoundedLog<Entry> {
  let entries: Entry[] = [];
  return {
    add(entry) {
      entries.push(entry);
      // Cutting at twice the limit makes the cost of forgetting constant per entry.
      if (entries.length >= limit * 2) entries = entries.slice(-limit);
    },
    entries: () => entries.slice(-limit),
  };
}
