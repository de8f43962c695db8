/** Checks of what is asked about the record as NetSuite holds it: by a name that is the same in every account, never by an internal id. */
import { compileExpression } from "../expressions/expression.ts";
import { CONDITION_KINDS, type MappingForm } from "../mapping-form.ts";
import { targetField } from "../netsuite-fields.ts";
import { hardCodedId } from "./hard-coded-id.ts";
import type { Problem } from "./problem.ts";
import { isNode } from "./syntax-node.ts";

export function conditionProblems(form: MappingForm): readonly Problem[] {
  const main = form.records.at(-1)?.record ?? "";
  return CONDITION_KINDS.flatMap((kind) =>
    (form[kind] ?? []).flatMap(({ inNetSuite, because }, index) => {
      if (inNetSuite === undefined || because !== undefined) return [];
      const found = comparedIds(compileExpression(inNetSuite).tree, main);
      return found.map(({ field, id }) =>
        hardCodedId({
          says: `${main}.${field} is compared with`,
          shown: id,
          instead: "Compare its refName",
          path: [kind, index, "inNetSuite"],
        }),
      );
    }),
  );
}

interface ComparedId {
  readonly field: string;
  readonly id: string;
}

const COMPARISONS: ReadonlySet<unknown> = new Set(["=", "!=", "in"]);

/** `subsidiary.id = "2"`, the other way round, or `in ["2", "3"]`, anywhere in the expression. */
function comparedIds(node: unknown, main: string): readonly ComparedId[] {
  if (Array.isArray(node)) return node.flatMap((each) => comparedIds(each, main));
  if (!isNode(node)) return [];
  const { type, value, lhs, rhs } = node;
  const own = type === "binary" && COMPARISONS.has(value) ? [pair(lhs, rhs, main), pair(rhs, lhs, main)] : [];
  return [...own.flat(), ...Object.values(node).flatMap((inner) => comparedIds(inner, main))];
}

function pair(path: unknown, other: unknown, main: string): readonly ComparedId[] {
  const field = referredField(path, main);
  return field === null ? [] : literalsIn(other).map((id) => ({ field, id }));
}

/** Of `subsidiary.id`; null for anything else, such as the id of a status, which is the same everywhere. */
function referredField(node: unknown, main: string): string | null {
  const steps = isNode(node) && node.type === "path" && Array.isArray(node.steps) ? node.steps : [];
  const [field, id, ...more] = steps.map((step: unknown) => (isNode(step) ? step.value : undefined));
  if (typeof field !== "string" || id !== "id" || more.length > 0) return null;
  return targetField([main], field)?.kind === "reference" ? field : null;
}

function literalsIn(node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  if (node.type === "string" || node.type === "number") return [String(node.value)];
  const isList = node.type === "unary" && node.value === "[" && Array.isArray(node.expressions);
  return isList ? node.expressions.flatMap(literalsIn) : [];
}
