/** Filter expressions: terms, "and", "or", "not", nested as deep as one likes (Oracle help section_4639094915). */
import { malformedExpression } from "./search-problem.ts";

export interface FilterTerm {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export type FilterTree =
  | { readonly kind: "term"; readonly term: FilterTerm }
  | { readonly kind: "not"; readonly of: FilterTree }
  | { readonly kind: "and" | "or"; readonly of: readonly FilterTree[] };

/** What a script may nest without an end. */
const MAX_DEPTH = 100;

/** Throws a ScriptRefusal for what is no expression. */
export function parseFilters(expression: unknown, depth = 0): FilterTree {
  if (!Array.isArray(expression) || depth > MAX_DEPTH) throw malformedExpression();
  const parts: readonly unknown[] = expression;
  if (parts.length === 0) return { kind: "and", of: [] };
  if (isTerm(parts)) return { kind: "term", term: termOf(parts) };
  return either(parts, depth);
}

const wordOf = (part: unknown): string | undefined => {
  const word = typeof part === "string" ? part.toLowerCase() : "";
  return word === "and" || word === "or" || word === "not" ? word : undefined;
};

const isTerm = ([name, operator]: readonly unknown[]): boolean =>
  typeof name === "string" && wordOf(name) === undefined && typeof operator === "string";

function termOf([name, operator, ...values]: readonly unknown[]): FilterTerm {
  return { name: String(name), operator: String(operator), values: values.flatMap(textsOf) };
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (value === null || value === undefined) return [];
  const text = textOf(value);
  if (text === undefined) throw malformedExpression();
  return [text];
}

/** Of some objects of a script no text can be made, such as one without a prototype. */
function textOf(value: unknown): string | undefined {
  try {
    return String(value);
  } catch {
    return undefined;
  }
}

/** "or" binds less than "and"; terms that follow each other without a word are joined by "and". */
function either(parts: readonly unknown[], depth: number): FilterTree {
  const groups: unknown[][] = [[]];
  for (const part of parts) {
    if (wordOf(part) === "or") groups.push([]);
    else if (wordOf(part) !== "and") groups.at(-1)?.push(part);
  }
  const of = groups.map((group) => all(group, depth));
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind: "or", of };
}

function all(parts: readonly unknown[], depth: number): FilterTree {
  if (parts.length === 0) throw malformedExpression();
  const of: FilterTree[] = [];
  let isNegated = false;
  for (const part of parts) {
    if (wordOf(part) === "not") {
      isNegated = !isNegated;
      continue;
    }
    const tree = parseFilters(part, depth + 1);
    of.push(isNegated ? { kind: "not", of: tree } : tree);
    isNegated = false;
  }
  if (isNegated) throw malformedExpression();
  return { kind: "and", of };
}
