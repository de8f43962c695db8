/** Where the records of a type stand: a lead is found as lead and as customer, and a customer is no lead any more. */
import type { Catalogue } from "./catalogue.ts";
import { stageOf } from "./customer-stage.ts";
import type { RecordTable } from "./record-table.ts";
import type { Tables } from "./saved-records.ts";
import type { StoredRow } from "./stored-row.ts";

export interface Shelf {
  /** Undefined for a record type that the account does not have. */
  readonly table: RecordTable | undefined;
  isShown(row: StoredRow): boolean;
  shown(rows: readonly StoredRow[]): readonly StoredRow[];
}

/** A look-up that is made many times for every request, so what it finds is kept. */
export function createShelves(catalogue: Catalogue, tables: Tables): (recordType: string) => Shelf {
  const shelves = new Map<string, Shelf>();
  const statusFields = (id: string) => tables.get("customerStatus")?.rows.get(id)?.fields;
  const findShelf = (recordType: string): Shelf => {
    const type = catalogue.find(recordType);
    const table = tables.get(type?.table ?? recordType);
    const isWhole = type === undefined || type.table === type.recordType;
    const isShown = ({ fields }: StoredRow): boolean => stageOf(fields, statusFields) === type?.recordType;
    const shelf: Shelf = isWhole
      ? { table, isShown: () => true, shown: (rows) => rows }
      : { table, isShown, shown: (rows) => rows.filter(isShown) };
    // One for each record type, however a caller spells it.
    if (type?.recordType === recordType) shelves.set(recordType, shelf);
    return shelf;
  };
  return (recordType) => shelves.get(recordType) ?? findShelf(recordType);
}
