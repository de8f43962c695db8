/** `customer.default_address.phone`: each step is taken from every item that the step before came to. */

import { filtered } from "./filter.ts";
import type { Frame } from "./frame.ts";
import { type Compile, compileAll, type Direct, isForm, type Node } from "./node.ts";
import { collected, itemsOf } from "./sequence.ts";
import { boundedList } from "./steps.ts";

export interface PathNode extends Node {
  readonly steps: readonly Node[];
}

export function compilePath(node: PathNode, compile: Compile): Direct | null {
  const steps = isForm(node, "steps") ? compileAll(node.steps, (step) => compileStep(step, compile)) : null;
  if (steps === null) return null;
  // A variable is what it is, whatever the path starts from.
  const startsAnywhere = node.steps[0]?.type === "variable";
  const last = steps.length - 1;
  return (input, frame) => {
    let items = startsAnywhere ? [input] : itemsOf(input);
    for (const [index, step] of steps.entries()) {
      items = boundedList(collected(resultsOf(step, items, frame), index === last));
      if (items.length === 0) break;
    }
    return items;
  };
}

function compileStep(node: Node, compile: Compile): Direct | null {
  const step = compile(node);
  return step === null ? null : filtered(step, node.stages ?? [], compile);
}

function resultsOf(step: Direct, items: readonly unknown[], frame: Frame): readonly unknown[] {
  const results: unknown[] = [];
  for (const item of items) {
    const result = step(item, frame);
    if (result !== undefined) results.push(result);
  }
  return results;
}
