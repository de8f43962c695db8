/** A SuiteQL query as the parser understands it. */

export type ComparisonOperator = "=" | "<>" | "<" | "<=" | ">" | ">=";
export type ArithmeticOperator = "+" | "-" | "*" | "/";

export interface ColumnName {
  readonly kind: "column";
  readonly qualifier?: string;
  readonly name: string;
  /** Marked with Oracle's (+): rows of its table may be missing. */
  readonly optional?: true;
}

export interface FunctionCall {
  readonly kind: "call";
  /** Upper case; BUILTIN.DF and its sisters with their prefix. */
  readonly name: string;
  readonly distinct: boolean;
  /** COUNT(*) has the star instead of arguments. */
  readonly star: boolean;
  readonly args: readonly Expression[];
  /** WITHIN GROUP (ORDER BY …): the order in which texts are joined. */
  readonly within?: readonly OrderItem[];
}

/** An analytic function: over the rows of its partition, which stay as they are. */
export interface WindowCall {
  readonly kind: "window";
  readonly call: FunctionCall;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
}

interface CaseBranch {
  readonly when: Expression;
  readonly result: Expression;
}

/** Values and conditions share one tree; which is allowed where is checked when it is compiled. */
export type Expression =
  | ColumnName
  | FunctionCall
  | { readonly kind: "number" | "text"; readonly text: string }
  | { readonly kind: "null" }
  /** A question mark, counted from zero. */
  | { readonly kind: "parameter"; readonly index: number }
  | { readonly kind: "negative"; readonly operand: Expression }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "concat"; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: "case";
      readonly operand?: Expression;
      readonly branches: readonly CaseBranch[];
      readonly otherwise?: Expression;
    }
  | WindowCall
  | { readonly kind: "subquery"; readonly query: Query }
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "is-null"; readonly operand: Expression; readonly negated: boolean }
  | {
      readonly kind: "in";
      readonly operand: Expression;
      readonly choices: readonly Expression[] | Query;
      readonly negated: boolean;
    }
  | {
      readonly kind: "between";
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
    }
  | {
      readonly kind: "like";
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escapeMark?: Expression;
      readonly negated: boolean;
    }
  | { readonly kind: "exists"; readonly query: Query };

export type SelectItem =
  | { readonly kind: "star"; readonly qualifier?: string }
  | { readonly kind: "value"; readonly value: Expression; readonly alias?: string };

export interface Source {
  readonly from: { readonly kind: "table"; readonly name: string } | Derived;
  readonly alias?: string;
}

interface Derived {
  readonly kind: "derived";
  readonly query: Query;
}

/** How a source hangs on those before it: a comma is a cross join. */
export interface JoinedSource extends Source {
  readonly join: "comma" | "cross" | "inner" | "left" | "right" | "full";
  readonly on?: Expression;
}

export interface Select {
  readonly distinct: boolean;
  readonly top?: number;
  readonly items: readonly SelectItem[];
  readonly from: readonly JoinedSource[];
  readonly where?: Expression;
  readonly groupBy: readonly Expression[];
  readonly having?: Expression;
}

export interface OrderItem {
  readonly value: Expression;
  readonly descending: boolean;
  readonly nulls?: "first" | "last";
}

export interface NamedQuery {
  readonly name: string;
  readonly query: Query;
}

export type SetOperator = "union" | "union all" | "intersect" | "minus";

export interface Query {
  /** WITH: sub-selects that have a name in this query, each known to those after it. */
  readonly named: readonly NamedQuery[];
  /** One SELECT, or several joined by UNION and its like. */
  readonly first: Select;
  /** From left to right, whichever they are, as in Oracle. */
  readonly combined: readonly { readonly operator: SetOperator; readonly select: Select }[];
  readonly orderBy: readonly OrderItem[];
  readonly offset?: number;
  readonly fetch?: number;
}
