/** An SQLite ledger has one worker: whoever holds this lock. The operating system takes it back from a killed process. */
import { IntegrationError } from "../../errors.ts";
import { type SqliteDatabase, type SqliteDriver, sqliteDriver } from "./driver.ts";
import { placeOf } from "./file-system.ts";
import { noPlace } from "./open-database.ts";
import { isBusy, toLedgerError } from "./sqlite-errors.ts";

export interface WorkerLock {
  release(): void;
}

/**
 * Beside the file itself, so that a ledger has one lock however it is called.
 *
 * @throws IntegrationError `LEDGER_HAS_WORKER` when another process, or this one, already works on the ledger; `LEDGER_CANNOT_OPEN`
 */
export async function takeWorkerLock(file: string): Promise<WorkerLock> {
  const lock = openLock(await placeOf(file), await sqliteDriver());
  try {
    lock.exec("PRAGMA busy_timeout = 0");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    throw isBusy(error) ? hasWorker(file, error) : toLedgerError(error, file);
  }
  return { release: () => lock.close() };
}

function openLock(file: string, driver: SqliteDriver): SqliteDatabase {
  try {
    return driver.open(`${file}-worker`);
  } catch (cause) {
    throw noPlace(file, cause);
  }
}

function hasWorker(file: string, cause: unknown): IntegrationError {
  return new IntegrationError({
    code: "LEDGER_HAS_WORKER",
    message: `Another worker is already running on the ledger ${file}, and SQLite serves one. Stop it first, or give this one a ledger of its own.`,
    cause,
  });
}
