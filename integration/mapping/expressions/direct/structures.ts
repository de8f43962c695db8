/** `{ "sku": sku }` and `[a, b]`: what an expression makes. */
import { type Compile, compileAll, type Direct, isForm, type Node } from "./node.ts";
import { boundedList } from "./steps.ts";
import { undecided } from "./undecided.ts";

export interface ObjectNode extends Node {
  readonly lhs: readonly (readonly [Node, Node])[];
}

export interface ListNode extends Node {
  readonly expressions: readonly Node[];
}

/** Of one item; many would be grouped by their keys. */
export function compileObject(node: ObjectNode, compile: Compile): Direct | null {
  const keys = node.lhs.map(([key]) => key.value as string);
  const areTexts = node.lhs.every(([key]) => key.type === "string" && isForm(key, "value"));
  const values = compileAll(node.lhs, ([, value]) => compile(value));
  if (!isForm(node, "value", "lhs") || values === null || !areTexts || new Set(keys).size < keys.length)
    return null;
  return (input, frame) => {
    if (Array.isArray(input)) return undecided();
    const made = Object.create(null);
    for (const [index, key] of keys.entries()) {
      const value = values[index]?.(input, frame);
      if (value !== undefined) made[key] = value;
    }
    return made;
  };
}

/** Lists within the brackets are opened, unless they have brackets of their own. */
export function compileList(node: ListNode, compile: Compile): Direct | null {
  const items = isForm(node, "value", "expressions") ? compileAll(node.expressions, compile) : null;
  if (items === null) return null;
  const nested = node.expressions.map(({ value }) => value === "[");
  return (input, frame) => {
    const values: unknown[] = [];
    for (const [index, item] of items.entries()) {
      const value = item(input, frame);
      if (Array.isArray(value) && nested[index] !== true) values.push(...value);
      else if (value !== undefined) values.push(value);
    }
    return boundedList(values);
  };
}
