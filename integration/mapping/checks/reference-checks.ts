/** Checks of how a row points to another record: by a name that is the same in every account, never by an internal id. */

import { compileExpression } from "../expressions/expression.ts";
import type { PlacedRow } from "../mapping-expressions.ts";
import type { FieldRow } from "../mapping-form.ts";
import { isCustomField, LOOKUP_FIELDS, type TargetField, targetField } from "../netsuite-fields.ts";
import { hardCodedId } from "./hard-coded-id.ts";
import type { Problem } from "./problem.ts";
import { isNode } from "./syntax-node.ts";

const INTERNAL_ID_FIELDS = new Set(["id", "internalid"]);

export function referenceProblems({ row, path, inside }: PlacedRow): readonly Problem[] {
  if (row.kind !== "field") return [];
  const target = targetField(inside, row.to);
  if (target === undefined) return [];
  const place = [...inside, row.to].join(".");
  const hardCoded = idWrittenIn(row, target);
  if (hardCoded !== null) {
    const { shown, key } = hardCoded;
    const instead = "Look the record up by its name";
    const problem = hardCodedId({ says: `${place} holds`, shown, instead, path: [...path, key] });
    return row.because === undefined ? [problem] : [];
  }
  return [...lookupProblems(row, target, { place, path }), ...unreferenced(row, target, { place, path })];
}

interface Spot {
  readonly place: string;
  readonly path: PlacedRow["path"];
}

interface HardCoded {
  readonly shown: string;
  readonly key: "static" | "from" | "lookup";
}

/** The internal id that stands in the row, in any of the ways one can be written. */
function idWrittenIn(row: FieldRow, target: TargetField): HardCoded | null {
  const pointsSomewhere = target.kind === "reference" || isCustomField(row.to);
  if (row.lookup !== undefined && INTERNAL_ID_FIELDS.has(row.lookup.by.toLowerCase())) {
    return { shown: `look-up by ${row.lookup.by}`, key: "lookup" };
  }
  if (!pointsSomewhere) return null;
  if (row.static !== undefined) return hardCodedStatic(row.static, target);
  if (row.from === undefined) return null;
  const tree = compileExpression(row.from).tree;
  const literal = target.kind === "reference" ? literalOf(tree) : null;
  const shown = idInObject(tree) ?? literal;
  return shown === null ? null : { shown, key: "from" };
}

function hardCodedStatic(value: NonNullable<FieldRow["static"]>, { kind }: TargetField): HardCoded | null {
  if (typeof value === "object") {
    const key = Object.keys(value).find((each) => INTERNAL_ID_FIELDS.has(each.toLowerCase()));
    return key === undefined ? null : { shown: `${key}: ${value[key]}`, key: "static" };
  }
  return kind === "reference" ? { shown: String(value), key: "static" } : null;
}

/** `"12"`, `12`, or either of them as a branch of a choice. */
function literalOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === "string" || node.type === "number") return String(node.value);
  if (node.type === "condition") return literalOf(node.then) ?? literalOf(node.else);
  return null;
}

/** `{"id": 12}` anywhere in the expression, the number or text written out. */
function idInObject(node: unknown): string | null {
  if (Array.isArray(node)) return firstOf(node, idInObject);
  if (!isNode(node)) return null;
  const pairs = node.type === "unary" && node.value === "{" && Array.isArray(node.lhs) ? node.lhs : [];
  const own = firstOf(pairs, idPair);
  return own ?? firstOf(Object.values(node), idInObject);
}

function idPair(pair: unknown): string | null {
  if (!Array.isArray(pair)) return null;
  const [key, value] = pair;
  const isId =
    isNode(key) && key.type === "string" && INTERNAL_ID_FIELDS.has(String(key.value).toLowerCase());
  const literal = isId ? literalOf(value) : null;
  return literal === null ? null : `id: ${literal}`;
}

function firstOf(values: readonly unknown[], find: (value: unknown) => string | null): string | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}

function lookupProblems(
  { lookup }: FieldRow,
  target: TargetField,
  { place, path }: Spot,
): readonly Problem[] {
  if (lookup === undefined) return [];
  const at = [...path, "lookup"];
  const known = Object.hasOwn(LOOKUP_FIELDS, lookup.record) ? LOOKUP_FIELDS[lookup.record] : undefined;
  if (known === undefined) {
    if (/^customrecord_?\w+$/i.test(lookup.record)) return [];
    const fix = `Use one of: ${Object.keys(LOOKUP_FIELDS).join(", ")}.`;
    return [
      {
        severity: "error",
        rule: "unknown-record-type",
        message: `"${lookup.record}" cannot be looked up`,
        fix,
        path: at,
      },
    ];
  }
  if (target.to !== undefined && !target.to.includes(lookup.record)) {
    const message = `${place} points to ${target.to.join(" or ")}, not to ${lookup.record}`;
    return [
      { severity: "error", rule: "wrong-kind", message, fix: `Look up ${target.to.join(" or ")}.`, path: at },
    ];
  }
  if (known.includes(lookup.by) || isCustomField(lookup.by)) return [];
  const message = `${lookup.record} is not usually told apart by ${lookup.by}`;
  return [
    {
      severity: "warning",
      rule: "unknown-lookup-field",
      message,
      fix: `Use one of: ${known.join(", ")}.`,
      path: at,
    },
  ];
}

/** A reference written by an expression is only safe when it gives an external id, or what NetSuite itself refers to. */
function unreferenced(row: FieldRow, target: TargetField, { place, path }: Spot): readonly Problem[] {
  if (target.kind !== "reference" || row.from === undefined || row.because !== undefined) return [];
  if (/"externalId"\s*:|\$followed\./.test(row.from)) return [];
  const message = `${place} points to a record, and an expression gives NetSuite a bare value for it`;
  return [
    {
      severity: "error",
      rule: "wrong-kind",
      message,
      fix: "Use `lookup` or `reference`.",
      path: [...path, "from"],
    },
  ];
}
