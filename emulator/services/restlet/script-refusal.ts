/** A no that a script gets to hear, with SuiteScript's own codes. */
import { ERROR_CATALOGUE, type ErrorKey } from "../../errors/catalogue.ts";
import { wordsOf } from "../../errors/error-reply.ts";
import type { Outcome, Refusal } from "../../errors/refusal.ts";

/** Thrown by what the account does for a script; it becomes a SuiteScript error there. */
export class ScriptRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "ScriptRefusal";
    this.code = code;
  }
}

/**
 * SuiteTalk REST hides these codes behind USER_ERROR; scripts and SOAP see them. Codes and their sentences: Oracle's table
 * of error codes, help section_N3539978.
 */
const SCRIPT_CODES: Readonly<Partial<Record<ErrorKey, string>>> = {
  "entity-not-found": "RCRD_DSNT_EXIST",
  "transaction-not-found": "RCRD_DSNT_EXIST",
  "external-id-not-found": "RCRD_DSNT_EXIST",
  "external-id-reference": "INVALID_KEY_OR_REF",
  "value-invalid": "INVALID_FLD_VALUE",
  "field-value-invalid": "INVALID_FLD_VALUE",
  "reference-key-invalid": "INVALID_KEY_OR_REF",
  "reference-key-not-in-subsidiary": "INVALID_KEY_OR_REF",
  "field-too-long": "EXCEEDED_MAX_FIELD_LENGTH",
  "entity-exists": "DUP_RCRD",
  "record-exists": "DUP_RCRD",
  "item-exists": "DUP_ITEM",
  "discount-exceeds-total": "DISCOUNT_EXCEED_TOTAL",
  "subsidiary-fixed": "CANT_MODIFY_SUB",
  "discount-posting-mixed": "INVLAID_DISCOUNT_MARKUP",
  "description-amount": "AMT_DISALLWD",
  "too-many-lines": "EXCEEDED_MAX_TRANS_LINES",
  "credit-limit-exceeded": "BALANCE_EXCEEDS_CREDIT_LIMIT",
  "period-closed": "CLOSED_TRAN_PRD",
  "period-move": "CLOSED_TRAN_PRD",
  "period-missing": "VALID_PRD_REQD",
  "period-mismatch": "DATE_PRD_MISMATCH",
  "order-processed": "INSUFFICIENT_PERMISSION",
  "order-billed": "INVALID_INITIALIZE_REF",
  "order-closed": "INVALID_INITIALIZE_REF",
  "transform-reference": "INVALID_INITIALIZE_REF",
  "transform-unknown": "INVALID_RCRD_TRANSFRM",
};

const REST_PREFIX = /^Error while accessing a resource[.:] /;

export function scriptRefusal(refusal: Refusal): ScriptRefusal {
  const { detail } = wordsOf(refusal);
  const { code } = ERROR_CATALOGUE[refusal.key];
  return new ScriptRefusal(SCRIPT_CODES[refusal.key] ?? code, detail.replace(REST_PREFIX, ""));
}

/** The value, or the refusal as a script hears it. */
export function accepted<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw scriptRefusal(outcome.refusal);
}

export const missingRecord = (): ScriptRefusal =>
  new ScriptRefusal("RCRD_DSNT_EXIST", "That record does not exist.");

export const unknownRecordType = (type: string): ScriptRefusal =>
  new ScriptRefusal("INVALID_RCRD_TYPE", `The record type [${type.toUpperCase()}] is invalid.`);
