/** `$money($times(price, 2))`: the functions of every mapping, and the plainest of JSONata's own. */
import { EXPRESSION_FUNCTIONS, type Implementation } from "../functions.ts";
import { isTrue } from "../truth.ts";
import { type Compile, compileAll, type Direct, isForm, type Node } from "./node.ts";
import { itemsOf } from "./sequence.ts";
import { countStep } from "./steps.ts";
import { undecided } from "./undecided.ts";

export interface CallNode extends Node {
  readonly procedure: Node;
  readonly arguments: readonly Node[];
}

/** With one argument they have one meaning. */
const OWN_FUNCTIONS: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ["not", (value) => (value === undefined ? undefined : !isTrue(value))],
  ["exists", (value) => value !== undefined],
  ["count", (value) => (value === undefined ? 0 : itemsOf(value).length)],
]);

export function compileCall(node: CallNode, compile: Compile): Direct | null {
  const { procedure, arguments: given } = node;
  const isPlain = isForm(node, "value", "name", "procedure", "arguments") && isForm(procedure, "value");
  if (!isPlain || procedure.type !== "variable") return null;
  const name = String(procedure.value);
  const implementation = EXPRESSION_FUNCTIONS.get(name) ?? (given.length === 1 && OWN_FUNCTIONS.get(name));
  const values = compileAll(given, compile);
  if (!implementation || values === null) return null;
  return (input, frame) => {
    // A named value of the same name hides the function.
    if (frame.has(name)) return undecided();
    countStep();
    return implementation(...values.map((value) => value(input, frame)));
  };
}
