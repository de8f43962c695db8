/** A node of the syntax tree that JSONata's parser gives, as far as it is compiled directly, and what it is compiled to. */
import type { Frame } from "./frame.ts";

export interface Node {
  readonly type: string;
  readonly value?: unknown;
  /** Of a step in a path, and of any other node: what filters its result. */
  readonly stages?: readonly FilterNode[];
  readonly predicate?: readonly FilterNode[];
}

export interface FilterNode {
  readonly type: string;
  readonly expr: Node;
}

export type Direct = (input: unknown, frame: Frame) => unknown;

/** null when the node has a form that only JSONata knows. */
export type Compile = (node: Node) => Direct | null;

/** Whether the node has these parts and none beside them: a part that is not known here would change its meaning. */
export function isForm<K extends string>(node: Node, ...parts: readonly K[]): boolean {
  return Object.entries(node).every(
    ([key, part]) => part === undefined || EVERYWHERE.has(key) || (parts as readonly string[]).includes(key),
  );
}

const EVERYWHERE: ReadonlySet<string> = new Set(["type", "position", "stages", "predicate"]);

/** All compiled, or null when one of them cannot be. */
export function compileAll<N, T>(
  nodes: readonly N[],
  compileOne: (node: N) => T | null,
): readonly T[] | null {
  const compiled: T[] = [];
  for (const node of nodes) {
    const one = compileOne(node);
    if (one === null) return null;
    compiled.push(one);
  }
  return compiled;
}
