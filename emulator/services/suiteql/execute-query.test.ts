import fc from "fast-check";
import { expect, test } from "vitest";
import { derivedTable } from "./derived-table.ts";
import { executeQuery } from "./execute-query.ts";
import { printExpression } from "./print-query.ts";
import type { SqlValue } from "./sql-value.ts";
import type { ComparisonOperator, Expression } from "./syntax-tree.ts";
import type { Table } from "./table.ts";

type Cells = readonly [number | null, string | null];

const tableOf = (name: string, rows: readonly (readonly SqlValue[])[]): Table =>
  derivedTable(name, { columns: ["n", "s"], isCorrelated: false, run: () => rows });

const run = (q: string, tables: Readonly<Record<string, readonly Cells[]>>) =>
  executeQuery(q, {
    tables: new Map(Object.entries(tables).map(([name, rows]) => [name, tableOf(name, rows)])),
    parameters: [],
    now: 0,
  }).rows;

const number = fc.option(fc.integer({ min: -2, max: 2 }));
const text = fc.option(fc.constantFrom("a", "b", "ab", "B"));
const rows = fc.array(fc.tuple(number, text), { maxLength: 12 });

type Leaf =
  | { readonly on: "n"; readonly operator: ComparisonOperator; readonly than: number }
  | { readonly on: "s"; readonly operator: ComparisonOperator; readonly than: string };
type Tree =
  | Leaf
  | { readonly not: Tree }
  | { readonly both: readonly [Tree, Tree]; readonly word: "and" | "or" }
  | { readonly isNull: "n" | "s" }
  | { readonly among: readonly (number | null)[] };

const operator = fc.constantFrom<ComparisonOperator>("=", "<>", "<", "<=", ">", ">=");
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.record({ on: fc.constant("n" as const), operator, than: fc.integer({ min: -2, max: 2 }) }),
    fc.record({ on: fc.constant("s" as const), operator, than: fc.constantFrom("a", "b", "ab") }),
    fc.record({ isNull: fc.constantFrom("n" as const, "s" as const) }),
    fc.record({ among: fc.array(number, { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("tree") }),
    fc.record({
      both: fc.tuple(tie("tree"), tie("tree")),
      word: fc.constantFrom("and" as const, "or" as const),
    }),
  ),
}));

const named = (name: string): Expression => ({ kind: "column", name });
const literal = (value: number | string | null): Expression => {
  if (value === null) return { kind: "null" };
  if (typeof value === "string") return { kind: "text", text: value };
  const positive = { kind: "number", text: String(Math.abs(value)) } as const;
  return value < 0 ? { kind: "negative", operand: positive } : positive;
};

function expressionOf(condition: Tree): Expression {
  if ("not" in condition) return { kind: "not", operand: expressionOf(condition.not) };
  if ("both" in condition) {
    const [left, right] = condition.both.map(expressionOf) as [Expression, Expression];
    return { kind: condition.word, left, right };
  }
  if ("isNull" in condition) return { kind: "is-null", operand: named(condition.isNull), negated: false };
  if ("among" in condition)
    return { kind: "in", operand: named("n"), choices: condition.among.map(literal), negated: false };
  return {
    kind: "comparison",
    operator: condition.operator,
    left: named(condition.on),
    right: literal(condition.than),
  };
}

const HOLDS: Readonly<
  Record<ComparisonOperator, (left: number | string, right: number | string) => boolean>
> = {
  "=": (left, right) => left === right,
  "<>": (left, right) => left !== right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

/** The textbook's three-valued logic: true is 1, unknown a half, false 0. */
function truth(condition: Tree, [n, s]: Cells): number {
  if ("not" in condition) return 1 - truth(condition.not, [n, s]);
  if ("both" in condition) {
    const sides = condition.both.map((side) => truth(side, [n, s]));
    return condition.word === "and" ? Math.min(...sides) : Math.max(...sides);
  }
  if ("isNull" in condition) return (condition.isNull === "n" ? n : s) === null ? 1 : 0;
  if ("among" in condition)
    return Math.max(
      ...condition.among.map((choice) => (n === null || choice === null ? 0.5 : Number(n === choice))),
    );
  const value = condition.on === "n" ? n : s;
  return value === null ? 0.5 : Number(HOLDS[condition.operator](value, condition.than));
}

test("WHERE keeps exactly the rows a naive filter keeps, in their order", () => {
  fc.assert(
    fc.property(rows, tree, (cells, condition) => {
      const q = `SELECT n, s FROM t WHERE ${printExpression(expressionOf(condition))}`;
      expect(run(q, { t: cells })).toEqual(cells.filter((row) => truth(condition, row) === 1));
    }),
    { numRuns: 500 },
  );
});

const ordered = (list: readonly unknown[]): readonly string[] =>
  list.map((row) => JSON.stringify(row)).toSorted();

test("joins by hash find what two nested loops find", () => {
  fc.assert(
    fc.property(rows, rows, tree, (left, right, condition) => {
      const on = `a.s = b.s AND ${printExpression(expressionOf(condition)).replaceAll('"n"', "b.n").replaceAll('"s"', "b.s")}`;
      const partners = (one: Cells) =>
        right.filter((other) => one[1] !== null && one[1] === other[1] && truth(condition, other) === 1);
      const inner = left.flatMap((one) => partners(one).map(([n]) => [one[0], n]));
      expect(ordered(run(`SELECT a.n, b.n FROM a JOIN b ON ${on}`, { a: left, b: right }))).toEqual(
        ordered(inner),
      );
      expect(ordered(run(`SELECT a.n, b.n FROM a, b WHERE ${on}`, { a: left, b: right }))).toEqual(
        ordered(inner),
      );
      const outer = left.flatMap((one) => {
        const found = partners(one).map(([n]) => [one[0], n]);
        return found.length === 0 ? [[one[0], null]] : found;
      });
      expect(ordered(run(`SELECT a.n, b.n FROM a LEFT JOIN b ON ${on}`, { a: left, b: right }))).toEqual(
        ordered(outer),
      );
    }),
  );
});

test("GROUP BY partitions the rows, and its counts and sums add up", () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const groups = run("SELECT s, COUNT(*), SUM(n) FROM t GROUP BY s", { t: cells });
      const keys = [...new Set(cells.map(([, s]) => s))];
      expect(groups.map(([s]) => s)).toEqual(keys);
      for (const [s, count, sum] of groups) {
        const members = cells.filter(([, key]) => key === s).map(([n]) => n);
        const known = members.filter((n) => n !== null);
        expect(count).toBe(members.length);
        expect(sum === null ? null : Number(sum)).toBe(
          known.length === 0 ? null : known.reduce((a, b) => a + b, 0),
        );
      }
    }),
  );
});

test("ORDER BY sorts stably, with null as the greatest value", () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (cells, descending) => {
      const rank = ([n]: Cells): number => (n ?? 99) * (descending ? -1 : 1);
      expect(run(`SELECT n, s FROM t ORDER BY n${descending ? " DESC" : ""}`, { t: cells })).toEqual(
        cells.toSorted((one, other) => rank(one) - rank(other)),
      );
    }),
  );
});

test("sums of money are exact, whatever floating point makes of them", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 1 }), (cents) => {
      const [[sum] = []] = run("SELECT SUM(n) FROM t", { t: cents.map((cent): Cells => [cent / 100, null]) });
      expect(String(sum)).toBe(String(cents.reduce((total, cent) => total + cent, 0) / 100));
    }),
  );
});
