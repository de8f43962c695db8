/** Whether a search expression makes sense for a record type: known fields, fitting operators, readable values. */
import type { FieldDefinition, RecordType } from "../../records/record-type.ts";
import { accountDay } from "./account-day.ts";
import { searchField } from "./search-match.ts";
import type { SearchExpression, SearchOperator } from "./search-query.ts";

type Condition = Extract<SearchExpression, { kind: "condition" }>;

/** What is wrong with the first bad condition; the words are the emulator's own. */
export function searchProblem(type: RecordType, expression: SearchExpression): string | undefined {
  if (expression.kind !== "condition") {
    return searchProblem(type, expression.left) ?? searchProblem(type, expression.right);
  }
  const field = searchField(type, expression.field);
  if (field === undefined) return `Search error occurred: Field '${expression.field}' was not found.`;
  return conditionProblem(field, expression);
}

type Kind = "boolean" | "number" | "string" | "date" | "selection" | "custom";

const KINDS = {
  string: "string",
  custom: "custom",
  number: "number",
  integer: "number",
  boolean: "boolean",
  date: "date",
  "date-time": "date",
  time: "string",
  percent: "number",
  enum: "selection",
  reference: "selection",
  multiReference: "selection",
  subrecord: "custom",
  array: "custom",
} as const satisfies Record<FieldDefinition["type"], Kind>;

const TEXT_OPERATORS = ["IS", "CONTAIN", "START_WITH", "ENDWITH", "END_WITH"] as const;
const RANGE_OPERATORS = ["BETWEEN", "WITHIN"] as const;
const NUMBER_OPERATORS = [
  ...RANGE_OPERATORS,
  ...(["ANY_OF", "EQUAL", "GREATER", "GREATER_OR_EQUAL", "LESS", "LESS_OR_EQUAL"] as const),
] as const;
const DATE_OPERATORS = ["AFTER", "BEFORE", "ON", "ON_OR_AFTER", "ON_OR_BEFORE"] as const;

/** Oracle help section_1545222128; it says nothing of selections, whose operators are inferred. */
const OPERATORS: Readonly<Record<Exclude<Kind, "custom">, readonly SearchOperator[]>> = {
  boolean: ["IS"],
  number: NUMBER_OPERATORS,
  string: TEXT_OPERATORS,
  date: DATE_OPERATORS,
  selection: ["ANY_OF", "IS", "EQUAL"],
};

function conditionProblem(field: FieldDefinition, condition: Condition): string | undefined {
  const { operator, values } = condition;
  if (operator === "EMPTY") return undefined;
  if (!operatorsOf(field).includes(operator)) {
    return `Operator '${operator}' cannot be used with field '${field.name}'.`;
  }
  if (!hasRightCount(operator, values.length)) return `Operator '${operator}' got ${values.length} values.`;
  const unreadable = values.find((value) => !isReadable(operator, field, value));
  if (unreadable === undefined) return undefined;
  // By these words Airbyte's connector knows that an account writes its dates in another format (source-netsuite).
  if (isOneOf(DATE_OPERATORS, operator)) return `Unparseable date: "${unreadable}"`;
  return `'${unreadable}' is not a value for operator '${operator}' of field '${field.name}'.`;
}

/** Internal ids are numbers that the catalogue keeps as text; custom fields have no definition to go by. */
function operatorsOf(field: FieldDefinition): readonly SearchOperator[] {
  const kind = KINDS[field.type];
  if (field.name === "id") return [...NUMBER_OPERATORS, ...TEXT_OPERATORS];
  if (kind === "custom") return [...TEXT_OPERATORS, ...NUMBER_OPERATORS, ...DATE_OPERATORS];
  return OPERATORS[kind];
}

const isOneOf = (names: readonly SearchOperator[], operator: SearchOperator): boolean =>
  names.includes(operator);

function hasRightCount(operator: SearchOperator, count: number): boolean {
  if (operator === "ANY_OF") return count > 0;
  return count === (isOneOf(RANGE_OPERATORS, operator) ? 2 : 1);
}

function isReadable(operator: SearchOperator, { type }: FieldDefinition, value: string): boolean {
  // That a date in ISO is refused is inferred from the format Oracle demands.
  if (isOneOf(DATE_OPERATORS, operator)) return accountDay(value) !== undefined;
  if (type === "boolean") return /^(true|false|t|f)$/i.test(value);
  if (KINDS[type] === "number") return value.trim() !== "" && Number.isFinite(Number(value));
  return true;
}
