/**
 * What accounts hold when they are opened. Those that are ordered alike at one moment hold the same: it is entered for the first of
 * them, and the others share its tables until they change them.
 */
import { serialize } from "node:v8";
import type { AccountSettings } from "./account-options.ts";
import type { RecordStore } from "./records/record-store.ts";

export interface Openings {
  /** Brings in what was entered for an account like this one, or has it entered. */
  enter(opening: Opening): void;
}

export interface Opening {
  readonly settings: AccountSettings;
  readonly now: number;
  readonly store: Pick<RecordStore, "save" | "load">;
  readonly enterRecords: () => void;
}

/** Of a few kinds of account each; a shop's tests know one or two, and some of their own. */
const KEPT = 16;

/** Shared by emulators that are given it; it keeps the records of the accounts that were opened last. */
export function createOpenings(): Openings {
  const kept = new Map<string, unknown>();
  return {
    enter(opening) {
      const key = keyOf(opening);
      if (key === null) return NO_OPENINGS.enter(opening);
      const saved = kept.get(key) ?? entered(opening);
      kept.delete(key);
      kept.set(key, saved);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      opening.store.load(saved);
    },
  };
}

/** For an account that shares with nobody. */
export const NO_OPENINGS: Openings = { enter: (opening) => opening.store.load(entered(opening)) };

/** To be loaded, also by whom it was entered for: no read then goes back to before the account was there. */
function entered({ store, enterRecords }: Opening): unknown {
  enterRecords();
  return store.save();
}

/**
 * Everything that a record's fields, or its internal id, are made of, exactly: JSON would take a date for its text. null for what is
 * no data at all, such as a function.
 */
function keyOf({ settings, now }: Opening): string | null {
  const { accountId, seed, firstInternalId, catalogue, rules, masterData, imports, refreshed } = settings;
  const ids = [accountId, seed, firstInternalId];
  try {
    return serialize([now, ids, catalogue, rules, masterData, imports, refreshed]).toString("latin1");
  } catch {
    return null;
  }
}
