/** Finds a SQLite that can be trusted with a ledger: the runtime's own `node:sqlite`, else the better-sqlite3 package. */
import { IntegrationError } from "../../errors.ts";
import type { SqlValue } from "../sql/sql-value.ts";
import { isSafeForWal } from "./safe-version.ts";

/** What the ledger needs of a connection; both drivers have it as it stands. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

export interface SqliteStatement {
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
  run(...values: SqlValue[]): { readonly changes: number | bigint };
}

export interface SqliteDriver {
  readonly name: string;
  readonly version: string;
  open(file: string): SqliteDatabase;
}

type OpenDatabase = (file: string) => SqliteDatabase;

interface Candidate {
  readonly name: string;
  readonly load: () => Promise<OpenDatabase | null>;
}

/** In order of preference; a driver answers null where the runtime or the installation does not have it. */
const CANDIDATES: readonly Candidate[] = [
  { name: "node:sqlite", load: loadNodeSqlite },
  { name: "better-sqlite3", load: loadBetterSqlite3 },
];

let found: Promise<SqliteDriver> | undefined;

/** Looked for once: the runtime and the installation stay what they are. @throws as findSqliteDriver */
export function sqliteDriver(): Promise<SqliteDriver> {
  found ??= findSqliteDriver(CANDIDATES);
  return found;
}

/** @throws IntegrationError `LEDGER_DRIVER_MISSING`, with what was tried */
export async function findSqliteDriver(candidates: readonly Candidate[]): Promise<SqliteDriver> {
  const refusals: string[] = [];
  for (const { name, load } of candidates) {
    const open = await load();
    if (open === null) {
      refusals.push(`${name} is not available`);
      continue;
    }
    const version = versionOf(open);
    if (isSafeForWal(version)) return { name, version, open };
    refusals.push(`${name} brings SQLite ${version}, which can lose committed writes (fixed in 3.51.3)`);
  }
  throw new IntegrationError({
    code: "LEDGER_DRIVER_MISSING",
    message:
      `No SQLite that can keep a ledger on Node ${process.versions.node}: ${refusals.join("; ")}. ` +
      "Use a recent Node 24, or run `npm install better-sqlite3@12.11.1` where a C++ compiler is installed.",
  });
}

function versionOf(open: OpenDatabase): string {
  const database = open(":memory:");
  const row = database.prepare("SELECT sqlite_version() AS version").get() as { version: string };
  database.close();
  return row.version;
}

/** `getBuiltinModule`, since an import of a module that Node 20 does not know would not even compile there. */
async function loadNodeSqlite(): Promise<OpenDatabase | null> {
  const sqlite = process.getBuiltinModule("node:sqlite") as
    | { readonly DatabaseSync: new (file: string) => SqliteDatabase }
    | undefined;
  if (sqlite === undefined) return null;
  return (file) => new sqlite.DatabaseSync(file);
}

/** An optional dependency: missing, or present without its compiled part, which shows at the first open. */
async function loadBetterSqlite3(): Promise<OpenDatabase | null> {
  try {
    const { default: Database } = await import("better-sqlite3");
    new Database(":memory:").close();
    return (file) => new Database(file);
  } catch {
    return null;
  }
}
