/** Brings records into an account, all of them or none, in whatever order they refer to each other. */
import { problemDocument } from "../errors/problem-document.ts";
import type { Refusal } from "../errors/refusal.ts";
import { idSpaceOf, type RecordStore } from "../records/record-store.ts";
import type { RecordWriter } from "../records/record-writer.ts";
import { columnOf, composeRecords, type ImportedRecord } from "./compose-records.ts";
import type { ImportedRow, Problem } from "./imported-row.ts";
import { importRefused } from "./read-data-file.ts";

/** Throws EmulatorError IMPORT_REFUSED with every problem's file, line and column; then nothing has changed. */
export function importRecords(
  rows: readonly ImportedRow[],
  { store, writer }: { readonly store: RecordStore; readonly writer: RecordWriter },
): void {
  const { records, problems } = composeRecords(rows, store.catalogue);
  if (problems.length > 0) throw importRefused(problems);
  const before = store.save();
  for (const { type, id } of records) if (id !== undefined) store.reserveId(idSpaceOf(type), Number(id));
  let waiting = records;
  for (;;) {
    const refused = waiting.flatMap((record) => {
      const refusal = enter(record, { store, writer });
      return refusal === undefined ? [] : [{ record, refusal }];
    });
    if (refused.length === 0) return;
    // As long as something new came in, what referred to it may come in now.
    if (refused.length === waiting.length) {
      store.load(before);
      throw importRefused(refused.map((each) => problemOf(each, store)));
    }
    waiting = refused.map(({ record }) => record);
  }
}

type Entering = Parameters<typeof importRecords>[1];
type Refused = Refusal | { readonly taken: string };

function enter(record: ImportedRecord, { store, writer }: Entering): Refused | undefined {
  const { type, id } = record;
  if (id !== undefined && isTaken(record, store)) return { taken: id };
  const written = writer.write({ type, id, body: record.body(store), unknownFields: "error" });
  return written.ok ? undefined : written.refusal;
}

const isTaken = ({ type, id = "" }: ImportedRecord, store: RecordStore): boolean =>
  store.catalogue
    .all()
    .some((other) => idSpaceOf(other) === idSpaceOf(type) && store.get(other.recordType, id) !== undefined);

function problemOf(
  { record, refusal }: { readonly record: ImportedRecord; readonly refusal: Refused },
  store: RecordStore,
): Problem {
  const { file, line } = record.rows[0] ?? { file: "", line: 1 };
  if ("taken" in refusal) {
    const text = `the internal id ${refusal.taken} is taken by another record; leave it out, or give another`;
    return { file, line, text };
  }
  const named = refusal.values?.["field"] ?? refusal.path;
  const column = columnOf(record, named === undefined ? undefined : String(named), store.catalogue);
  const text = `NetSuite would refuse this ${record.type.recordType}: ${problemDocument(refusal).detail} Correct the value.`;
  return { file, line, column, text };
}
