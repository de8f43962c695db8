/** Turns what a SQLite driver throws into an error that says what to do. */
import { IntegrationError, type IntegrationErrorCode, isIntegrationError } from "../../errors.ts";

interface Remedy {
  readonly code: IntegrationErrorCode;
  readonly says: string;
  readonly fix: string;
}

/** SQLite's primary result codes (sqlite.org/rescode.html) that have a remedy of their own. */
const REMEDIES: Readonly<Record<number, Remedy>> = {
  5: {
    code: "LEDGER_BUSY",
    says: "another process holds it",
    fix: "Stop the other long-running command, then try again.",
  },
  8: {
    code: "LEDGER_FAILED",
    says: "it is read-only",
    fix: "Give this user the right to write the file and its folder.",
  },
  13: {
    code: "LEDGER_FULL",
    says: "the disk is full",
    fix: "Free some space; the service then goes on without a restart.",
  },
  14: {
    code: "LEDGER_CANNOT_OPEN",
    says: "it cannot be opened",
    fix: "Check that the folder exists and that this user may write in it.",
  },
  26: {
    code: "LEDGER_CANNOT_OPEN",
    says: "it is not a SQLite file",
    fix: "Name another file, or restore the ledger from its backup.",
  },
};

const NAMES: Readonly<Record<string, number>> = {
  SQLITE_BUSY: 5,
  SQLITE_READONLY: 8,
  SQLITE_FULL: 13,
  SQLITE_CANTOPEN: 14,
  SQLITE_NOTADB: 26,
};

const OTHER: Remedy = {
  code: "LEDGER_FAILED",
  says: "SQLite refused",
  fix: "Check the disk and the file's integrity with `PRAGMA integrity_check`.",
};

/** better-sqlite3 names the code, with an extension after it; node:sqlite numbers it, with the extension in the upper bits. */
function primaryCode(error: Error): number | undefined {
  if ("errcode" in error && typeof error.errcode === "number") return error.errcode & 0xff;
  if (!("code" in error) || typeof error.code !== "string") return undefined;
  const name = /^SQLITE_[A-Z]+/.exec(error.code)?.[0];
  return name === undefined ? undefined : NAMES[name];
}

export function isBusy(error: unknown): boolean {
  return error instanceof Error && primaryCode(error) === 5;
}

export function toLedgerError(cause: unknown, file: string): IntegrationError {
  if (isIntegrationError(cause)) return cause;
  const code = cause instanceof Error ? primaryCode(cause) : undefined;
  const remedy = (code === undefined ? undefined : REMEDIES[code]) ?? OTHER;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new IntegrationError({
    code: remedy.code,
    message: `The ledger ${file} cannot be used: ${remedy.says} (${detail}). ${remedy.fix}`,
    cause,
  });
}

export const closedError = (file: string): IntegrationError =>
  new IntegrationError({
    code: "LEDGER_CLOSED",
    message: `The ledger ${file} was used after it was closed. Stop the workers and the intake before closing it.`,
  });
