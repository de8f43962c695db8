/** Saves a record whole or not at all: read the body, merge, fill in, check, and only then store. */
import { accept, type Outcome, type Refusal, refuse } from "../errors/refusal.ts";
import type { AccountRules } from "./account-rules.ts";
import { dependentOf } from "./dependent-records.ts";
import type { Fields } from "./field-value.ts";
import { idSpaceOf, type RecordStore, type StoredRow } from "./record-store.ts";
import type { RecordType } from "./record-type.ts";
import { withAmounts } from "./transactions/transaction-amounts.ts";
import { checkAddresses, withAddressTexts } from "./write/address-rules.ts";
import { type Defaulting, withCreateDefaults, withSaveDefaults } from "./write/defaults.ts";
import { effectiveChanges } from "./write/effective-changes.ts";
import { createFindings, type Findings } from "./write/findings.ts";
import { mergeFields } from "./write/merge-lines.ts";
import { normaliseBody } from "./write/normalise.ts";
import type { WriteContext } from "./write/read-value.ts";
import { checkRequired } from "./write/requirements.ts";
import { checkRules, isMoved } from "./write/rules.ts";
import { checkUnique } from "./write/uniqueness.ts";
import { checkUsable, usedReferences } from "./write/usable-references.ts";

/** What X-NetSuite-PropertyNameValidation and X-NetSuite-PropertyValueValidation ask for. */
export type Validation = "error" | "warning" | "ignore";

export interface WriteRequest {
  readonly type: RecordType;
  readonly body: Readonly<Record<string, unknown>>;
  /** The record to change; absent for a new one. */
  readonly existing?: StoredRow;
  /** Sublists to replace, lower case; with `onlySelected` body fields to clear, too. */
  readonly replace?: ReadonlySet<string>;
  /** Null clears the fields named in `replace` and no others. */
  readonly onlySelected?: boolean;
  /** Default: ignore. */
  readonly unknownFields?: Validation;
  /** Values no field of that type can hold; unless they are errors they are left out. Default: error. */
  readonly badValues?: Validation;
  /** A script may save a record without what it must have (Record.save, ignoreMandatoryFields). */
  readonly ignoreMandatoryFields?: boolean;
}

export interface Written {
  readonly row: StoredRow;
  readonly isNew: boolean;
  /** Field names the record type does not have. */
  readonly unknownFields: readonly string[];
  /** Fields whose values were left out. */
  readonly badValues: readonly string[];
}

export interface RecordWriter {
  write(request: WriteRequest): Outcome<Written>;
  /** Takes the record away unless another one needs it. */
  remove(row: StoredRow): Outcome<StoredRow>;
}

export interface WriterOptions {
  readonly store: RecordStore;
  readonly rules: AccountRules;
  now(): number;
}

export function createRecordWriter({ store, rules, now }: WriterOptions): RecordWriter {
  return {
    write(request) {
      const { type, existing } = request;
      const findings = createFindings();
      const context = contextOf(request, { store, rules, findings });
      const before = existing?.fields ?? {};
      const { replace = new Set<string>(), onlySelected = false } = request;
      const sent = normaliseBody(type, request.body, context);
      const changes = effectiveChanges({ type, existing: before, changes: sent, replace, onlySelected });
      const merged = mergeFields({ type, existing: before, changes, replace });
      const id = existing?.id ?? store.nextId(idSpaceOf(type));
      const record = complete({ type, record: merged, before, id, now: now(), store });
      if (request.ignoreMandatoryFields !== true)
        checkRequired({ type, record, cleared: clearedFields(before, sent, changes) }, findings);
      const used = isMoved(before, record) ? usedReferences(type, record, store) : context.used;
      checkUsable(record, used, findings);
      checkRules({ type, id, before, record, store }, findings);
      checkUnique({ type, id, record, store }, findings);
      checkAddresses(record, before, rules, findings);
      const refusal = unknownFieldRefusal(findings, request.unknownFields) ?? findings.first();
      if (refusal !== undefined) return refuse(refusal);
      const row = { recordType: type.table, id, fields: record };
      store.put(row);
      const { unknownFields, badValues } = findings;
      return accept({ row, isNew: existing === undefined, unknownFields, badValues });
    },
    remove(row) {
      if (rules.dependentRecords === "kept" && dependentOf(row, store) !== undefined) {
        return refuse({ key: "record-has-dependents" });
      }
      store.remove(row.recordType, row.id);
      return accept(row);
    },
  };
}

const contextOf = (
  { existing, badValues = "error" }: WriteRequest,
  { store, rules, findings }: Pick<WriterOptions, "store" | "rules"> & { readonly findings: Findings },
): WriteContext => ({
  store,
  findings,
  used: [],
  isNew: existing === undefined,
  dropsBadValues: badValues !== "error",
  refusesReadOnly: rules.readOnlyFields === "refused",
});

/** Fields that had a value and that the caller asks to be empty. */
const clearedFields = (before: Fields, sent: Fields, changes: Fields): readonly string[] =>
  Object.keys(sent).filter(
    (name) => sent[name] === null && changes[name] === null && before[name] !== undefined,
  );

interface Completing extends Defaulting {
  /** Empty for a new record. */
  readonly before: Fields;
}

function complete({ before, ...request }: Completing): Fields {
  const isNew = Object.keys(before).length === 0;
  const created = isNew ? withCreateDefaults(request) : request.record;
  const saved = withAddressTexts(withSaveDefaults({ ...request, record: created }));
  return withAmounts(request.type, { record: saved, before, store: request.store });
}

function unknownFieldRefusal(findings: Findings, asked: Validation | undefined): Refusal | undefined {
  const [field] = findings.unknownFields;
  if (asked !== "error" || field === undefined) return undefined;
  return { key: "property-unknown", values: { field }, path: field };
}
