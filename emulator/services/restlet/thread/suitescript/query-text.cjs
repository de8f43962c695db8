/** The SuiteQL that a query of components comes to. */
"use strict";
const account = require("./account.cjs");
const { missingArgument } = require("./arguments.cjs");

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
  ENDWITH: (field, values) =>
    `SUBSTR(UPPER(${field}), -LENGTH(${values.mark(0)})) = UPPER(${values.mark(0)})`,
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
    `FROM ${root.type} ${names.get(root)}`,
    ...joinsOf(root, names),
    ...(condition ? [`WHERE ${conditionText(condition, text, params)}`] : []),
    ...(grouped.length > 0 ? [`GROUP BY ${grouped.join(", ")}`] : []),
    ...(sort.length > 0 ? [`ORDER BY ${sort.map((each) => sortText(each, text)).join(", ")}`] : []),
  ];
  return { query: parts.join(" "), params };
}

/** Each component has a name of its own, for a table may be joined twice. */
function namesOf(root) {
  const names = new Map();
  const name = (component) => {
    names.set(component, `t${names.size}`);
    for (const child of Object.values(component.child)) name(child);
  };
  name(root);
  return names;
}

/** Rows that have no partner stay. */
function joinsOf(component, names) {
  return Object.values(component.child).flatMap((child) => {
    const { ours, theirs } = child.on;
    const [own, other] = [names.get(component), names.get(child)];
    const on = theirs === undefined ? `${own}.${ours} = ${other}.id` : `${other}.${theirs} = ${own}.id`;
    return [`LEFT JOIN ${child.type} ${other} ON ${on}`, ...joinsOf(child, names)];
  });
}

const textIn = (names) => {
  const value = ({ component, fieldId, formula, context }) => {
    if (formula !== undefined) return `(${formulaText(String(formula), component, names)})`;
    const field = `${names.get(component)}.${fieldId}`;
    return context?.name === DISPLAY ? `BUILTIN.DF(${field})` : field;
  };
  const column = (given) => {
    if (given.aggregate === undefined) return value(given);
    const aggregate = AGGREGATES[given.aggregate];
    if (aggregate === undefined) throw refused(`The aggregate ${given.aggregate} is not in this emulator.`);
    return aggregate(value(given));
  };
  return { value, column };
};

/** {field} is the component's own, {join.field} that of one that is joined to it. */
function formulaText(formula, component, names) {
  return formula.replace(/\{([\w^.]+)\}/g, (_all, path) => {
    const steps = path.split(".");
    const field = steps.pop();
    const at = steps.reduce((from, step) => from?.child[step], component);
    if (at === undefined) throw refused(`The formula names {${path}}, which is not joined. Join it first.`);
    return `${names.get(at)}.${field}`;
  });
}

function conditionText(condition, text, params) {
  const { operator, children, values, aggregate } = condition;
  if (aggregate !== undefined) throw refused("Conditions on aggregates are not in this emulator.");
  const inner = children.map((child) => `(${conditionText(child, text, params)})`);
  if (operator === "AND" || operator === "OR") return inner.join(` ${operator} `);
  if (operator === "NOT") return `NOT ${inner[0]}`;
  const compare = OPERATORS[operator];
  if (compare === undefined) throw refused(`The operator ${operator} is not in this emulator.`);
  return compare(text.value(condition), valuesIn(values, params));
}

/** A value is never written into the text. */
function valuesIn(values, params) {
  const mark = (index) => {
    if (values[index] === undefined) throw refused("A condition lacks a value.");
    params.push(parameterOf(values[index]));
    return "?";
  };
  return { mark, marks: () => values.map((_value, index) => mark(index)).join(", ") };
}

function parameterOf(value) {
  if (value instanceof Date) return `${value.getMonth() + 1}/${value.getDate()}/${value.getFullYear()}`;
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

function sortText({ column, ascending, nullsLast }, text) {
  const nulls = nullsLast === undefined ? "" : ` NULLS ${nullsLast ? "LAST" : "FIRST"}`;
  return `${text.column(column)} ${ascending ? "ASC" : "DESC"}${nulls}`;
}

const refused = (message) => account.refusal({ code: "SSS_METHOD_NOT_IMPLEMENTED", message }, "N/query");

module.exports = { AGGREGATES, DISPLAY, OPERATORS, questionOf };
