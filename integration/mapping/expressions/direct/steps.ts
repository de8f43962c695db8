/** The bounds of an evaluation, the same as JSONata is given: what goes beyond them fails there, with its words. */
import { MAX_SEQUENCE, MAX_STEPS } from "../bounds.ts";
import { undecided } from "./undecided.ts";

/** One for all: an evaluation runs to its end before another starts. */
let steps = 0;

export function startCounting(): void {
  steps = 0;
}

export function countStep(): void {
  steps += 1;
  if (steps > MAX_STEPS) undecided();
}

export function boundedList<T extends readonly unknown[]>(list: T): T {
  return list.length > MAX_SEQUENCE ? undecided() : list;
}
