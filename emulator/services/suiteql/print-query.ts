/** Writes a query tree as SuiteQL again; equal trees give equal text, by which GROUP BY finds its expressions. */
import type {
  ColumnName,
  Expression,
  JoinedSource,
  OrderItem,
  Query,
  Select,
  SelectItem,
} from "./syntax-tree.ts";

export function printQuery(query: Query): string {
  const { named, first, combined, orderBy, offset, fetch } = query;
  return [
    ...clause(
      "WITH",
      named.map(({ name, query: inner }) => `${printName(name)} AS (${printQuery(inner)})`).join(", "),
    ),
    printSelect(first),
    ...combined.map(({ operator, select }) => `${operator.toUpperCase()} ${printSelect(select)}`),
    ...printOrder(orderBy, printColumn),
    ...(offset === undefined ? [] : [`OFFSET ${offset} ROWS`]),
    ...(fetch === undefined ? [] : [`FETCH FIRST ${fetch} ROWS ONLY`]),
  ].join(" ");
}

export type PrintColumn = (column: ColumnName) => string;

export function printExpression(expression: Expression, column: PrintColumn = printColumn): string {
  const print = (inner: Expression): string => printExpression(inner, column);
  switch (expression.kind) {
    case "column":
      return column(expression);
    case "number":
      return expression.text;
    case "text":
      return `'${expression.text.replaceAll("'", "''")}'`;
    case "null":
      return "NULL";
    case "parameter":
      return "?";
    case "negative":
      // Two minus signs in a row would begin a comment.
      return `(- ${print(expression.operand)})`;
    case "arithmetic":
    case "comparison":
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
    case "concat":
      return `(${print(expression.left)} || ${print(expression.right)})`;
    case "subquery":
      return `(${printQuery(expression.query)})`;
    case "call":
      return printCall(expression, column);
    case "window":
      return printWindow(expression, column);
    case "case":
      return printCase(expression, print);
    default:
      return printCondition(expression, print);
  }
}

type Print = (expression: Expression) => string;
type Of<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

function printCall({ name, star, distinct, args, within }: Of<"call">, column: PrintColumn): string {
  const print = (inner: Expression): string => printExpression(inner, column);
  const [part, from] = args;
  if (name === "EXTRACT" && part?.kind === "text" && from !== undefined)
    return `EXTRACT(${part.text} FROM ${print(from)})`;
  const called = `${name}(${star ? "*" : `${distinct ? "DISTINCT " : ""}${args.map(print).join(", ")}`})`;
  return within === undefined ? called : `${called} WITHIN GROUP (${printOrder(within, column).join(" ")})`;
}

function printWindow({ call, partitionBy, orderBy }: Of<"window">, column: PrintColumn): string {
  const print = (inner: Expression): string => printExpression(inner, column);
  const over = [...clause("PARTITION BY", partitionBy.map(print).join(", ")), ...printOrder(orderBy, column)];
  return `${print(call)} OVER (${over.join(" ")})`;
}

function printCase({ operand, branches, otherwise }: Of<"case">, print: Print): string {
  const middle = branches.map(({ when, result }) => `WHEN ${print(when)} THEN ${print(result)}`);
  return [
    "CASE",
    ...(operand === undefined ? [] : [print(operand)]),
    ...middle,
    ...(otherwise === undefined ? [] : [`ELSE ${print(otherwise)}`]),
    "END",
  ].join(" ");
}

type Condition = Of<"and" | "or" | "not" | "is-null" | "in" | "between" | "like" | "exists">;

function printCondition(condition: Condition, print: Print): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return `(${print(condition.left)} ${condition.kind.toUpperCase()} ${print(condition.right)})`;
    case "not":
      return `(NOT ${print(condition.operand)})`;
    case "exists":
      return `(EXISTS (${printQuery(condition.query)}))`;
    case "is-null":
      return `(${print(condition.operand)} IS ${condition.negated ? "NOT " : ""}NULL)`;
    default:
      return printNegatable(condition, print);
  }
}

function printNegatable(condition: Of<"in" | "between" | "like">, print: Print): string {
  const start = `(${print(condition.operand)}${condition.negated ? " NOT" : ""}`;
  if (condition.kind === "between")
    return `${start} BETWEEN ${print(condition.low)} AND ${print(condition.high)})`;
  if (condition.kind === "in") {
    const choices =
      "first" in condition.choices ? printQuery(condition.choices) : condition.choices.map(print).join(", ");
    return `${start} IN (${choices}))`;
  }
  const escaping = condition.escapeMark === undefined ? "" : ` ESCAPE ${print(condition.escapeMark)}`;
  return `${start} LIKE ${print(condition.pattern)}${escaping})`;
}

function printColumn({ qualifier, name, optional }: ColumnName): string {
  return `${qualifier === undefined ? "" : `${printName(qualifier)}.`}${printName(name)}${optional ? "(+)" : ""}`;
}

const printName = (name: string): string => `"${name}"`;

function printSelect(select: Select): string {
  const { distinct, top, items, from, where, groupBy, having } = select;
  return [
    `SELECT${distinct ? " DISTINCT" : ""}${top === undefined ? "" : ` TOP ${top}`}`,
    items.map(printItem).join(", "),
    `FROM ${from.map(printSource).join("")}`,
    ...(where === undefined ? [] : [`WHERE ${printExpression(where)}`]),
    ...clause("GROUP BY", groupBy.map((value) => printExpression(value)).join(", ")),
    ...(having === undefined ? [] : [`HAVING ${printExpression(having)}`]),
  ].join(" ");
}

const clause = (words: string, list: string): readonly string[] => (list === "" ? [] : [`${words} ${list}`]);

function printItem(item: SelectItem): string {
  if (item.kind === "star") return item.qualifier === undefined ? "*" : `${printName(item.qualifier)}.*`;
  return `${printExpression(item.value)}${item.alias === undefined ? "" : ` AS ${printName(item.alias)}`}`;
}

const JOIN_WORDS = {
  comma: ",",
  cross: " CROSS JOIN",
  inner: " INNER JOIN",
  left: " LEFT JOIN",
  right: " RIGHT JOIN",
  full: " FULL JOIN",
} as const;

function printSource({ from, alias, join, on }: JoinedSource, index: number): string {
  const named = from.kind === "table" ? printName(from.name) : `(${printQuery(from.query)})`;
  const joined = index === 0 ? named : `${JOIN_WORDS[join]} ${named}`;
  return `${joined}${alias === undefined ? "" : ` ${printName(alias)}`}${on === undefined ? "" : ` ON ${printExpression(on)}`}`;
}

const printOrder = (orderBy: readonly OrderItem[], column: PrintColumn): readonly string[] =>
  clause("ORDER BY", orderBy.map((item) => printOrderItem(item, column)).join(", "));

function printOrderItem({ value, descending, nulls }: OrderItem, column: PrintColumn): string {
  return `${printExpression(value, column)}${descending ? " DESC" : ""}${nulls === undefined ? "" : ` NULLS ${nulls.toUpperCase()}`}`;
}
