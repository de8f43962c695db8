/** Every expression of a mapping with its place in the file. */
import { CONDITION_KINDS, type MappingForm, type RecordForm, type Row } from "./mapping-form.ts";

export interface PlacedExpression {
  readonly text: string;
  readonly path: readonly PropertyKey[];
}

export interface PlacedRow {
  readonly row: Row;
  readonly path: readonly PropertyKey[];
  /** The record, or the sublist or address inside it, that the row writes to. */
  readonly inside: readonly string[];
}

export function expressionsOf(form: MappingForm): readonly PlacedExpression[] {
  const values = Object.entries(form.values ?? {}).map(([name, text]) => ({ text, path: ["values", name] }));
  return [...values, ...rulesOf(form), ...form.records.flatMap(expressionsOfRecord)];
}

function rulesOf(form: MappingForm): readonly PlacedExpression[] {
  const rules = CONDITION_KINDS.flatMap((kind) =>
    (form[kind] ?? []).flatMap(({ when, inNetSuite }, index) => [
      { text: when, path: [kind, index, "when"] },
      ...at(inNetSuite, [kind, index, "inNetSuite"]),
    ]),
  );
  const { externalId, includedWhen } = form.follows ?? {};
  return [
    ...at(externalId?.from, ["follows", "externalId", "from"]),
    ...at(includedWhen, ["follows", "includedWhen"]),
    ...rules,
  ];
}

/** Of the rows that stand at this path. */
export const expressionsOfRows = (
  rows: readonly Row[],
  path: readonly PropertyKey[],
): readonly PlacedExpression[] => placedRows(rows, path, []).flatMap(expressionsOfRow);

/** All rows of a record, those inside sublists and addresses too. */
export function rowsOf(record: RecordForm, index: number): readonly PlacedRow[] {
  return placedRows(record.fields, ["records", index, "fields"], [record.record]);
}

function expressionsOfRecord(record: RecordForm, index: number): readonly PlacedExpression[] {
  const path = ["records", index];
  const holds = (record.holdWhen ?? []).map(({ when }, hold) => ({
    text: when,
    path: [...path, "holdWhen", hold, "when"],
  }));
  return [
    { text: record.externalId.from, path: [...path, "externalId", "from"] },
    ...at(record.when, [...path, "when"]),
    ...holds,
    ...rowsOf(record, index).flatMap(expressionsOfRow),
  ];
}

function expressionsOfRow({ row, path }: PlacedRow): readonly PlacedExpression[] {
  const own = at(row.when, [...path, "when"]);
  if (row.kind === "address") return [...own, { text: row.from, path: [...path, "from"] }];
  if (row.kind === "sublist") return [...own, ...at(row.each, [...path, "each"])];
  return [...own, ...at(row.from, [...path, "from"]), ...at(row.lookup?.from, [...path, "lookup", "from"])];
}

function at(text: string | undefined, path: readonly PropertyKey[]): readonly PlacedExpression[] {
  return text === undefined ? [] : [{ text, path }];
}

/** These rows, and those inside their sublists and addresses. */
export function placedRows(
  rows: readonly Row[],
  path: readonly PropertyKey[],
  inside: readonly string[],
): readonly PlacedRow[] {
  return rows.flatMap((row, index) => {
    const here: PlacedRow = { row, path: [...path, index], inside };
    if (row.kind === "field") return [here];
    const target = row.kind === "address" ? row.address : row.to;
    return [here, ...placedRows(row.fields, [...path, index, "fields"], [...inside, target])];
  });
}
