/** An account's journal while it runs: numbers its entries, keeps the newest, and tells who waits for one. */
import { createBoundedLog } from "./bounded-log.ts";
import { JOURNAL_LIMIT, JOURNAL_WEIGHT, type JournalEntry } from "./journal.ts";
import { type JournalFilter, matcherOf } from "./journal-filter.ts";

export interface JournalLog {
  /** Writes an entry under the number it is given. */
  add(write: (id: number) => JournalEntry): void;
  /** Oldest first. */
  entries(filter?: JournalFilter): readonly JournalEntry[];
  /** The next entry that matches, of those that are still to come. */
  next(filter: JournalFilter): Promise<JournalEntry>;
  clear(): void;
}

export function createJournalLog(): JournalLog {
  const log = createBoundedLog<JournalEntry>(JOURNAL_LIMIT, JOURNAL_WEIGHT);
  const waiting = new Set<(entry: JournalEntry) => void>();
  let added = 0;
  return {
    add(write) {
      added += 1;
      const entry = write(added);
      log.add(entry);
      for (const tell of waiting) tell(entry);
    },
    entries: (filter) => (filter === undefined ? log.entries() : log.entries().filter(matcherOf(filter))),
    next(filter) {
      const matches = matcherOf(filter);
      return new Promise((resolve) => {
        const tell = (entry: JournalEntry): void => {
          if (!matches(entry)) return;
          waiting.delete(tell);
          resolve(entry);
        };
        waiting.add(tell);
      });
    },
    clear: () => log.clear(),
  };
}
