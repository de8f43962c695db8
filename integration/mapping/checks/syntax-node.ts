/** A node of JSONata's syntax tree, as far as the checks look into it. */
export interface Node {
  readonly type?: unknown;
  readonly value?: unknown;
  readonly lhs?: unknown;
  readonly rhs?: unknown;
  readonly then?: unknown;
  readonly else?: unknown;
  readonly steps?: unknown;
  readonly expressions?: unknown;
}

export const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;
