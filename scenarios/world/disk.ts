/** The disk under a core's ledger: it can be full, as SQLite itself then says it is, and be given room again. */
import { type DatabaseHandle, isIntegrationError } from "../../integration/index.ts";

export interface Disk {
  /** The ledger's file cannot grow any more; what stands in it can be read. */
  fill(): void;
  /** There is room again. */
  clear(): void;
}

export interface LedgerDisk extends Disk {
  /** The ledger's file was opened, by a core that begins. */
  opened(database: DatabaseHandle): void;
  /** What is left of it in bytes; null where nobody has filled it. */
  freeBytes(): number | null;
  /** Whether a core says only what was done to its disk. */
  explains(error: unknown): boolean;
}

/** The file has no empty page, and may have none more than it has: SQLite refuses with SQLITE_FULL whatever needs one. */
const FULL = "VACUUM; PRAGMA max_page_count = 1";
const ROOM = "PRAGMA max_page_count = 1000000";

export function createLedgerDisk(): LedgerDisk {
  let database: DatabaseHandle | undefined;
  let isFull = false;
  let wasFull = false;
  return {
    opened(given) {
      database = given;
      if (isFull) given.exec(FULL);
    },
    fill() {
      isFull = true;
      wasFull = true;
      database?.exec(FULL);
    },
    clear() {
      isFull = false;
      database?.exec(ROOM);
    },
    freeBytes: () => (isFull ? 0 : null),
    explains: (error) => wasFull && isIntegrationError(error) && error.code === "LEDGER_FULL",
  };
}
