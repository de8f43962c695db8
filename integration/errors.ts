/** The one error class of the core: thrown for misuse, bad configuration and broken surroundings, never for what NetSuite answers. */

/** What each code stands for; the message of an error says where it happened and what to do. */
const CODES = {
  CANNOT_LISTEN: "the port for the intake cannot be opened",
  CONFIGURATION_INVALID: "an option is missing or contradicts another",
  MAPPING_INVALID: "the mapping file cannot be used",
  ORDER_UNREADABLE: "the bytes hold no order that can be told from others",
  LEDGER_DRIVER_MISSING: "no usable SQLite driver in this runtime",
  LEDGER_CANNOT_OPEN: "the ledger file cannot be opened",
  LEDGER_TOO_NEW: "the ledger file was written by a later version",
  LEDGER_FULL: "no space for another ledger entry",
  LEDGER_BUSY: "another process holds the ledger for too long",
  LEDGER_FAILED: "the ledger could not be read or written",
  LEDGER_HAS_WORKER: "another process already works on this ledger",
  LEDGER_CLOSED: "the ledger was used after it was closed",
  REASON_REQUIRED: "a discard without a reason, or a decision without a name",
  SOURCE_FAILED: "a source that is asked did not answer as it should; it is asked again",
  EDIT_UNUSABLE: "an edit that is no order, or another order than the entry's",
  RECORD_INVALID: "what a dead letter is to be linked to is no record type and internal id",
} as const;

export type IntegrationErrorCode = keyof typeof CODES;

/** `Symbol.for`, so that two copies of the package in one process recognise each other's errors. */
const BRAND = Symbol.for("netsuite-drydock.IntegrationError");

export class IntegrationError extends Error {
  override readonly name = "IntegrationError";
  readonly code: IntegrationErrorCode;
  readonly [BRAND] = true;

  constructor(problem: {
    readonly code: IntegrationErrorCode;
    /** What happened, where, and what to do about it. */
    readonly message: string;
    readonly cause?: unknown;
  }) {
    super(problem.message, problem.cause === undefined ? undefined : { cause: problem.cause });
    this.code = problem.code;
  }
}

export function isIntegrationError(value: unknown): value is IntegrationError {
  return value instanceof Error && BRAND in value;
}
