/**
 * JSONata's own evaluator awaits every node of an expression, also where there is nothing to wait for; in a mapping of a hundred
 * expressions that is most of what an order costs. The forms that mappings are made of (paths, filters, choices, calls of their
 * functions, objects and lists) are compiled to plain functions here. Whatever goes beyond them, in the expression or in the data,
 * is left to JSONata, which stays the one authority: the tests compare the two on expressions and data drawn at random.
 */
import { isTrue } from "../truth.ts";
import { type CallNode, compileCall } from "./call.ts";
import { filtered } from "./filter.ts";
import { Frame } from "./frame.ts";
import { type Compile, compileAll, type Direct, isForm, type Node } from "./node.ts";
import { OPERATORS } from "./operators.ts";
import { compilePath, type PathNode } from "./path.ts";
import { fieldOf, settled } from "./sequence.ts";
import { countStep, startCounting } from "./steps.ts";
import { compileList, compileObject, type ListNode, type ObjectNode } from "./structures.ts";
import { undecided } from "./undecided.ts";

/** Gives what JSONata would give. @throws anything at all when JSONata has to be asked */
export type DirectExpression = (input: unknown, bindings: Readonly<Record<string, unknown>>) => unknown;

/** null when the expression has a form that only JSONata knows. */
export function compileDirectly(tree: Node): DirectExpression | null {
  const direct = compile(tree);
  if (direct === null) return null;
  return (input, bindings) => {
    if (Array.isArray(input)) return undecided();
    startCounting();
    return direct(input, new Frame(bindings));
  };
}

const compile: Compile = (node) => {
  const bare = compileForm(node);
  const form = bare === null ? null : filtered(bare, node.predicate ?? [], compile);
  if (form === null) return null;
  return (input, frame) => {
    countStep();
    return settled(form(input, frame));
  };
};

function compileForm(node: Node): Direct | null {
  switch (node.type) {
    case "string":
    case "number":
    case "value":
      return isForm(node, "value") ? () => node.value : null;
    case "name":
      return isForm(node, "value") ? (input) => fieldOf(input, String(node.value)) : null;
    case "variable":
      return isForm(node, "value") ? variable(String(node.value)) : null;
    case "path":
      return compilePath(node as PathNode, compile);
    case "function":
      return compileCall(node as CallNode, compile);
    case "condition":
      return compileChoice(node as ChoiceNode);
    case "block":
      return compileBlock(node as ListNode);
    case "bind":
      return compileBinding(node as PairNode);
    case "binary":
      return compileOperation(node as PairNode);
    case "unary":
      if (node.value === "[") return compileList(node as ListNode, compile);
      return node.value === "{" ? compileObject(node as ObjectNode, compile) : null;
    default:
      return null;
  }
}

function variable(name: string): Direct | null {
  if (name === "$") return null;
  if (name === "") return (input) => input;
  // What is not bound may be one of JSONata's own functions.
  return (_input, frame) => {
    const value = frame.get(name);
    return value !== undefined || frame.has(name) ? value : undecided();
  };
}

interface ChoiceNode extends Node {
  readonly condition: Node;
  readonly then: Node;
  readonly else?: Node;
}

function compileChoice(node: ChoiceNode): Direct | null {
  const { condition, then: chosen, else: other } = node;
  const parts = compileAll(other === undefined ? [condition, chosen] : [condition, chosen, other], compile);
  if (!isForm(node, "condition", "then", "else") || parts === null) return null;
  const [test, first, second] = parts as readonly [Direct, Direct, Direct?];
  return (input, frame) => (isTrue(test(input, frame)) ? first : second)?.(input, frame);
}

function compileBlock(node: ListNode): Direct | null {
  const parts = isForm(node, "expressions") ? compileAll(node.expressions, compile) : null;
  if (parts === null) return null;
  return (input, frame) => {
    const inner = frame.inner();
    let value: unknown;
    for (const part of parts) value = part(input, inner);
    return value;
  };
}

interface PairNode extends Node {
  readonly lhs: Node;
  readonly rhs: Node;
}

function compileBinding(node: PairNode): Direct | null {
  const value = isForm(node, "value", "lhs", "rhs") ? compile(node.rhs) : null;
  if (value === null) return null;
  const name = String(node.lhs.value);
  return (input, frame) => {
    const bound = value(input, frame);
    frame.bind(name, bound);
    return bound;
  };
}

function compileOperation(node: PairNode): Direct | null {
  const operator = OPERATORS.get(String(node.value));
  const left = compile(node.lhs);
  const right = compile(node.rhs);
  if (!isForm(node, "value", "lhs", "rhs") || operator === undefined || left === null || right === null)
    return null;
  return (input, frame) => operator(left(input, frame), () => right(input, frame));
}
