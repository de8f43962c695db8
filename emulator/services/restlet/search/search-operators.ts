/** The operators of search filters, by the kind of field they are for: Oracle help section_4345782273 (search.Operator). */
import { type FieldValue, isReference } from "../../../records/field-value.ts";
import { accountDay } from "../../record/account-day.ts";
import type { FieldKind } from "./search-field.ts";
import { unknownFilter, unknownOperator } from "./search-problem.ts";

export type Test = (found: readonly FieldValue[]) => boolean;
type OperatorOf = (values: readonly string[], now: number) => Test;

/** The test of a filter; throws a ScriptRefusal for an operator that the kind of field does not take. */
export function operatorTest(
  kind: FieldKind,
  operator: string,
  values: readonly string[],
  now: number,
): Test {
  const name = operator.toLowerCase();
  const table = kind === "any" ? ANY : OPERATORS[kind];
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw unknownOperator(operator);
  return found(values, now);
}

type Operators = Readonly<Record<string, OperatorOf>>;

const not =
  (operator: OperatorOf): OperatorOf =>
  (values, now) => {
    const test = operator(values, now);
    return (found) => !test(found);
  };

const EMPTINESS: Operators = {
  isempty: () => (found) => found.length === 0,
  isnotempty: () => (found) => found.length > 0,
};

const textOf = (value: FieldValue): string =>
  (isReference(value) ? (value.refName ?? value.id) : String(value)).toLowerCase();

const onText =
  (test: (text: string, wanted: string) => boolean): OperatorOf =>
  ([wanted = ""]) =>
  (found) =>
    found.some((value) => test(textOf(value), wanted.toLowerCase()));

const isText = onText((text, wanted) => text === wanted);
const contains = onText((text, wanted) => text.includes(wanted));
const startsWith = onText((text, wanted) => text.startsWith(wanted));

const TEXT: Operators = {
  ...EMPTINESS,
  any: () => () => true,
  is: isText,
  isnot: not(isText),
  contains,
  doesnotcontain: not(contains),
  haskeywords: contains,
  startswith: startsWith,
  doesnotstartwith: not(startsWith),
};

const idOf = (value: FieldValue): string => (isReference(value) ? value.id : String(value)).toLowerCase();

/** What stands in a filter for "none is chosen". */
const NONE = "@none@";

const anyOf: OperatorOf = (values) => {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return (found) => (found.length === 0 ? wanted.has(NONE) : found.some((value) => wanted.has(idOf(value))));
};

const CHOICE: Operators = { ...EMPTINESS, anyof: anyOf, noneof: not(anyOf), is: anyOf, isnot: not(anyOf) };

const isTicked: OperatorOf = ([wanted]) => {
  const ticked = ["t", "true", "yes"].includes(String(wanted).toLowerCase());
  return (found) => found.some((value) => value === true) === ticked;
};

const BOX: Operators = { is: isTicked, isnot: not(isTicked), equalto: isTicked };

function numberOf(text: string | undefined): number {
  const number = Number(text);
  if (text === undefined || text.trim() === "" || Number.isNaN(number)) throw unknownFilter(String(text));
  return number;
}

/** Below, at or above. */
const compared =
  <Value>(read: (text: string | undefined, now: number) => Value, of: (value: FieldValue) => Value) =>
  (test: (found: Value, wanted: Value) => boolean): OperatorOf =>
  ([wanted], now) => {
    const limit = read(wanted, now);
    return (found) => found.some((value) => test(of(value), limit));
  };

const within =
  <Value>(
    read: (text: string | undefined, now: number) => Value,
    of: (value: FieldValue) => Value,
  ): OperatorOf =>
  ([from, to], now) => {
    const [low, high] = [read(from, now), read(to ?? from, now)];
    return (found) => found.some((value) => of(value) >= low && of(value) <= high);
  };

const onNumber = compared<number>(numberOf, Number);
const equal = onNumber((found, wanted) => found === wanted);
const greater = onNumber((found, wanted) => found > wanted);
const greaterOrEqual = onNumber((found, wanted) => found >= wanted);
const less = onNumber((found, wanted) => found < wanted);
const lessOrEqual = onNumber((found, wanted) => found <= wanted);
const between = within<number>(numberOf, Number);

const NUMBER: Operators = {
  ...EMPTINESS,
  any: () => () => true,
  equalto: equal,
  notequalto: not(equal),
  greaterthan: greater,
  notgreaterthan: not(greater),
  greaterthanorequalto: greaterOrEqual,
  notgreaterthanorequalto: not(greaterOrEqual),
  lessthan: less,
  notlessthan: not(less),
  lessthanorequalto: lessOrEqual,
  notlessthanorequalto: not(lessOrEqual),
  between,
  notbetween: not(between),
  within: between,
  notwithin: not(between),
};

const DAY_MS = 86_400_000;
const NAMED_DAYS: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/** Days only: a time after the date is not looked at. */
function dayOf(text: string | undefined, now: number): number {
  const [day = ""] = String(text).trim().split(/\s/);
  const named = NAMED_DAYS[day.toLowerCase()];
  if (named !== undefined) return (Math.floor(now / DAY_MS) + named) * DAY_MS;
  const time = accountDay(day);
  if (time === undefined) throw unknownFilter(String(text));
  return time;
}

const storedDay = (value: FieldValue): number => Date.parse(`${String(value).slice(0, 10)}T00:00:00Z`);

const onDay = compared<number>(dayOf, storedDay);
const on = onDay((found, wanted) => found === wanted);
const after = onDay((found, wanted) => found > wanted);
const onOrAfter = onDay((found, wanted) => found >= wanted);
const before = onDay((found, wanted) => found < wanted);
const onOrBefore = onDay((found, wanted) => found <= wanted);
const withinDays = within<number>(dayOf, storedDay);

const DATE: Operators = {
  ...EMPTINESS,
  on,
  noton: not(on),
  after,
  notafter: not(after),
  onorafter: onOrAfter,
  notonorafter: not(onOrAfter),
  before,
  notbefore: not(before),
  onorbefore: onOrBefore,
  notonorbefore: not(onOrBefore),
  within: withinDays,
  notwithin: not(withinDays),
};

const OPERATORS: Readonly<Record<Exclude<FieldKind, "any">, Operators>> = {
  text: TEXT,
  number: NUMBER,
  date: DATE,
  box: BOX,
  choice: CHOICE,
};

const isAny: OperatorOf = (values, now) => {
  const [box, text] = [isTicked(values, now), isText(values, now)];
  return (found) => (typeof found[0] === "boolean" ? box(found) : text(found));
};

/** A custom field has no definition here, so the operator says what it is. */
const ANY: Operators = {
  ...NUMBER,
  ...DATE,
  ...TEXT,
  anyof: anyOf,
  noneof: not(anyOf),
  is: isAny,
  isnot: not(isAny),
};
