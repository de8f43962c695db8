/** What a search looks through: records, and for transactions their lines, too. */
import type { Catalogue } from "../../../records/catalogue.ts";
import { type Fields, linesOf } from "../../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../../records/record-store.ts";
import type { RecordCategory, RecordType } from "../../../records/record-type.ts";
import { typeNamed } from "../record-types.ts";

export interface SearchRow {
  readonly type: RecordType;
  readonly row: StoredRow;
  /** Of a transaction; the main line has none. */
  readonly line?: Fields;
}

/** Search types that stand for several record types. */
const FAMILIES: Readonly<Record<string, RecordCategory>> = {
  transaction: "transaction",
  item: "item",
  entity: "entity",
};

/** Throws the script's INVALID_RCRD_TYPE. */
export function searchedTypes(catalogue: Catalogue, name: string): readonly RecordType[] {
  const category = FAMILIES[name.toLowerCase()];
  if (category === undefined) return [typeNamed(catalogue, name)];
  return catalogue.ofCategory(category);
}

/** A transaction is found once for its main line and once for every item line, unless mainline is asked for. */
export function searchRows(store: RecordStore, types: readonly RecordType[]): readonly SearchRow[] {
  return types.flatMap((type) =>
    store.list(type.recordType).flatMap((row): readonly SearchRow[] => {
      if (type.category !== "transaction") return [{ type, row }];
      return [{ type, row }, ...linesOf(row.fields["item"]).map((line) => ({ type, row, line }))];
    }),
  );
}
