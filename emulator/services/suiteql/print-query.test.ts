import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery } from "./parse-query.ts";
import { printQuery } from "./print-query.ts";
import type { Expression, JoinedSource, Query, Select } from "./syntax-tree.ts";

const name = fc.constantFrom("id", "tranid", "order", "Select me", "from", "ü");
const column = fc.record(
  { kind: fc.constant("column" as const), qualifier: name, name, optional: fc.constant(true as const) },
  { requiredKeys: ["kind", "name"] },
);
const literal = fc.oneof(
  fc.record({ kind: fc.constant("number" as const), text: fc.constantFrom("0", "12.50", ".5", "1e3") }),
  fc.record({ kind: fc.constant("text" as const), text: fc.string() }),
  fc.constant({ kind: "null" as const }),
  fc.constant({ kind: "parameter" as const, index: 0 }),
);

const comparison = fc.constantFrom("=", "<>", "<", "<=", ">", ">=");
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

interface Grammar {
  readonly value: Expression;
  readonly condition: Expression;
  readonly select: Select;
  readonly query: Query;
}

/** Trees so many levels deep; sub-selects grow too fast to nest freely, so deep trees take simple ones. */
const grammar = (maxDepth: number, simple?: fc.Arbitrary<Query>) =>
  fc.letrec<Grammar>((tie) => {
    const NESTED = { maxDepth, depthIdentifier: "tree" };
    const inner = simple ?? (tie("query") as fc.Arbitrary<Query>);
    return {
      value: fc.oneof(
        NESTED,
        column,
        literal,
        fc.record({ kind: fc.constant("negative"), operand: tie("value") }),
        fc.record({
          kind: fc.constant("arithmetic"),
          operator: fc.constantFrom("+", "-", "*", "/"),
          left: tie("value"),
          right: tie("value"),
        }),
        fc.record({ kind: fc.constant("concat"), left: tie("value"), right: tie("value") }),
        fc.record({
          kind: fc.constant("call"),
          name: fc.constantFrom("UPPER", "COUNT", "BUILTIN.DF", "NO_SUCH"),
          distinct: fc.boolean(),
          star: fc.constant(false),
          args: fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
        }),
        fc.constant({ kind: "call", name: "COUNT", distinct: false, star: true, args: [] }),
        fc.record(
          {
            kind: fc.constant("case"),
            branches: fc.array(fc.record({ when: tie("condition"), result: tie("value") }), {
              minLength: 1,
              maxLength: 2,
            }),
            otherwise: tie("value"),
          },
          { requiredKeys: ["kind", "branches"] },
        ),
        fc.record({
          kind: fc.constant("case"),
          operand: tie("value"),
          branches: fc.array(fc.record({ when: tie("value"), result: tie("value") }), {
            minLength: 1,
            maxLength: 2,
          }),
        }),
        fc.record({
          kind: fc.constant("window"),
          call: fc.constant({ kind: "call", name: "RANK", distinct: false, star: false, args: [] }),
          partitionBy: fc.array(tie("value"), { maxLength: 2 }),
          orderBy: fc.array(fc.record({ value: tie("value"), descending: fc.boolean() }), { maxLength: 1 }),
        }),
        fc.record({ kind: fc.constant("subquery"), query: inner }),
      ) as fc.Arbitrary<Expression>,
      condition: fc.oneof(
        NESTED,
        fc.record({ kind: fc.constant("is-null"), operand: tie("value"), negated: fc.boolean() }),
        fc.record({
          kind: fc.constant("comparison"),
          operator: comparison,
          left: tie("value"),
          right: tie("value"),
        }),
        fc.record({ kind: fc.constantFrom("and", "or"), left: tie("condition"), right: tie("condition") }),
        fc.record({ kind: fc.constant("not"), operand: tie("condition") }),
        fc.record({
          kind: fc.constant("in"),
          operand: tie("value"),
          choices: fc.oneof(NESTED, fc.array(tie("value"), { minLength: 1, maxLength: 3 }), inner),
          negated: fc.boolean(),
        }),
        fc.record({
          kind: fc.constant("between"),
          operand: tie("value"),
          low: tie("value"),
          high: tie("value"),
          negated: fc.boolean(),
        }),
        fc.record(
          {
            kind: fc.constant("like"),
            operand: tie("value"),
            pattern: tie("value"),
            escapeMark: tie("value"),
            negated: fc.boolean(),
          },
          { requiredKeys: ["kind", "operand", "pattern", "negated"] },
        ),
        fc.record({ kind: fc.constant("exists"), query: inner }),
      ) as fc.Arbitrary<Expression>,
      select: fc.record(
        {
          distinct: fc.boolean(),
          top: fc.nat(99),
          items: fc.array(
            fc.oneof(
              fc.record({ kind: fc.constant("star"), qualifier: name }, { requiredKeys: ["kind"] }),
              fc.record(
                { kind: fc.constant("value"), value: tie("value"), alias: name },
                { requiredKeys: ["kind", "value"] },
              ),
            ),
            { minLength: 1, maxLength: 2 },
          ),
          from: fc
            .tuple(source(inner), optional(joined(inner, tie("condition") as fc.Arbitrary<Expression>)))
            .map((list) => list.filter(Boolean)),
          where: tie("condition"),
          groupBy: fc.array(tie("value"), { maxLength: 2 }),
          having: tie("condition"),
        },
        { requiredKeys: ["distinct", "items", "from", "groupBy"] },
      ) as fc.Arbitrary<Select>,
      query: fc.record(
        {
          first: tie("select"),
          named: fc.array(fc.record({ name, query: inner }), { maxLength: 1 }),
          combined: fc.array(
            fc.record({
              operator: fc.constantFrom("union", "union all", "intersect", "minus"),
              select: tie("select"),
            }),
            { maxLength: 1 },
          ),
          orderBy: fc.array(
            fc.record(
              { value: tie("value"), descending: fc.boolean(), nulls: fc.constantFrom("first", "last") },
              { requiredKeys: ["value", "descending"] },
            ),
            { maxLength: 1 },
          ),
          offset: fc.nat(99),
          fetch: fc.nat(99),
        },
        { requiredKeys: ["named", "first", "combined", "orderBy"] },
      ) as fc.Arbitrary<Query>,
    };
  });

function source(inner: fc.Arbitrary<Query>): fc.Arbitrary<JoinedSource> {
  const table = fc.record({ kind: fc.constant("table" as const), name });
  const derived = fc.record({ kind: fc.constant("derived" as const), query: inner });
  return fc.record(
    {
      from: fc.oneof({ maxDepth: 1, depthIdentifier: "tree" }, table, derived),
      alias: name,
      join: fc.constant("comma" as const),
    },
    { requiredKeys: ["from", "join"] },
  );
}

function joined(inner: fc.Arbitrary<Query>, condition: fc.Arbitrary<Expression>): fc.Arbitrary<JoinedSource> {
  return fc
    .tuple(source(inner), fc.constantFrom("comma", "cross", "inner", "left", "right", "full"), condition)
    .map(([from, join, on]) =>
      join === "comma" || join === "cross" ? { ...from, join } : { ...from, join: join as "inner", on },
    );
}

/** Question marks are numbered by the reader. */
const withoutNumbers = (tree: Query): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === "index" ? 0 : value)));

const SIMPLE = fc
  .constantFrom("SELECT 1 FROM t", "SELECT a.b FROM a WHERE (a.b = ?) ORDER BY a.c")
  .map((text) => parseQuery(text).query);

const whereOf = (where: Expression): Query => {
  const query = parseQuery("SELECT a FROM t").query;
  return { ...query, first: { ...query.first, where } };
};

test.each([
  ["a query", grammar(1).query],
  ["a deep condition", grammar(3, SIMPLE).condition.map(whereOf)],
])("%s that is printed is read back as the same tree", (_name, query) => {
  fc.assert(
    fc.property(query, (tree) => {
      expect(withoutNumbers(parseQuery(printQuery(tree)).query)).toEqual(withoutNumbers(tree));
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["a + b * c", "(a + (b * c))"],
  ["a - b - c", "((a - b) - c)"],
  ["a || b + c", "((a || b) + c)"],
  ["-a * b", "((- a) * b)"],
])("%s is read as %s", (flat, bracketed) => {
  const read = (value: string) => parseQuery(`SELECT ${value} FROM t`).query;
  expect(read(flat)).toEqual(read(bracketed));
});

test("AND binds tighter than OR, NOT tighter than both", () => {
  const read = (value: string) => parseQuery(`SELECT 1 FROM t WHERE ${value}`).query;
  expect(read("NOT a = 1 AND b = 2 OR c = 3")).toEqual(read("((NOT (a = 1)) AND (b = 2)) OR (c = 3)"));
});

test("the order within a group is printed", () => {
  const { query } = parseQuery("SELECT LISTAGG(a, ', ') WITHIN GROUP (ORDER BY b DESC) x FROM t GROUP BY c");
  expect(printQuery(query)).toContain("WITHIN GROUP (ORDER BY ");
  expect(withoutNumbers(parseQuery(printQuery(query)).query)).toEqual(withoutNumbers(query));
});

test("the part of a date is printed as the word that it is", () => {
  const { query } = parseQuery("SELECT extract(year from a) y FROM t");
  expect(printQuery(query)).toContain("EXTRACT(YEAR FROM ");
  expect(withoutNumbers(parseQuery(printQuery(query)).query)).toEqual(withoutNumbers(query));
});
