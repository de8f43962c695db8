/** Applies a mapping to one order: the records to write, or the failure that holds the order. Pure but for the look-ups. */
import type { Failure } from "../failure.ts";
import type { Lookups } from "./lookups.ts";
import type { Mapping } from "./mapping-file.ts";
import type { RecordForm } from "./mapping-form.ts";
import { RECORD_FIELDS } from "./netsuite-fields.ts";
import { parseOrder } from "./parse-order.ts";
import { type MappingRequest, mainRecordOf, mapExternalId, nameValues, scopeFor } from "./request-scope.ts";
import { type Body, linesIn, mapRows } from "./rows/map-rows.ts";
import { done, held, type Mapped, mappingFailed, valueTooLong } from "./rows/mapping-failures.ts";
import { counts, type Remainder, type Scope } from "./rows/scope.ts";

export interface MappedRecord {
  readonly recordType: string;
  readonly externalId: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Sublists whose lines are exchanged when the record exists already. */
  readonly replace: readonly string[];
  /** What was cut, moved or taken out, one sentence each. */
  readonly warnings: readonly string[];
  /** Lines in all sublists together. */
  readonly lines: number;
}

export type MappingResult =
  | { readonly ok: true; readonly records: readonly MappedRecord[] }
  | { readonly ok: false; readonly failure: Failure };

/** Never throws for an order, however broken: what is wrong with it is in the failure. */
export async function applyMapping(request: MappingRequest): Promise<MappingResult> {
  if (!isObject(request.source)) return mappingFailed("the order", "it is not an object");
  const bindings = await nameValues(request);
  if (!bindings.ok) return bindings;
  const earlier = new Map<string, string>();
  const records: MappedRecord[] = [];
  for (const record of request.mapping.records) {
    const scope = scopeFor(record.record, request, { bindings: bindings.value, earlier });
    const mapped = await mapRecord(record, scope);
    if (!mapped.ok) return mapped;
    if (mapped.value === null) continue;
    earlier.set(record.record, mapped.value.externalId);
    records.push(mapped.value);
  }
  return { ok: true, records };
}

/**
 * The external id under which the main record of this order stands in NetSuite; null when the order cannot be read or has
 * none.
 */
export async function externalIdOf(mapping: Mapping, raw: Uint8Array): Promise<string | null> {
  const parsed = parseOrder(raw);
  if (!parsed.ok) return null;
  const main = await mainRecordOf({ mapping, source: parsed.order, lookups: NO_LOOKUPS });
  return main?.externalId ?? null;
}

const NO_LOOKUPS: Lookups = {
  resolve: () => Promise.reject(new TypeError("an external id is worked out without look-ups")),
};

async function mapRecord(form: RecordForm, scope: Scope): Promise<Mapped<MappedRecord | null>> {
  const applies = await counts(form.when, scope, form.record);
  if (!applies.ok) return applies;
  if (!applies.value) return done(null);
  const hold = await holdReason(form, scope);
  if (!hold.ok) return hold;
  const externalId = await mapExternalId(form.externalId, scope);
  if (!externalId.ok) return externalId;
  const rows = await mapRows(form.fields, scope);
  if (!rows.ok) return rows;
  const body = addRemainders(rows.value, scope);
  if (!body.ok) return body;
  const sublists = Object.keys(body.value).filter((field) => linesIn(body.value, field).length > 0);
  return done({
    recordType: form.record,
    externalId: externalId.value,
    body: body.value,
    replace: sublists,
    warnings: scope.warnings,
    lines: sublists.reduce((sum, sublist) => sum + linesIn(body.value, sublist).length, 0),
  });
}

async function holdReason(form: RecordForm, scope: Scope): Promise<Mapped<null>> {
  for (const { when, message, advice } of form.holdWhen ?? []) {
    const applies = await counts(when, scope, form.record);
    if (!applies.ok) return applies;
    if (applies.value)
      return held({ class: "data", code: "HELD_BY_MAPPING", message, advice, field: form.record });
  }
  return done(null);
}

/** What found no room elsewhere is appended to its text field, with the name of where it comes from. */
function addRemainders(body: Body, scope: Scope): Mapped<Body> {
  const written = { ...body };
  for (const remainder of scope.remainders) {
    const joined = withRemainder(written[remainder.to], remainder);
    const limit = RECORD_FIELDS[scope.place]?.[remainder.to]?.maxLength ?? Number.POSITIVE_INFINITY;
    if (joined.length > limit) {
      return valueTooLong({
        field: `${scope.place}.${remainder.to}`,
        text: joined,
        length: joined.length,
        limit,
      });
    }
    written[remainder.to] = joined;
  }
  return done(written);
}

function withRemainder(present: unknown, { from, text }: Remainder): string {
  const note = `${from}, continued: ${text}`;
  return typeof present === "string" && present !== "" ? `${present} | ${note}` : note;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
