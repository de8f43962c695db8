/** JSONata expressions of a mapping: compiled once, bounded in steps and size, with exact decimals and nothing that differs from run to run. */
import jsonata from "jsonata";
import { memoryOf } from "../../memory-of.ts";
import { MAX_DEPTH, MAX_SEQUENCE, MAX_STEPS } from "./bounds.ts";
import { compileDirectly, type DirectExpression } from "./direct/compile-directly.ts";
import type { Node } from "./direct/node.ts";
import { ExpressionFailed } from "./expression-failed.ts";
import { EXPRESSION_FUNCTIONS } from "./functions.ts";

export interface Expression {
  readonly text: string;
  /** The syntax tree, for the checker. */
  readonly tree: jsonata.ExprNode;
  /** @throws ExpressionFailed when it cannot be evaluated on this input, or runs out of its bounds */
  evaluate(input: unknown, bindings: Readonly<Record<string, unknown>>): Promise<unknown>;
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

/** An expression sees the order and nothing else, so that a re-run next year gives the same record. */
const WITHHELD = ["now", "millis", "random", "shuffle", "eval"] as const;

/** Of some mappings with a hundred each: one that is edited and read again keeps nearly all of them. */
const REMEMBERED = 1_000;
const compiledOf = memoryOf<string, Expression>(REMEMBERED);

/** @throws ExpressionSyntaxError */
export const compileExpression = (text: string): Expression => compiledOf(text, () => compileAnew(text));

function compileAnew(text: string): Expression {
  const compiled = compile(text);
  const tree = compiled.ast();
  const withheld = WITHHELD.find((name) => usesVariable(tree, name));
  if (withheld !== undefined) {
    throw new ExpressionSyntaxError(`$${withheld} gives another result on every run and cannot be used`, {
      position: 0,
    });
  }
  for (const [name, implementation] of EXPRESSION_FUNCTIONS) compiled.registerFunction(name, implementation);
  boundSteps(compiled);
  const direct = compileDirectly(tree as unknown as Node);
  return {
    text,
    tree,
    async evaluate(input, bindings) {
      const known = direct === null ? null : answer(direct, input, bindings);
      if (known !== null) return plain(known.value);
      try {
        return plain(await compiled.evaluate(input, { ...bindings }));
      } catch (error) {
        throw new ExpressionFailed(messageOf(error), { cause: error });
      }
    },
  };
}

/** null when JSONata has to be asked: it decides what the direct way does not, and words what fails. */
function answer(
  direct: DirectExpression,
  input: unknown,
  bindings: Readonly<Record<string, unknown>>,
): { readonly value: unknown } | null {
  try {
    return { value: direct(input, bindings) };
  } catch {
    return null;
  }
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
