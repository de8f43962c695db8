/** The SuiteQL that a query of components comes to. */
"use strict";
const { missingArgument } = require("./arguments.cjs");
const { namesOf, refused, tableIn } = require("./query-names.cjs");

/** query.FieldContext: the text that a field shows in place of its id. */
const DISPLAY = "DISPLAY";

/** query.Aggregate. */
const AGGREGATES = {
  AVERAGE: (value) => `AVG(${value})`,
  COUNT: (value) => `COUNT(${value})`,
  COUNT_DISTINCT: (value) => `COUNT(DISTINCT ${value})`,
  MAXIMUM: (value) => `MAX(${value})`,
  MINIMUM: (value) => `MIN(${value})`,
  SUM: (value) => `SUM(${value})`,
};

const day = (field, sign) => (values) => `TRUNC(${field}) ${sign} ${dateMark(values.mark(0))}`;
const dateMark = (mark) => `TO_DATE(${mark}, 'MM/DD/YYYY')`;

/** query.Operator without its contraries. Texts are compared as in SuiteQL, parts of texts whatever the case (inferred). */
const COMPARISONS = {
  AFTER: (field, values) => day(field, ">")(values),
  ANY_OF: (field, values) => `${field} IN (${values.marks()})`,
  BEFORE: (field, values) => day(field, "<")(values),
  BETWEEN: (field, values) => `${field} BETWEEN ${values.mark(0)} AND ${values.mark(1)}`,
  CONTAIN: (field, values) => `INSTR(UPPER(${field}), UPPER(${values.mark(0)})) > 0`,
  EMPTY: (field) => `${field} IS NULL`,
  // SUBSTR gives nothing of a text that is shorter, and of nothing the contrary would not be true either.
  ENDWITH: (field, values) =>
    `(LENGTH(${field}) >= LENGTH(${values.mark(0)}) AND SUBSTR(UPPER(${field}), -LENGTH(${values.mark(0)})) = UPPER(${values.mark(0)}))`,
  EQUAL: (field, values) => `${field} = ${values.mark(0)}`,
  GREATER: (field, values) => `${field} > ${values.mark(0)}`,
  GREATER_OR_EQUAL: (field, values) => `${field} >= ${values.mark(0)}`,
  IS: (field, values) => `${field} = ${values.mark(0)}`,
  LESS: (field, values) => `${field} < ${values.mark(0)}`,
  LESS_OR_EQUAL: (field, values) => `${field} <= ${values.mark(0)}`,
  ON: (field, values) => day(field, "=")(values),
  ON_OR_AFTER: (field, values) => day(field, ">=")(values),
  ON_OR_BEFORE: (field, values) => day(field, "<=")(values),
  START_WITH: (field, values) => `INSTR(UPPER(${field}), UPPER(${values.mark(0)})) = 1`,
  WITHIN: (field, values) =>
    `TRUNC(${field}) BETWEEN ${dateMark(values.mark(0))} AND ${dateMark(values.mark(1))}`,
};

/** query.Operator: each with its contrary, as CONTAIN and CONTAIN_NOT. */
const OPERATORS = Object.fromEntries(
  Object.entries(COMPARISONS).flatMap(([name, compare]) => [
    [name, compare],
    [`${name}_NOT`, (field, values) => `NOT (${compare(field, values)})`],
  ]),
);

/** @returns {{ query: string, params: (string | number | boolean)[] }} */
function questionOf({ root, columns, condition, sort }) {
  const names = namesOf(root);
  const params = [];
  const text = textIn(names);
  const selected = columns.map((column, index) => `${text.column(column)} AS c${index}`);
  if (selected.length === 0) throw missingArgument("Query.run", "columns");
  const grouped = columns.filter(({ groupBy }) => groupBy).map((column) => text.column(column));
  const parts = [
    `SELECT ${selected.join(", ")}`,
    `FROM ${tableIn(root)} ${names.of(root)}`,
    ...joinsOf(root, names),
    ...(condition ? [`WHERE ${conditionText(condition, text, params)}`] : []),
    ...(grouped.length > 0 ? [`GROUP BY ${grouped.join(", ")}`] : []),
    ...(sort.length > 0 ? [`ORDER BY ${sort.map((each) => sortText(each, text)).join(", ")}`] : []),
  ];
  return { query: parts.join(" "), params };
}

/** Rows that have no partner stay. */
function joinsOf(component, names) {
  return component.joined.flatMap((joined) => {
    const { ours, theirs } = joined.on;
    const on =
      theirs === undefined
        ? `${names.field(component, ours)} = ${names.of(joined)}.id`
        : `${names.field(joined, theirs)} = ${names.of(component)}.id`;
    return [`LEFT JOIN ${tableIn(joined)} ${names.of(joined)} ON ${on}`, ...joinsOf(joined, names)];
  });
}

const textIn = (names) => {
  const value = ({ component, fieldId, formula, context }) => {
    if (formula !== undefined) return `(${formulaText(String(formula), component, names)})`;
    const field = names.field(component, fieldId);
    return context?.name === DISPLAY ? `BUILTIN.DF(${field})` : field;
  };
  const column = (given) => {
    if (given.aggregate === undefined) return value(given);
    return entryOf(AGGREGATES, given.aggregate, "aggregate")(value(given));
  };
  return { value, column };
};

/** {field} is the component's own, {join.field} that of one that is joined to it. */
function formulaText(formula, component, names) {
  return formula.replace(/\{([\w^.]+)\}/g, (_all, path) => {
    const steps = path.split(".");
    const field = steps.pop();
    const at = steps.reduce((from, step) => from && childOf(from, step), component);
    if (at === undefined) throw refused(`The formula names {${path}}, which is not joined. Join it first.`);
    return names.field(at, field);
  });
}

const childOf = ({ child }, name) => (Object.hasOwn(child, name) ? child[name] : undefined);

/** What a table holds under a name, and nothing that every object has. */
function entryOf(table, name, kind) {
  if (!Object.hasOwn(table, name)) throw refused(`The ${kind} ${name} is not in this emulator.`);
  return table[name];
}

function conditionText(condition, text, params) {
  const { operator, children, values, aggregate } = condition;
  if (aggregate !== undefined) throw refused("Conditions on aggregates are not in this emulator.");
  const inner = children.map((child) => `(${conditionText(child, text, params)})`);
  if (operator === "AND" || operator === "OR") return inner.join(` ${operator} `);
  if (operator === "NOT") return `NOT ${inner[0]}`;
  const compare = entryOf(OPERATORS, operator, "operator");
  const given = valuesIn(values, params);
  const compared = compare(text.value(condition), given);
  if (given.isAnyLeft())
    throw refused(
      `The operator ${operator} takes fewer values than ${values.length}. Use ANY_OF, or conditions joined by OR.`,
    );
  return compared;
}

/** A value is never written into the text. */
function valuesIn(values, params) {
  let taken = 0;
  const mark = (index) => {
    if (values[index] === undefined) throw refused("A condition lacks a value.");
    taken = Math.max(taken, index + 1);
    params.push(parameterOf(values[index]));
    return "?";
  };
  return {
    mark,
    marks: () => (values.length === 0 ? mark(0) : values.map((_value, index) => mark(index)).join(", ")),
    /** An operator that takes none, such as EMPTY, leaves them all. */
    isAnyLeft: () => taken > 0 && values.length > taken,
  };
}

function parameterOf(value) {
  if (value instanceof Date) return `${value.getMonth() + 1}/${value.getDate()}/${value.getFullYear()}`;
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

function sortText({ column, ascending, nullsLast }, text) {
  const nulls = nullsLast === undefined ? "" : ` NULLS ${nullsLast ? "LAST" : "FIRST"}`;
  return `${text.column(column)} ${ascending ? "ASC" : "DESC"}${nulls}`;
}

module.exports = { AGGREGATES, DISPLAY, OPERATORS, questionOf };
