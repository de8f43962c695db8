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
  /** null for what is no error of the core. */
  readonly code: IntegrationErrorCode | null;
  readonly message: string;
  readonly stack: string | undefined;
}

export function toSent(error: unknown): SentError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: isIntegrationError(error) ? error.code : null, message, stack };
}

export function fromSent({ code, message, stack }: SentError): Error {
  const thrown = Object.assign(new Error(message), stack === undefined ? {} : { stack });
  return code === null ? thrown : new IntegrationError({ code, message, cause: thrown });
}
