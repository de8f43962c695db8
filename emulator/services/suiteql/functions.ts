/** The functions SuiteQL may call; anything else is refused, as in NetSuite, where the list is closed. */
import type { Compiler, Evaluate } from "./compiler.ts";
import { DATE_FUNCTIONS } from "./date-functions.ts";
import { NUMBER_FUNCTIONS } from "./number-functions.ts";
import { unsupported } from "./query-problem.ts";
import type { SqlFunction } from "./sql-function.ts";
import { compareValues, type SqlValue } from "./sql-value.ts";
import type { FunctionCall } from "./syntax-tree.ts";
import { TEXT_FUNCTIONS } from "./text-functions.ts";

const at = (args: readonly SqlValue[], index: number): SqlValue => args[index] ?? null;

const CHOICE_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  NVL: { least: 2, most: 2, evaluate: (args) => at(args, 0) ?? at(args, 1) },
  NVL2: { least: 3, most: 3, evaluate: (args) => (at(args, 0) === null ? at(args, 2) : at(args, 1)) },
  COALESCE: { least: 2, most: 255, evaluate: (args) => args.find((value) => value !== null) ?? null },
  NULLIF: {
    least: 2,
    most: 2,
    evaluate: (args) => (compareValues(at(args, 0), at(args, 1)) === 0 ? null : at(args, 0)),
  },
  DECODE: { least: 3, most: 255, evaluate: decode },
  GREATEST: { least: 1, most: 255, evaluate: (args) => extreme(args, 1) },
  LEAST: { least: 1, most: 255, evaluate: (args) => extreme(args, -1) },
};

const FUNCTIONS: ReadonlyMap<string, SqlFunction> = new Map(
  Object.entries({ ...CHOICE_FUNCTIONS, ...TEXT_FUNCTIONS, ...NUMBER_FUNCTIONS, ...DATE_FUNCTIONS }),
);

export function compileFunction({ name, args }: FunctionCall, values: readonly Evaluate[]): Evaluate {
  const called = FUNCTIONS.get(name);
  if (called === undefined) throw unsupported(`Function ${name} is not one of SuiteQL's.`);
  const { least, most } = called;
  if (args.length < least || args.length > most)
    throw unsupported(`${name} takes ${least === most ? least : `${least} to ${most}`} arguments.`);
  return (env) => called.evaluate(values.map((value) => value(env)));
}

/** SYSDATE and its sisters, which stand without brackets. */
export function constantFunction(name: string, { now }: Compiler): Evaluate {
  const time = name.toUpperCase() === "CURRENT_DATE" ? now - (now % 86_400_000) : now - (now % 1_000);
  return () => new Date(time);
}

/** DECODE alone takes null as equal to null. */
function decode([value = null, ...rest]: readonly SqlValue[]): SqlValue {
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const wanted = at(rest, index);
    if (wanted === null ? value === null : compareValues(value, wanted) === 0) return at(rest, index + 1);
  }
  return rest.length % 2 === 1 ? at(rest, rest.length - 1) : null;
}

function extreme(args: readonly SqlValue[], direction: number): SqlValue {
  if (args.includes(null)) return null;
  return args.reduce((best, value) => ((compareValues(value, best) ?? 0) * direction > 0 ? value : best));
}
