/** Opens a ledger file with the settings that make "accepted" mean "on disk", and brings its tables up to date. */
import { closeSync, existsSync, openSync } from "node:fs";
import { resolve } from "node:path";
import type { Clock } from "../../clock.ts";
import { IntegrationError } from "../../errors.ts";
import { type SqliteDatabase, sqliteDriver } from "./driver.ts";
import { fileSystemOf, networkFileSystemOf } from "./file-system.ts";
import { migrate } from "./schema.ts";
import { isBusy, toLedgerError } from "./sqlite-errors.ts";

/** As much of a connection as is shown outside. */
export type DatabaseHandle = Pick<SqliteDatabase, "exec">;

export interface SqliteFile {
  readonly file: string;
  readonly clock: Clock;
  /** False for a command that only looks: a wrong path is then an error instead of an empty ledger. @default true */
  readonly create?: boolean;
  /** Opens a ledger on a network file system all the same. @default false */
  readonly anyFileSystem?: boolean;
  /** @default what the operating system says */
  readonly fileSystem?: typeof fileSystemOf;
  /** Told of the connection, before anything is asked of it. */
  readonly onOpened?: (database: DatabaseHandle) => void;
}

const SETTINGS = `
  PRAGMA synchronous = FULL;
`;

/** Turning a new file into WAL mode does not wait for another opener, whatever busy_timeout says: so we do. */
const BUSY_TRIES = 50;
const BUSY_PAUSE_MS = 100;

/** @throws IntegrationError `LEDGER_CANNOT_OPEN`, `LEDGER_TOO_NEW`, `LEDGER_DRIVER_MISSING` */
export async function openDatabase(options: SqliteFile): Promise<SqliteDatabase> {
  const { file, clock, create = true } = options;
  const driver = await sqliteDriver();
  await refuseNetwork(options);
  prepareFile(file, create);
  for (let tries = 1; ; tries += 1) {
    try {
      return openOnce(driver.open, file, clock.now());
    } catch (error) {
      if (!isBusy(error) || tries >= BUSY_TRIES) throw toLedgerError(error, file);
    }
    await clock.sleep(BUSY_PAUSE_MS);
  }
}

async function refuseNetwork({ file, anyFileSystem = false, fileSystem = fileSystemOf }: SqliteFile) {
  const network = networkFileSystemOf((await fileSystem(file))?.type ?? 0);
  if (network === undefined || anyFileSystem) return;
  throw cannotOpen(file, {
    why: `it stands on a network file system (${network}), where SQLite's write-ahead log is not safe`,
    fix: "Put it on a local disk, or use PostgreSQL; if you know that only one machine ever opens it, set ledger.anyFileSystem (serve.anyFileSystem in drydock.yaml).",
  });
}

function openOnce(open: (file: string) => SqliteDatabase, file: string, now: number): SqliteDatabase {
  const database = open(file);
  try {
    database.exec("PRAGMA busy_timeout = 5000");
    const mode = database.prepare("PRAGMA journal_mode = WAL").get() as { journal_mode: string };
    if (mode.journal_mode !== "wal") throw noWal(file, mode.journal_mode);
    database.exec(SETTINGS);
    migrate(database, file, now);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Orders hold people's names and addresses, so a new file is readable by its owner only; SQLite gives its WAL the same mode. */
function prepareFile(file: string, create: boolean): void {
  if (file === "" || file.startsWith(":memory:")) {
    throw cannotOpen(file, { why: "it would not outlive the process", fix: "Name a file on a local disk." });
  }
  if (existsSync(file)) return;
  if (!create)
    throw cannotOpen(file, {
      why: "there is no such file",
      fix: "Check the path, or start the service once to create it.",
    });
  try {
    closeSync(openSync(file, "a", 0o600));
  } catch (cause) {
    throw noPlace(file, cause);
  }
}

/** Neither the file nor anything beside it can be made. */
export function noPlace(file: string, cause: unknown): IntegrationError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return cannotOpen(file, {
    why,
    fix: "Check that the folder exists and that this user may write in it.",
    cause,
  });
}

function noWal(file: string, mode: string): IntegrationError {
  return cannotOpen(file, {
    why: `SQLite offers only journal mode "${mode}" there, a ledger needs WAL`,
    fix: "Put the file on a local disk, not on a network share.",
  });
}

function cannotOpen(
  file: string,
  { why, fix, cause }: { why: string; fix: string; cause?: unknown },
): IntegrationError {
  const message = `Cannot open the ledger ${JSON.stringify(resolve(file))}: ${why}. ${fix}`;
  return new IntegrationError({ code: "LEDGER_CANNOT_OPEN", message, cause });
}
