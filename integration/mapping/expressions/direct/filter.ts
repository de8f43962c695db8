/** `lines[0]`, `lines[kind = "product"]`: the item at a place, or the items for which an expression is true. */

import { isTrue } from "../truth.ts";
import type { Frame } from "./frame.ts";
import { type Compile, compileAll, type Direct, type FilterNode, isForm, type Node } from "./node.ts";
import { itemsOf, Sequence } from "./sequence.ts";
import { undecided } from "./undecided.ts";

type Filter = (value: unknown, frame: Frame) => unknown;

/** What the node gives, filtered; null when one of the filters has a form that only JSONata knows. */
export function filtered(node: Direct, filters: readonly FilterNode[], compile: Compile): Direct | null {
  const compiled = compileAll(filters, (filter) => compileFilter(filter, compile));
  if (compiled === null || compiled.length === 0) return compiled === null ? null : node;
  return (input, frame) => compiled.reduce((value, filter) => filter(value, frame), node(input, frame));
}

function compileFilter({ type, expr }: FilterNode, compile: Compile): Filter | null {
  if (type !== "filter") return null;
  return isIndex(expr) ? atIndex(expr.value) : where(expr, compile);
}

const isIndex = (node: Node): node is Node & { readonly value: number } =>
  node.type === "number" && isForm(node, "value");

function atIndex(place: number): Filter {
  const index = Math.floor(place);
  return (value) => {
    const item = itemsOf(value).at(index);
    if (Array.isArray(item)) return item;
    return item === undefined ? new Sequence() : Sequence.of(item);
  };
}

function where(node: Node, compile: Compile): Filter | null {
  const test = compile(node);
  if (test === null) return null;
  return (value, frame) => {
    const found = new Sequence();
    for (const item of itemsOf(value)) {
      const verdict = test(item, frame);
      // A number would be a place.
      if (typeof verdict === "number" || Array.isArray(verdict)) return undecided();
      if (isTrue(verdict)) found.push(item);
    }
    return found;
  };
}
