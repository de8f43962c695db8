/** What of a request's fields takes effect on the record that is there. */
import { type Fields, type FieldValue, isReference } from "../field-value.ts";
import type { RecordType } from "../record-type.ts";

export interface ChangeRequest {
  readonly type: RecordType;
  readonly existing: Fields;
  readonly changes: Fields;
  /** Names in ?replace=, lower case. */
  readonly replace: ReadonlySet<string>;
  /** replaceSelectedFields=true: null clears the fields named in ?replace= and no others. */
  readonly onlySelected: boolean;
}

/** The order number stays when it is cleared (inferred). */
const NEVER_CLEARED: ReadonlySet<string> = new Set(["tranId"]);

/** Values that were sourced from another field and go with it, to be sourced again. */
const SOURCED_FROM: readonly (readonly [source: string, sourced: string])[] = [
  ["discountItem", "discountRate"],
  ["currency", "exchangeRate"],
  ["tranDate", "postingPeriod"],
  ["terms", "dueDate"],
  ["tranDate", "dueDate"],
];

export function effectiveChanges(request: ChangeRequest): Fields {
  const { type, existing, changes } = request;
  const effective: Fields = {};
  for (const name of Object.keys(changes)) {
    const value = changes[name];
    if (value !== undefined && (value !== null || clears(request, name))) effective[name] = value;
  }
  for (const [source, sourced] of type.category === "transaction" ? SOURCED_FROM : []) {
    const isOutdated = isOther(existing[source], effective[source]) && effective[sourced] === undefined;
    if (isOutdated && existing[sourced] !== undefined) effective[sourced] = null;
  }
  return effective;
}

/** Oracle help section_1545142173 for replaceSelectedFields. */
const clears = ({ replace, onlySelected }: ChangeRequest, name: string): boolean =>
  !NEVER_CLEARED.has(name) && (!onlySelected || replace.has(name.toLowerCase()));

function isOther(before: FieldValue | undefined, after: FieldValue | undefined): boolean {
  if (after === undefined) return false;
  return idOf(before) !== idOf(after);
}

const idOf = (value: FieldValue | undefined): FieldValue | undefined =>
  isReference(value) ? value.id : value;
