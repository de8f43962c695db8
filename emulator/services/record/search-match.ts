/** Whether a record meets a search expression. */
import { type FieldValue, isReference, linesOf } from "../../records/field-value.ts";
import type { StoredRow } from "../../records/record-store.ts";
import type { FieldDefinition, RecordType } from "../../records/record-type.ts";
import { accountDay } from "./account-day.ts";
import type { SearchExpression, SearchOperator } from "./search-query.ts";

type Condition = Extract<SearchExpression, { kind: "condition" }>;
type Matcher = (actual: string, wanted: readonly string[]) => boolean;

export function matchesSearch(type: RecordType, row: StoredRow, expression: SearchExpression): boolean {
  if (expression.kind === "condition") return matchesCondition(type, row, expression);
  const { kind, left, right } = expression;
  const isLeft = matchesSearch(type, row, left);
  return kind === "and"
    ? isLeft && matchesSearch(type, row, right)
    : isLeft || matchesSearch(type, row, right);
}

/** Body fields only, no joins (Oracle help section_1545222128). */
export function searchField(type: RecordType, name: string): FieldDefinition | undefined {
  const field = type.fields.find(name);
  return field?.type === "subrecord" ? undefined : field;
}

function matchesCondition(type: RecordType, row: StoredRow, condition: Condition): boolean {
  const field = searchField(type, condition.field);
  const name = field?.name ?? "";
  // A box that nobody ticked is found as false.
  const value =
    name === "id" ? row.id : (row.fields[name] ?? (field?.type === "boolean" ? false : undefined));
  const { operator, values } = condition;
  const actual = searchTexts(value);
  if (operator === "EMPTY") return (actual.length === 0) !== condition.negated;
  const matches = isSelection(value) ? isText : MATCHERS[operator];
  const wanted = typeof value === "boolean" ? values.map(flagText) : values;
  return actual.some((text) => matches(text, wanted)) !== condition.negated;
}

/** T and F mean true and false, in any case. */
export const flagText = (text: string): string => ({ t: "true", f: "false" })[text.toLowerCase()] ?? text;

const isSelection = (value: FieldValue | undefined): boolean => typeof value === "object" && value !== null;

/**
 * What a field is compared by: nothing when it is empty, one for each choice of a multi-select. A selection is met by the
 * id and by the name of what it refers to (inferred: the help shows ids only).
 */
function searchTexts(value: FieldValue | undefined): readonly string[] {
  if (value === undefined || value === null || value === "") return [];
  if (isReference(value)) return [value.id, ...(value.refName === undefined ? [] : [value.refName])];
  if (typeof value === "object") return linesOf(value).flatMap((item) => searchTexts(item));
  return [String(value)];
}

const lower = (text: string | undefined): string => (text ?? "").toLowerCase();
const isText: Matcher = (actual, wanted) => wanted.some((text) => lower(actual) === lower(text));
const isSame: Matcher = (actual, wanted) => wanted.some((text) => sameNumberOrText(actual, text));
const byText =
  (test: (actual: string, wanted: string) => boolean): Matcher =>
  (actual, [wanted]) =>
    test(lower(actual), lower(wanted));
const byOrder =
  (test: (difference: number) => boolean): Matcher =>
  (actual, [wanted = ""]) =>
    test(orderOf(actual) - orderOf(wanted));
const between: Matcher = (actual, [from = "", to = ""]) =>
  orderOf(actual) >= orderOf(from) && orderOf(actual) <= orderOf(to);

const MATCHERS = {
  IS: isText,
  EQUAL: isSame,
  ANY_OF: isSame,
  ON: byOrder((difference) => difference === 0),
  CONTAIN: byText((actual, wanted) => actual.includes(wanted)),
  START_WITH: byText((actual, wanted) => actual.startsWith(wanted)),
  ENDWITH: byText((actual, wanted) => actual.endsWith(wanted)),
  END_WITH: byText((actual, wanted) => actual.endsWith(wanted)),
  BETWEEN: between,
  WITHIN: between,
  GREATER: byOrder((difference) => difference > 0),
  GREATER_OR_EQUAL: byOrder((difference) => difference >= 0),
  LESS: byOrder((difference) => difference < 0),
  LESS_OR_EQUAL: byOrder((difference) => difference <= 0),
  AFTER: byOrder((difference) => difference > 0),
  BEFORE: byOrder((difference) => difference < 0),
  ON_OR_AFTER: byOrder((difference) => difference >= 0),
  ON_OR_BEFORE: byOrder((difference) => difference <= 0),
} as const satisfies Record<Exclude<SearchOperator, "EMPTY">, Matcher>;

/** 10 equals 10.00, but a text such as 007 is not 7: IS compares texts only. */
function sameNumberOrText(actual: string, wanted: string): boolean {
  if (lower(actual) === lower(wanted)) return true;
  const numbers = [Number(actual), Number(wanted)];
  return (
    wanted.trim() !== "" && numbers.every((number) => !Number.isNaN(number)) && numbers[0] === numbers[1]
  );
}

/** Numbers as they are, dates as days: stored ones in ISO, those of a query in the account's format. */
function orderOf(text: string): number {
  const day = accountDay(text);
  if (day !== undefined) return day;
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return text.trim() === "" ? Number.NaN : Number(text);
}
