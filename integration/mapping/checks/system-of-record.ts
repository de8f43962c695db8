/** Who may change a field: over all flows together, none writes what another one calls NetSuite's own. */
import { type PlacedRow, rowsOf } from "../mapping-expressions.ts";
import type { Path } from "../mapping-file.ts";
import type { MappingForm, Row } from "../mapping-form.ts";

export interface ReadMapping {
  readonly file: string;
  readonly mapping: MappingForm;
  readonly lineAt: (path: Path) => number;
}

export interface Conflict {
  /** Where the field is written. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

interface Place {
  readonly file: string;
  readonly path: Path;
  readonly lineAt: (path: Path) => number;
}

interface Statement {
  /** Such as `customer.terms` or `salesOrder.item.rate`. */
  readonly field: string;
  readonly isNetSuites: boolean;
  readonly writes: boolean;
  /** Looked up when there is something to say: hundreds of rows stand in no conflict. */
  readonly place: Place;
}

/** In the order of the files and their lines. */
export function systemOfRecordConflicts(mappings: readonly ReadMapping[]): readonly Conflict[] {
  const statements = mappings.flatMap(statementsOf);
  const owned = new Map<string, Statement>();
  for (const statement of statements) {
    if (statement.isNetSuites && !owned.has(statement.field)) owned.set(statement.field, statement);
  }
  return statements.flatMap((statement) => {
    const owner = owned.get(statement.field);
    return owner === undefined || !statement.writes ? [] : [conflict(statement, owner)];
  });
}

function statementsOf({ file, mapping, lineAt }: ReadMapping): readonly Statement[] {
  return mapping.records.flatMap((record, index) =>
    rowsOf(record, index).map(({ row, path, inside }: PlacedRow) => ({
      field: [...inside, row.kind === "address" ? row.address : row.to].join("."),
      isNetSuites: row.master === "netsuite",
      writes: writes(row),
      place: { file, path, lineAt },
    })),
  );
}

const writes = (row: Row): boolean =>
  row.kind !== "field" ||
  [row.static, row.from, row.lookup, row.reference].some((source) => source !== undefined);

const lineOf = ({ path, lineAt }: Place): number => lineAt(path);

function conflict({ field, place }: Statement, owner: Statement): Conflict {
  const { file } = place;
  const [line, ownersLine] = [lineOf(place), lineOf(owner.place)];
  const isItself = owner.place.file === file && ownersLine === line;
  const says = isItself ? "this row itself" : `${owner.place.file}:${ownersLine}`;
  return {
    file,
    line,
    message: `NetSuite is the system of record for ${field} (so says ${says}), and this flow would overwrite it`,
    fix: isItself
      ? "Take the value out of the row (it then only says whose the field is), or write `master: source`."
      : "Take this row out, or agree on one system of record and correct the other row.",
  };
}
