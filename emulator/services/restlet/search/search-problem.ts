/** Searches that cannot run, in SuiteScript's words (seen in a public log in another language, and in Oracle's error table). */
import { ScriptRefusal } from "../script-refusal.ts";

export const unknownColumn = (name: string): ScriptRefusal =>
  new ScriptRefusal(
    "SSS_INVALID_SRCH_COL",
    `An nlobjSearchColumn contains an invalid column, or is not in proper syntax: ${name}.`,
  );

export const unknownFilter = (name: string): ScriptRefusal =>
  new ScriptRefusal(
    "SSS_INVALID_SRCH_FILTER",
    `An nlobjSearchFilter contains invalid search criteria: ${name}.`,
  );

export const unknownOperator = (operator: string): ScriptRefusal =>
  new ScriptRefusal(
    "SSS_INVALID_SRCH_OPERATOR",
    `An nlobjSearchFilter contains an invalid operator, or is not in proper syntax: ${operator}.`,
  );

export const malformedExpression = (): ScriptRefusal =>
  new ScriptRefusal("SSS_INVALID_SRCH_FILTER_EXPR", "Malformed search filter expression.");

/** What NetSuite can do and this emulator cannot. */
export const notHere = (what: string): ScriptRefusal =>
  new ScriptRefusal("SSS_METHOD_NOT_IMPLEMENTED", `${what} is not in this emulator.`);
