/** An account's journal while it runs: numbers its entries, keeps the newest, and tells who waits for one. */
import { createBoundedLog } from "./bounded-log.ts";
import { JOURNAL_LIMIT, JOURNAL_WEIGHT, type JournalEntry } from "./journal.ts";
import { type JournalFilter, matcherOf } from "./journal-filter.ts";

export interface JournalLog {
  add(entry: Omit<JournalEntry, "id">): void;
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
    add(entry) {
      added += 1;
      const numbered = { id: added, ...entry };
      log.add(numbered);
      for (const tell of waiting) tell(numbered);
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
