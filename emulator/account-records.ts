/** An account's records behind NetSuite's back: what an administrator types in and an auditor reads. */
import { EmulatorError } from "./emulator-error.ts";
import { problemDocument } from "./errors/problem-document.ts";
import type { Refusal } from "./errors/refusal.ts";
import { type Fields, isReference, type StoredRecord } from "./records/field-value.ts";
import { idSpaceOf, type RecordStore, type StoredRow } from "./records/record-store.ts";
import type { RecordType } from "./records/record-type.ts";
import type { RecordWriter, WriteRequest } from "./records/record-writer.ts";
import { type ShownRecord, shownRecord } from "./records/shown-record.ts";
import { transactionNumber } from "./records/transactions/transaction-types.ts";
import { exportRecords } from "./transfer/export-records.ts";
import { importRecords } from "./transfer/import-records.ts";
import type { ImportedRow } from "./transfer/imported-row.ts";
import type { DataFile } from "./transfer/read-data-file.ts";

export interface AccountRecords {
  list(recordType: string): readonly StoredRecord[];
  /** The first record whose top-level fields have these values; references are compared by id. */
  find(recordType: string, where: Readonly<Record<string, unknown>>): StoredRecord | undefined;
  /** The record as its form shows it; throws EmulatorError UNKNOWN_RECORD. */
  show(recordType: string, id: string): ShownRecord;
  /** Validated like a request; returns the internal id, throws EmulatorError with NetSuite's words. */
  create(recordType: string, body: Readonly<Record<string, unknown>>): string;
  update(recordType: string, id: string, body: Readonly<Record<string, unknown>>): void;
  remove(recordType: string, id: string): void;
  /** All of them or none, in whatever order they refer to each other; throws EmulatorError IMPORT_REFUSED with every problem. */
  import(rows: readonly ImportedRow[]): void;
  /** Every record as files that an import takes, one a record type. */
  export(form: "csv" | "json"): readonly DataFile[];
  /** Enters the record a second time, external id included, as only a person or a script can; returns the new id. */
  duplicate(recordType: string, id: string): string;
}

export function createAccountRecords(store: RecordStore, writer: RecordWriter): AccountRecords {
  const knownType = (recordType: string): RecordType => typeIn(store, recordType);
  const rowOf = (recordType: string, id: string): StoredRow => {
    const row = store.get(knownType(recordType).recordType, id);
    if (row !== undefined) return row;
    throw new EmulatorError(
      "UNKNOWN_RECORD",
      `There is no ${recordType} with internal id ${id}. Look it up with find().`,
    );
  };
  const write = (request: WriteRequest): string => {
    const written = writer.write(request);
    if (written.ok) return written.value.row.id;
    throw refused(request.type.recordType, written.refusal);
  };
  return {
    list: (recordType) => store.list(knownType(recordType).recordType).map(toStoredRecord),
    find(recordType, where) {
      const { recordType: name } = knownType(recordType);
      const { externalId } = where;
      const rows =
        typeof externalId === "string" ? store.findBy(name, "externalId", externalId) : store.list(name);
      const row = rows.find((candidate) => hasValues(candidate, where));
      return row === undefined ? undefined : toStoredRecord(row);
    },
    show: (recordType, id) => shownRecord(knownType(recordType), rowOf(recordType, id)),
    create: (recordType, body) => write({ type: knownType(recordType), body, unknownFields: "error" }),
    update(recordType, id, body) {
      write({ type: knownType(recordType), body, existing: rowOf(recordType, id), unknownFields: "error" });
    },
    remove(recordType, id) {
      const removed = writer.remove(rowOf(recordType, id));
      if (!removed.ok) throw refused(recordType, removed.refusal);
    },
    import: (rows) => importRecords(rows, { store, writer }),
    export: (form) => exportRecords(store, form),
    duplicate(recordType, id) {
      const row = rowOf(recordType, id);
      const copy = store.nextId(idSpaceOf(knownType(recordType)));
      store.put({ ...row, id: copy, fields: enteredAgain(row, copy) });
      return copy;
    },
  };
}

function refused(recordType: string, refusal: Refusal): EmulatorError {
  const where = refusal.path === undefined ? "" : ` (at ${refusal.path})`;
  const { detail } = problemDocument(refusal);
  return new EmulatorError("RECORD_REFUSED", `NetSuite would refuse this ${recordType}${where}: ${detail}`);
}

/** A person who types an order again gets the next order number. */
const enteredAgain = ({ recordType, fields }: StoredRow, id: string): Fields =>
  fields["tranId"] === undefined ? fields : { ...fields, tranId: transactionNumber(recordType, id) };

function typeIn({ catalogue }: RecordStore, recordType: string): RecordType {
  const type = catalogue.find(recordType);
  if (type !== undefined) return type;
  throw new EmulatorError("UNKNOWN_RECORD", `The emulator does not know the record type ${recordType}.`);
}

function toStoredRecord({ recordType, id, fields }: StoredRow): StoredRecord {
  const { externalId } = fields;
  const named = typeof externalId === "string" ? { externalId } : {};
  return { recordType, id, ...named, fields: frozen(fields) };
}

/** Other accounts may have the very same object: who writes into it is told so. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

function hasValues({ id, fields }: StoredRow, where: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(where).every(([name, wanted]) => {
    const actual = name === "id" ? id : fields[name];
    if (name === "externalId" && typeof actual === "string" && typeof wanted === "string") {
      return actual.toLowerCase() === wanted.toLowerCase();
    }
    return (isReference(actual) ? actual.id : actual) === wanted;
  });
}
