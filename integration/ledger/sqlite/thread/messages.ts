/** What the thread of a ledger and those who use the ledger say to each other. */
import { IntegrationError, type IntegrationErrorCode, isIntegrationError } from "../../../errors.ts";
import type { Ledger } from "../../ledger.ts";
import type { SqliteFile } from "../open-database.ts";

/** What the thread has from its start. */
export type LedgerFile = Pick<SqliteFile, "file" | "create" | "anyFileSystem">;

export interface LedgerCall {
  /** From 1 on. */
  readonly id: number;
  readonly name: keyof Ledger;
  readonly given: readonly unknown[];
}

/** Of the call with this id. */
export type LedgerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: SentError };

/** The id of the answer that comes first, uncalled for: whether the file could be opened. */
export const OPENING = 0;

/** An error on its way to another thread, where it would lose its class and its code. */
interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** SQLite's, or one of the core's where `isOurs`. */
  readonly code: unknown;
  readonly isOurs: boolean;
  readonly cause: SentError | undefined;
}

export function toSent(thrown: unknown): SentError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack, cause } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const sentCause = cause === undefined ? undefined : toSent(cause);
  return { name, message, stack, code, isOurs: isIntegrationError(error), cause: sentCause };
}

export function fromSent({ name, message, stack, code, isOurs, cause }: SentError): Error {
  const from = cause === undefined ? {} : { cause: fromSent(cause) };
  const error = isOurs
    ? new IntegrationError({ code: code as IntegrationErrorCode, message, ...from })
    : Object.assign(new Error(message, from), { name }, code === undefined ? {} : { code });
  return stack === undefined ? error : Object.assign(error, { stack });
}
