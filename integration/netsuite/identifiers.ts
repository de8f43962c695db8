/** What may stand in a NetSuite path or query: external ids and quoted values, refused before they can mean something else. */
import type { Failure } from "../failure.ts";
import type { NetSuiteResult } from "./netsuite.ts";

/** The documented alphabet; `|` for one breaks NetSuite's own parsing (Oracle help, section_156334828635). */
export const EXTERNAL_ID = /^[A-Za-z0-9_-]+$/;
const FIELD = /^\w+$/;
/** Oracle documents no escape inside a quoted value, so these cannot be asked for. */
const UNQUOTABLE = /["\\]|\p{Cc}|\p{Cs}/u;

export function checkExternalId(recordType: string, externalId: string): Failure | null {
  if (EXTERNAL_ID.test(externalId)) return null;
  return {
    class: "data",
    code: "EXTERNAL_ID_INVALID",
    message: `The external id "${externalId}" has characters that NetSuite does not take in a path.`,
    advice: "Build the external id from letters, digits, _ and - only, then re-run.",
    field: `${recordType}.externalId`,
    value: externalId,
  };
}

/** `field IS "value"` (operators: Oracle help, section_1545222128). */
export function queryFor(where: {
  readonly recordType: string;
  readonly field: string;
  readonly value: string;
}): NetSuiteResult<string> {
  const { recordType, field, value } = where;
  if (FIELD.test(field) && value !== "" && !UNQUOTABLE.test(value)) {
    return { ok: true, value: `${field} IS "${value}"` };
  }
  const failure: Failure = {
    class: "data",
    code: "VALUE_UNQUOTABLE",
    message: `NetSuite cannot be asked for ${recordType} with ${field} "${value}": a quotation mark, a backslash, a control character or nothing at all cannot be quoted in a query.`,
    advice: `Rename the ${recordType} without that character in both systems, or map this value to another one, then re-run.`,
    field: `${recordType}.${field}`,
    value,
  };
  return { ok: false, failure };
}
