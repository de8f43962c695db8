/** Saves a record whole or not at all: read the body, merge, fill in, check, and only then store. */
import { accept, type Outcome, type Refusal, refuse } from "../errors/refusal.ts";
import type { AccountRules } from "./account-rules.ts";
import type { Fields } from "./field-value.ts";
import { idSpaceOf, type RecordStore, type StoredRow } from "./record-store.ts";
import type { RecordType } from "./record-type.ts";
import { fillConsequences, spreadConsequences } from "./transactions/consequences.ts";
import { keepReceivedLines, transactionLines, withoutLinks } from "./transactions/sent-lines.ts";
import { fillAmounts } from "./transactions/transaction-amounts.ts";
import { checkAddresses, fillAddressTexts } from "./write/address-rules.ts";
import { keepOneDefaultAddress } from "./write/default-addresses.ts";
import { type Defaulting, dateTime, fillCreateDefaults, fillSaveDefaults } from "./write/defaults.ts";
import { deletionRefusal } from "./write/deletion.ts";
import { effectiveChanges } from "./write/effective-changes.ts";
import { createFindings, type Findings, FORM_PHASES } from "./write/findings.ts";
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
  /** What a new record begins with when another one is transformed into it; the body is laid over it. */
  readonly draft?: Fields;
  /** Values that nobody sends: what an action sets. */
  readonly set?: Fields;
  /** The internal id of a new record that had one before it came here; it is reserved and free. */
  readonly id?: string | undefined;
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
  /** The record as a form would show it before it is saved: everything filled in, nothing required, nothing stored. */
  fillIn(request: WriteRequest): Outcome<Fields>;
  /** Takes the record away unless another one needs it. */
  remove(row: StoredRow): Outcome<StoredRow>;
}

export interface WriterOptions {
  readonly store: RecordStore;
  readonly rules: AccountRules;
  now(): number;
}

export function createRecordWriter(options: WriterOptions): RecordWriter {
  const { store, rules } = options;
  return {
    write(request) {
      const { type, existing } = request;
      const id = existing?.id ?? request.id ?? store.nextId(idSpaceOf(type));
      const prepared = prepare(options, request, id);
      check(options, { type, id, prepared, isComplete: request.ignoreMandatoryFields !== true });
      const { findings, record } = prepared;
      const refusal = unknownFieldRefusal(findings, request.unknownFields) ?? findings.first();
      if (refusal !== undefined) return refuse(refusal);
      const row = { ...existing, recordType: type.table, id, fields: record };
      store.put(row);
      if (type.category === "transaction") spreadConsequences(store, existing, row);
      const { unknownFields, badValues } = findings;
      return accept({ row, isNew: existing === undefined, unknownFields, badValues });
    },
    fillIn(request) {
      const { findings, record } = prepare(options, request, request.existing?.id ?? "");
      const refusal = findings.first(FORM_PHASES);
      return refusal === undefined ? accept(record) : refuse(refusal);
    },
    remove(row) {
      const refusal = deletionRefusal(row, { store, rules });
      if (refusal !== undefined) return refuse(refusal);
      store.remove(row.recordType, row.id);
      const { category } = store.catalogue.find(row.recordType) ?? {};
      if (category === "transaction") spreadConsequences(store, row, undefined);
      return accept(row);
    },
  };
}

interface Prepared {
  readonly findings: Findings;
  readonly record: Fields;
  readonly before: Fields;
  /** Fields the request empties. */
  readonly cleared: readonly string[];
  readonly context: WriteContext;
}

function prepare({ store, rules, now }: WriterOptions, request: WriteRequest, id: string): Prepared {
  const { type, existing, draft, replace = new Set<string>(), onlySelected = false } = request;
  const findings = createFindings();
  const context = contextOf(request, { store, rules, findings });
  const before = existing?.fields ?? {};
  const base = existing?.fields ?? draft ?? {};
  const read = withoutLinks(type, normaliseBody(type, request.body, context));
  const sent = Object.assign(transactionLines(read, base), request.set);
  const changes = effectiveChanges({ type, existing: base, changes: sent, replace, onlySelected });
  const record = mergeFields({ type, existing: base, changes, replace });
  keepReceivedLines(type, record);
  complete({ type, record, before, id, savedAt: dateTime(now()), store, rules });
  return { findings, record, before, context, cleared: clearedFields(before, sent, changes) };
}

interface Check {
  readonly type: RecordType;
  readonly id: string;
  readonly prepared: Prepared;
  /** False where mandatory fields may be missing. */
  readonly isComplete: boolean;
}

function check({ store, rules }: WriterOptions, { type, id, prepared, isComplete }: Check): void {
  const { record, before, cleared, findings, context } = prepared;
  if (isComplete) checkRequired({ type, record, cleared }, findings);
  const used = isMoved(before, record) ? usedReferences(type, record, store) : context.used;
  checkUsable(record, used, findings);
  checkRules({ type, id, before, record, store, rules }, findings);
  checkUnique({ type, id, record, store }, findings);
  checkAddresses(record, before, rules, findings);
}

const contextOf = (
  { existing, draft, badValues = "error" }: WriteRequest,
  { store, rules, findings }: Pick<WriterOptions, "store" | "rules"> & { readonly findings: Findings },
): WriteContext => ({
  store,
  findings,
  used: [],
  isNew: existing === undefined,
  base: existing?.fields ?? draft,
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

/** Fills in the draft. */
function complete(request: Completing): void {
  const { type, record, before, id, store } = request;
  if (Object.keys(before).length === 0) fillCreateDefaults(request);
  fillSaveDefaults(request);
  keepOneDefaultAddress(record, before);
  fillAddressTexts(record);
  if (type.category !== "transaction") return;
  fillAmounts(type, { record, before, store });
  fillConsequences({ recordType: type.recordType, id, fields: record }, store);
}

function unknownFieldRefusal(findings: Findings, asked: Validation | undefined): Refusal | undefined {
  const [field] = findings.unknownFields;
  if (asked !== "error" || field === undefined) return undefined;
  return { key: "property-unknown", values: { field }, path: field };
}
