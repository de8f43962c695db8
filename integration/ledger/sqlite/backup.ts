/** A copy of a ledger file, whole and consistent, made while the service goes on. */
import { closeSync, openSync } from "node:fs";
import { IntegrationError } from "../../errors.ts";
import { openDatabase, type SqliteFile } from "./open-database.ts";
import { toLedgerError } from "./sqlite-errors.ts";

/** @throws IntegrationError `LEDGER_…`, also when there is a file of the copy's name already */
export async function backUpSqliteLedger(ledger: SqliteFile, copy: string): Promise<void> {
  const database = await openDatabase({ ...ledger, create: false });
  try {
    makeEmpty(copy);
    // Reads one state of the ledger and writes it without gaps; writers are not held up (sqlite.org/lang_vacuum.html).
    database.prepare("VACUUM INTO ?").run(copy);
  } catch (cause) {
    throw toLedgerError(cause, copy);
  } finally {
    database.close();
  }
}

/** Made before SQLite makes it, so that only its owner may read it. */
function makeEmpty(copy: string): void {
  try {
    closeSync(openSync(copy, "wx", 0o600));
  } catch (cause) {
    throw cannotWrite(copy, cause);
  }
}

function cannotWrite(copy: string, cause: unknown): IntegrationError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `Cannot write the copy ${copy}: ${why}. Name a file that does not exist yet, in a folder that does.`;
  return new IntegrationError({ code: "LEDGER_CANNOT_OPEN", message, cause });
}
