/** One field row: finds its value, writes it in NetSuite's form, and keeps it within its length. */

import type { FieldRow } from "../mapping-form.ts";
import { type FieldKind, targetField } from "../netsuite-fields.ts";
import { cutAtCharacter, cutAtWord, lengthOf } from "../values/overflow.ts";
import { type ValueKind, writeValue } from "../values/write-value.ts";
import { done, held, type Mapped, mappingFailed, valueMissing, valueTooLong } from "./mapping-failures.ts";
import { evaluate, type Scope } from "./scope.ts";

/** undefined: the order has no value for it and the field is left out. */
export async function mapField(row: FieldRow, scope: Scope): Promise<Mapped<unknown>> {
  const field = `${scope.place}.${row.to}`;
  const found = await findValue(row, scope, field);
  if (!found.ok) return found;
  const written = inForm(found.value, { row, scope, field });
  if (!written.ok) return written;
  if (written.value === undefined && row.required === true) return valueMissing(field);
  return written;
}

async function findValue(row: FieldRow, scope: Scope, field: string): Promise<Mapped<unknown>> {
  if (row.static !== undefined) return done(row.static);
  if (row.from !== undefined) return evaluate(row.from, scope, field);
  if (row.lookup !== undefined) return lookUp(row.lookup, scope, { field, required: row.required === true });
  if (row.reference !== undefined) return refer(row.reference, scope, field);
  return done(undefined);
}

async function lookUp(
  lookup: NonNullable<FieldRow["lookup"]>,
  scope: Scope,
  { field, required }: { readonly field: string; readonly required: boolean },
): Promise<Mapped<unknown>> {
  const wanted = lookup.from === undefined ? done(lookup.value) : await evaluate(lookup.from, scope, field);
  if (!wanted.ok) return wanted;
  const value = typeof wanted.value === "number" ? String(wanted.value) : wanted.value;
  if (value === undefined || value === null || value === "")
    return required ? valueMissing(field) : done(undefined);
  if (typeof value !== "string") return mappingFailed(field, "a look-up needs one text to look for");
  const answer = await scope.lookups.resolve({ recordType: lookup.record, by: lookup.by, value });
  if (answer.ok) return done({ id: answer.internalId });
  const { failure } = answer;
  return held(
    failure.class === "data"
      ? { ...failure, field, message: `${failure.message} ${field} needs it.` }
      : failure,
  );
}

function refer(recordType: string, scope: Scope, field: string): Mapped<unknown> {
  const externalId = scope.earlier.get(recordType);
  if (externalId !== undefined) return done({ externalId });
  return mappingFailed(field, `it refers to the ${recordType} of this order, and the mapping wrote none`);
}

interface Target {
  readonly row: FieldRow;
  readonly scope: Scope;
  readonly field: string;
}

function inForm(value: unknown, target: Target): Mapped<unknown> {
  const { row, scope, field } = target;
  const kind = row.type ?? targetField(scope.inside, row.to)?.kind ?? "text";
  if (!isValueKind(kind)) return referenceForm(value, field);
  if (row.lookup !== undefined || row.reference !== undefined) return done(value);
  const { decimals } = row;
  const written = writeValue(value, { kind, ...(decimals === undefined ? {} : { decimals }) });
  if (!written.ok) return mappingFailed(field, written.problem);
  if (written.warning !== undefined) scope.warnings.push(`${field}: ${written.warning}`);
  return kind === "text" && typeof written.value === "string"
    ? withinLength(written.value, target)
    : done(written.value);
}

function isValueKind(kind: FieldKind): kind is ValueKind {
  return kind !== "reference" && kind !== "address" && kind !== "sublist";
}

/** A bare number or text stands for an internal id, which is what NetSuite takes it for. */
function referenceForm(value: unknown, field: string): Mapped<unknown> {
  if (value === undefined || value === null || value === "") return done(undefined);
  if (typeof value === "string" || typeof value === "number") return done({ id: String(value) });
  if (typeof value === "object" && !Array.isArray(value)) return done(value);
  return mappingFailed(field, "a reference is written by a look-up or by `reference`");
}

/** Without a policy nothing is cut: text that is too long holds the order. */
function withinLength(text: string, { row, scope, field }: Target): Mapped<unknown> {
  const limit = row.maxLength ?? targetField(scope.inside, row.to)?.maxLength ?? Number.POSITIVE_INFINITY;
  const length = lengthOf(text);
  const policy = row.overflow ?? "hold";
  if (length <= limit) return done(text);
  if (policy === "hold") return valueTooLong({ field, text, length, limit });
  const { head, rest } = policy === "truncate" ? cutAtCharacter(text, limit) : cutAtWord(text, limit);
  if (policy === "truncate") {
    scope.warnings.push(`${field}: ${length} characters cut to ${limit}`);
    return done(head.trimEnd());
  }
  scope.warnings.push(
    `${field}: ${length} characters, the last ${lengthOf(rest)} went to ${policy.remainderTo}`,
  );
  scope.remainders.push({ to: policy.remainderTo, from: row.to, text: rest });
  return done(head);
}
