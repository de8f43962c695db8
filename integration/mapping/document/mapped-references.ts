/** What a mapping points at in NetSuite: the names that it looks up, the internal ids and the custom fields that it writes. */
import { applyMapping } from "../apply.ts";
import type { LookupQuery, Lookups } from "../lookups.ts";
import { type PlacedRow, rowsOf } from "../mapping-expressions.ts";
import { parseMapping, readMapping } from "../mapping-file.ts";
import type { FieldRow } from "../mapping-form.ts";
import { isCustomField, targetField } from "../netsuite-fields.ts";
import { parseOrder } from "../parse-order.ts";

export interface MappedReference {
  /** With the sublist or address that it stands in: `salesOrder.item.location`. */
  readonly field: string;
  readonly file: string;
  readonly line: number;
  readonly target: ReferenceTarget;
}

export type ReferenceTarget =
  | ({ readonly kind: "look-up" } & LookupQuery)
  /** `recordTypes` is empty where the field may point at anything. */
  | { readonly kind: "internal-id"; readonly recordTypes: readonly string[]; readonly id: string }
  /** `place` is a record type or one of its sublists: `salesOrder.item`. */
  | { readonly kind: "custom-field"; readonly place: string; readonly name: string };

interface MappingText {
  readonly file: string;
  readonly text: string;
}

/**
 * Each once, in the order of the file: what is written in it, and what these orders make of it. Orders that cannot be read or
 * mapped give what they can.
 *
 * @throws IntegrationError `MAPPING_INVALID`
 */
export async function mappedReferences(
  { file, text }: MappingText,
  orders: Iterable<Uint8Array> = [],
): Promise<readonly MappedReference[]> {
  const { mapping, lineAt } = placedIn({ file, text });
  const placed = mapping.records.flatMap(rowsOf);
  const places = new Map(placed.map((each) => [each.row, each]));
  const found = new Map<string, MappedReference>();
  const note = ({ row, path, inside }: PlacedRow, target: ReferenceTarget): void => {
    if (row.kind !== "field") return;
    const reference = { field: [...inside, row.to].join("."), file, line: lineAt(path), target };
    found.set(JSON.stringify(reference), reference);
  };
  for (const each of placed) for (const target of writtenIn(each)) note(each, target);
  const onValue = (row: FieldRow, value: unknown): void => {
    const place = places.get(row);
    const target = place === undefined ? undefined : targetOf(row, value, place);
    if (place !== undefined && target !== undefined) note(place, target);
  };
  for (const raw of orders) {
    const parsed = parseOrder(raw);
    if (parsed.ok) await applyMapping({ mapping, source: parsed.order, lookups: ASKED_FOR, onValue });
  }
  return [...found.values()].toSorted((a, b) => a.line - b.line);
}

/** Where each field is written; of several rows for one field the first. @throws as mappedReferences */
export function fieldLines({ file, text }: MappingText): ReadonlyMap<string, number> {
  const { mapping, lineAt } = placedIn({ file, text });
  const lines = mapping.records
    .flatMap(rowsOf)
    .map(({ row, path, inside }): [string, number] => [
      [...inside, row.kind === "address" ? row.address : row.to].join("."),
      lineAt(path),
    ]);
  return new Map(lines.toReversed());
}

function placedIn({ file, text }: MappingText) {
  const mapping = parseMapping(text, file);
  const reading = readMapping(text, file);
  return { mapping, lineAt: reading.ok ? reading.lineAt : () => 1 };
}

function writtenIn({ row, inside }: PlacedRow): readonly ReferenceTarget[] {
  if (row.kind !== "field") return [];
  const isWritten = row.static !== undefined || row.from !== undefined || row.lookup !== undefined;
  const custom: readonly ReferenceTarget[] =
    isWritten && isCustomField(row.to)
      ? [{ kind: "custom-field", place: inside.join("."), name: row.to }]
      : [];
  const { lookup } = row;
  if (lookup?.value !== undefined)
    return [...custom, { kind: "look-up", recordType: lookup.record, by: lookup.by, value: lookup.value }];
  const id = row.static === undefined ? undefined : internalIdIn(row.static, row, inside);
  return id === undefined ? custom : [...custom, id];
}

function targetOf(row: FieldRow, value: unknown, { inside }: PlacedRow): ReferenceTarget | undefined {
  if (row.lookup === undefined) return internalIdIn(value, row, inside);
  const id = idOf(value);
  return id === undefined ? undefined : { kind: "look-up", ...(JSON.parse(id) as LookupQuery) };
}

/** What NetSuite itself refers to (`$followed`) is the same record in whichever account it stands. */
function internalIdIn(value: unknown, row: FieldRow, inside: readonly string[]): ReferenceTarget | undefined {
  const target = targetField(inside, row.to);
  const isReference = target?.kind === "reference";
  const bare = isReference && (typeof value === "string" || typeof value === "number");
  const id = bare ? String(value) : isReference || isCustomField(row.to) ? idOf(value) : undefined;
  if (id === undefined || row.from?.includes("$followed") === true) return undefined;
  return { kind: "internal-id", recordTypes: target?.to ?? [], id };
}

const idOf = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null && "id" in value ? String(value.id) : undefined;

/** The answer to a look-up is the question itself, so that a row's value tells what it asked for. */
const ASKED_FOR: Lookups = {
  resolve: async ({ recordType, by, value }) => ({
    ok: true,
    internalId: JSON.stringify({ recordType, by, value }),
  }),
};
