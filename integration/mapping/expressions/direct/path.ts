/** `customer.default_address.phone`: each step is taken from every item that the step before came to. */

import { filtered } from "./filter.ts";
import type { Frame } from "./frame.ts";
import { type Compile, compileAll, type Direct, isForm, type Node } from "./node.ts";
import { collected, fieldOf, itemsOf } from "./sequence.ts";
import { boundedList, countStep } from "./steps.ts";

export interface PathNode extends Node {
  readonly steps: readonly Node[];
}

export function compilePath(node: PathNode, compile: Compile): Direct | null {
  const steps = isForm(node, "steps") ? compileAll(node.steps, (step) => compileStep(step, compile)) : null;
  if (steps === null) return null;
  const path = throughItems(node, steps);
  const names = namesOf(node);
  return names === null ? path : throughObjects(names, path);
}

function throughItems({ steps: nodes }: PathNode, steps: readonly Direct[]): Direct {
  // A variable is what it is, whatever the path starts from.
  const startsAnywhere = nodes[0]?.type === "variable";
  const last = steps.at(-1);
  return (input, frame) => {
    let items = startsAnywhere ? [input] : itemsOf(input);
    for (const step of steps) {
      items = boundedList(collected(resultsOf(step, items, frame), step === last));
      if (items.length === 0) break;
    }
    return items;
  };
}

/** Field by field as long as there are no lists: most paths of a mapping come to their end without any. */
function throughObjects(names: readonly string[], path: Direct): Direct {
  return (input, frame) => {
    let value = input;
    for (const name of names) {
      if (Array.isArray(value)) return path(input, frame);
      countStep();
      value = fieldOf(value, name);
    }
    return value;
  };
}

/** null when a step is more than the name of a field. */
function namesOf({ steps }: PathNode): readonly string[] | null {
  const areNames = steps.every(({ type, stages, predicate }) => type === "name" && !stages && !predicate);
  return areNames ? steps.map(({ value }) => String(value)) : null;
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
