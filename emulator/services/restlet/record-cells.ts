/** Stored values as a script gets them: by script id, with their texts. */
import type { Catalogue } from "../../records/catalogue.ts";
import {
  type Fields,
  type FieldValue,
  isObject,
  isReference,
  isSublist,
  linesOf,
} from "../../records/field-value.ts";
import type { FieldDefinition, FieldSet, RecordType } from "../../records/record-type.ts";

/** Kind, value and, where it differs, text. */
export type Cell = readonly [
  kind: "plain" | "date" | "date-time" | "many" | "subrecord",
  value: unknown,
  text?: unknown,
];
export type Cells = Readonly<Record<string, Cell>>;

export function recordCells(catalogue: Catalogue, type: RecordType, fields: Fields) {
  return {
    fields: cellsOf(catalogue, type.fields, fields),
    sublists: Object.fromEntries(
      type.sublists.map((sublist) => [
        sublist.scriptId,
        linesOf(fields[sublist.name]).map((line) => cellsOf(catalogue, sublist.fields, line)),
      ]),
    ),
  };
}

function cellsOf(catalogue: Catalogue, fields: FieldSet, values: Fields): Cells {
  const filled = Object.entries(values).flatMap(([name, value]) => {
    const field = fields.find(name);
    const cell = field && cellOf(catalogue, field, value);
    return field === undefined || cell === undefined ? [] : [[field.scriptId, cell] as const];
  });
  // An unticked box reads false, not empty.
  const boxes = fields.all.filter(({ type }) => type === "boolean");
  return Object.fromEntries([
    ...boxes.map(({ scriptId }) => [scriptId, ["plain", false]] as const),
    ...filled,
  ]);
}

function cellOf(catalogue: Catalogue, field: FieldDefinition, value: FieldValue): Cell | undefined {
  if (value === null) return undefined;
  if (field.type === "date" || field.type === "date-time") return [field.type, value];
  if (field.type === "multiReference" || (field.type === "custom" && isSublist(value))) {
    const chosen = linesOf(value).filter((item) => isReference(item));
    return ["many", chosen.map(({ id }) => id), chosen.map(({ id, refName }) => refName ?? id)];
  }
  if (isReference(value)) return ["plain", value.id, value.refName ?? value.id];
  if (!isObject(value)) return ["plain", value];
  const subrecord = catalogue.subrecord(field.subrecord ?? "");
  return subrecord && ["subrecord", cellsOf(catalogue, subrecord, value as Fields)];
}
