/** Resolves a reference against the account's own records. */
import type { Reference } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";
import type { FieldDefinition } from "../record-type.ts";
import { CUSTOM_LEVEL } from "../transactions/amounts/price-sourcing.ts";
import { type SelectValue, toSelectValue } from "./select-value.ts";

export type ReferenceResult =
  | { readonly kind: "found"; readonly value: Reference; readonly row: StoredRow }
  /** A type of which the account keeps no record: taken at the caller's word. */
  | { readonly kind: "unchecked"; readonly value: Reference }
  | { readonly kind: "malformed" }
  | { readonly kind: "missing"; readonly select: SelectValue };

export function toReferenceValue(field: FieldDefinition, raw: unknown, store: RecordStore): ReferenceResult {
  const select = toSelectValue(raw);
  if (select === undefined) return { kind: "malformed" };
  const targets = store.catalogue.referenceTargets(field.ref ?? "");
  if (targets === undefined || isTrusted(targets, store)) {
    return { kind: "unchecked", value: uncheckedReference(select) };
  }
  const builtIn = targets.flatMap((name) => BUILT_IN[name] ?? []).find(isChosenBy(select));
  if (builtIn !== undefined) return { kind: "unchecked", value: builtIn };
  const rows: StoredRow[] = [];
  for (const recordType of targets) rows.push(...candidates(store, recordType, select));
  const [row] = rows;
  // Two records of one name: NetSuite cannot know which was meant, so neither is taken.
  if (row === undefined || (select.by === "refName" && rows.length > 1)) return { kind: "missing", select };
  return { kind: "found", value: referenceTo(row, store), row };
}

/** Choices of every account that are no records of it: the level of a price that was typed in. */
const BUILT_IN: Readonly<Record<string, readonly Reference[]>> = { priceLevel: [CUSTOM_LEVEL] };

const isChosenBy =
  ({ by, text }: SelectValue) =>
  ({ id, refName }: Reference): boolean =>
    text === (by === "id" ? id : by === "refName" ? refName : undefined);

const isTrusted = (targets: readonly string[], store: RecordStore): boolean =>
  targets.every((name) => store.catalogue.find(name)?.trustedWhenEmpty === true && store.isEmpty(name));

/** Rows never change, so whatever refers to one holds the same value: orders are mostly references. */
const references = new WeakMap<StoredRow, Reference>();

/** A reference as it reads back: the internal id and the target's name. */
function referenceTo(row: StoredRow, store: RecordStore): Reference {
  const known = references.get(row);
  if (known !== undefined) return known;
  const name = row.fields[store.catalogue.find(row.recordType)?.nameField ?? ""];
  const reference = typeof name === "string" ? { id: row.id, refName: name } : { id: row.id };
  references.set(row, reference);
  return reference;
}

function candidates(store: RecordStore, recordType: string, { by, text }: SelectValue): readonly StoredRow[] {
  if (by === "externalId") return store.findBy(recordType, "externalId", text);
  if (by === "refName")
    return store.findBy(recordType, store.catalogue.find(recordType)?.nameField ?? "", text);
  const row = store.get(recordType, text);
  return row === undefined ? [] : [row];
}

const uncheckedReference = ({ by, text }: SelectValue): Reference =>
  by === "refName" ? { id: text, refName: text } : { id: text };
