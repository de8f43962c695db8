/** JSONata expressions of a mapping: compiled once, bounded in steps and size, with exact decimals and nothing that differs from run to run. */
import jsonata from "jsonata";
import { DECIMAL_FUNCTIONS } from "./values/decimals.ts";

export interface Expression {
  readonly text: string;
  /** The syntax tree, for the checker. */
  readonly tree: jsonata.ExprNode;
  /** @throws ExpressionFailed when it cannot be evaluated on this input, or runs out of its bounds */
  evaluate(input: unknown, bindings: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export class ExpressionFailed extends Error {
  override readonly name = "ExpressionFailed";
}

export class ExpressionSyntaxError extends Error {
  override readonly name = "ExpressionSyntaxError";
  /** Offset in the text of the expression. */
  readonly position: number;

  constructor(message: string, options: ErrorOptions & { readonly position: number }) {
    super(message, options);
    this.position = options.position;
  }
}

/** Enough for 500 order lines through a long expression, and over in a fraction of a second. */
const MAX_STEPS = 200_000;
const MAX_DEPTH = 500;
const MAX_SEQUENCE = 20_000;

/** An expression sees the order and nothing else, so that a re-run next year gives the same record. */
const WITHHELD = ["now", "millis", "random", "shuffle", "eval"] as const;

/** @throws ExpressionSyntaxError */
export function compileExpression(text: string): Expression {
  const compiled = compile(text);
  const tree = compiled.ast();
  const withheld = WITHHELD.find((name) => usesVariable(tree, name));
  if (withheld !== undefined) {
    throw new ExpressionSyntaxError(`$${withheld} gives another result on every run and cannot be used`, {
      position: 0,
    });
  }
  for (const [name, implementation] of Object.entries({
    ...DECIMAL_FUNCTIONS,
    ...CHOICE_AND_TEXT_FUNCTIONS,
  })) {
    compiled.registerFunction(name, implementation);
  }
  boundSteps(compiled);
  return {
    text,
    tree,
    async evaluate(input, bindings) {
      try {
        return plain(await compiled.evaluate(input, { ...bindings }));
      } catch (error) {
        throw new ExpressionFailed(messageOf(error), { cause: error });
      }
    },
  };
}

function compile(text: string): jsonata.Expression {
  try {
    return jsonata(text, { stack: MAX_DEPTH, sequence: MAX_SEQUENCE });
  } catch (error) {
    throw new ExpressionSyntaxError(messageOf(error), { position: positionOf(error), cause: error });
  }
}

/** JSONata calls this symbol before every step; the root frame tells evaluations that run side by side apart. */
function boundSteps(compiled: jsonata.Expression): void {
  const steps = new WeakMap<object, number>();
  const count = (_expression: unknown, _input: unknown, frame: { readonly base: object }): void => {
    const taken = (steps.get(frame.base) ?? 0) + 1;
    if (taken > MAX_STEPS)
      throw new ExpressionFailed(`it takes more than ${MAX_STEPS} steps; look for a loop without end`);
    steps.set(frame.base, taken);
  };
  // The declaration says string; the documented hook is a symbol.
  compiled.assign(Symbol.for("jsonata.__evaluate_entry") as unknown as string, count);
}

/** True for `$name` anywhere in the tree. */
function usesVariable(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((each) => usesVariable(each, name));
  if (typeof node !== "object" || node === null) return false;
  if ("type" in node && node.type === "variable" && "value" in node && node.value === name) return true;
  return Object.values(node).some((each) => usesVariable(each, name));
}

/** Sequences carry hidden marks; what leaves an expression is plain data. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, plain);
  return typeof value === "function" ? undefined : value;
}

const CHOICE_AND_TEXT_FUNCTIONS = {
  /** `$words([a, b])`: what is there of several texts, with single blanks between. */
  words: (values: unknown) =>
    (Array.isArray(values) ? values : [values])
      .filter((each) => typeof each === "string" || typeof each === "number")
      .map((each) => String(each).replace(/\s+/g, " ").trim())
      .filter((each) => each !== "")
      .join(" "),
  /** `$first([a, b])`: the first that is there and not empty. */
  first: (values: unknown) =>
    (Array.isArray(values) ? values : [values]).find(
      (each) => each !== undefined && each !== null && each !== "",
    ),
  /** `$absent(x)`: true for what is missing, null, false, 0 or empty. JSONata's own `$not` of something missing is missing. */
  absent: (value: unknown) => !isTrue(value),
  /** `$digits(id)`: the digits at the end of an id, exact: of 8209, "8209" or "gid://shopify/Order/8209". */
  digits: (id: unknown) => {
    const found = typeof id === "string" || typeof id === "number" ? /\d+$/.exec(String(id).trim()) : null;
    if (found === null)
      throw new ExpressionFailed(
        `an id that ends in digits is needed, found ${JSON.stringify(id) ?? "nothing"}`,
      );
    return found[0];
  },
} as const;

/** As JSONata casts to a boolean: nothing, empty text, zero, empty lists and empty objects are false. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isTrue);
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** JSONata throws plain objects as well as errors. */
function messageOf(error: unknown): string {
  if (
    typeof error === "object" &&
    error !== null &&
    "message" in error &&
    typeof error.message === "string"
  ) {
    return error.message;
  }
  const code =
    typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
  return `it failed with ${code}`;
}

function positionOf(error: unknown): number {
  if (typeof error !== "object" || error === null) return 0;
  return "position" in error && typeof error.position === "number" ? error.position : 0;
}
