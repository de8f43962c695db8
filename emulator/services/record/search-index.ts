/** Finds candidates for a search without walking all records: integrations look something up for every order. */
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import type { FieldDefinition, RecordType } from "../../records/record-type.ts";
import { flagText, searchField } from "./search-match.ts";
import type { SearchExpression, SearchOperator } from "./search-query.ts";

interface Searched {
  readonly type: RecordType;
  readonly store: RecordStore;
}

type Condition = Extract<SearchExpression, { kind: "condition" }>;

/** Every record that can meet the expression, and maybe more, in the order created; undefined when only a walk can tell. */
export function indexedRows(
  searched: Searched,
  expression: SearchExpression,
): readonly StoredRow[] | undefined {
  switch (expression.kind) {
    case "condition":
      return rowsOfCondition(searched, expression);
    case "and":
      return indexedRows(searched, expression.left) ?? indexedRows(searched, expression.right);
    case "or":
      return undefined;
  }
}

/** How the values of a condition are spelt in an index; without an entry there is none for it. */
const KEYS: Readonly<Partial<Record<FieldDefinition["type"], Partial<Record<SearchOperator, Key>>>>> = {
  string: { IS: asWritten },
  // May hold a text or a flag.
  custom: { IS: (value) => [value, flagText(value)] },
  number: { EQUAL: asNumber, ANY_OF: asNumber },
  percent: { EQUAL: asNumber, ANY_OF: asNumber },
  integer: { EQUAL: asNumber, ANY_OF: asNumber },
  enum: { IS: asWritten, EQUAL: asWritten, ANY_OF: asWritten },
  reference: { IS: asWritten, EQUAL: asWritten, ANY_OF: asWritten },
  multiReference: { IS: asWritten, EQUAL: asWritten, ANY_OF: asWritten },
};

const ID_KEYS: Partial<Record<SearchOperator, Key>> = { IS: asWritten, EQUAL: asNumber, ANY_OF: asNumber };

type Key = (value: string) => readonly string[];

function asWritten(value: string): readonly string[] {
  return [value];
}

/** 10.00 is found as 10. */
function asNumber(value: string): readonly string[] {
  return [value.trim() === "" || Number.isNaN(Number(value)) ? value : String(Number(value))];
}

function rowsOfCondition({ type, store }: Searched, condition: Condition): readonly StoredRow[] | undefined {
  const { operator, negated, values } = condition;
  const field = searchField(type, condition.field);
  if (field === undefined || negated) return undefined;
  const key = (field.name === "id" ? ID_KEYS : KEYS[field.type])?.[operator];
  return key === undefined ? undefined : store.findBy(type.recordType, field.name, ...values.flatMap(key));
}
