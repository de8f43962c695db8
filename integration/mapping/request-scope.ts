/** One source record under one mapping: its named values, what its records are called, and what a row of it sees. */
import { EXTERNAL_ID } from "../netsuite/identifiers.ts";
import type { Lookups } from "./lookups.ts";
import type { Mapping } from "./mapping-file.ts";
import type { ExternalIdForm, RecordForm } from "./mapping-form.ts";
import { done, type Mapped, mappingFailed, valueMissing } from "./rows/mapping-failures.ts";
import { counts, evaluate, type Scope, withValues } from "./rows/scope.ts";

export interface MappingRequest {
  readonly mapping: Mapping;
  /** The parsed source record; see parseOrder. */
  readonly source: unknown;
  readonly lookups: Lookups;
  /** The fields of the record that the mapping `follows`, as NetSuite holds it: `$followed`. */
  readonly followed?: Readonly<Record<string, unknown>>;
  /** What became of the editions of that record which hold this one already: `$inclusion`; without it there are none yet. */
  readonly inclusion?: Inclusion;
  /** Hears what each field row came to, also of a record that is held in the end. */
  readonly onValue?: NonNullable<Scope["onValue"]>;
}

export type Inclusion = "delivered" | "skipped";

/** A record of NetSuite by the name that the mapping gives it. */
export interface RecordName {
  readonly recordType: string;
  readonly externalId: string;
}

/** `$order`, `$followed`, `$inclusion` and the named values. */
export const nameValues = (request: MappingRequest): Promise<Mapped<Record<string, unknown>>> =>
  withValues(request.mapping.values, { ...emptyScope(request), bindings: givenBindings(request) });

const givenBindings = ({ source, followed, inclusion }: MappingRequest): Record<string, unknown> => ({
  order: source,
  ...(followed === undefined ? {} : { followed }),
  ...(inclusion === undefined ? {} : { inclusion }),
});

function emptyScope({ mapping, lookups, source, onValue }: MappingRequest): Scope {
  return {
    ...(onValue === undefined ? {} : { onValue }),
    mapping,
    lookups,
    input: source,
    bindings: {},
    place: "",
    inside: [],
    earlier: new Map(),
    warnings: [],
    remainders: [],
  };
}

export function scopeFor(
  record: string,
  request: MappingRequest,
  known: Pick<Scope, "bindings"> & Partial<Pick<Scope, "earlier">>,
): Scope {
  return { ...emptyScope(request), ...known, place: record, inside: [record] };
}

export async function mapExternalId(form: ExternalIdForm, scope: Scope): Promise<Mapped<string>> {
  const field = `${scope.place}.externalId`;
  const evaluated = await evaluate(form.from, scope, field);
  if (!evaluated.ok) return evaluated;
  const { value } = evaluated;
  if (value === undefined || value === null || value === "") return valueMissing(field);
  const isIdentifier =
    typeof value === "number" ? Number.isSafeInteger(value) : EXTERNAL_ID.test(String(value));
  if (isIdentifier && typeof value !== "object") return done(`${form.prefix}${value}`);
  return mappingFailed(field, `${JSON.stringify(value)} is not made of letters, digits, _ and - only`);
}

/**
 * The record that the source record stands for: of those that are written the last. null when it has none, or when what is
 * wrong with it hides its name; the mapping itself then says what.
 */
export async function mainRecordOf(request: MappingRequest): Promise<RecordName | null> {
  const named = await nameValues(request);
  const bindings = named.ok ? named.value : givenBindings(request);
  const main = await lastThatCounts(request, bindings);
  return main === undefined ? null : nameOf(main.record, main.externalId, { request, bindings });
}

async function lastThatCounts(
  request: MappingRequest,
  bindings: Scope["bindings"],
): Promise<RecordForm | undefined> {
  for (const form of request.mapping.records.toReversed()) {
    const applies = await counts(form.when, scopeFor(form.record, request, { bindings }), form.record);
    if (applies.ok && applies.value) return form;
  }
  return undefined;
}

/** The record that must be in NetSuite before this one; null when the mapping follows none. */
export async function followedRecordOf(request: MappingRequest): Promise<Mapped<RecordName | null>> {
  const { follows } = request.mapping;
  if (follows === undefined) return done(null);
  const bindings = givenBindings(request);
  const externalId = await mapExternalId(follows.externalId, scopeFor(follows.record, request, { bindings }));
  return externalId.ok ? done({ recordType: follows.record, externalId: externalId.value }) : externalId;
}

/** Whether an edition of the record that this one follows, as its source sent it, holds this one already. */
export async function holdsAlready(request: MappingRequest, edition: unknown): Promise<Mapped<boolean>> {
  const { includedWhen } = request.mapping.follows ?? {};
  if (includedWhen === undefined) return done(false);
  const scope = { ...emptyScope(request), input: edition, bindings: givenBindings(request) };
  return counts(includedWhen, scope, "follows.includedWhen");
}

async function nameOf(
  record: string,
  form: ExternalIdForm,
  { request, bindings }: { readonly request: MappingRequest; readonly bindings: Scope["bindings"] },
): Promise<RecordName | null> {
  const externalId = await mapExternalId(form, scopeFor(record, request, { bindings }));
  return externalId.ok ? { recordType: record, externalId: externalId.value } : null;
}
