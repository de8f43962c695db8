import { readFileSync } from "node:fs";
import fc from "fast-check";
import jsonata from "jsonata";
import { expect, test } from "vitest";
import { parseMapping } from "../../mapping-file.ts";
import { EXPRESSION_FUNCTIONS } from "../functions.ts";
import { compileDirectly } from "./compile-directly.ts";
import type { Node } from "./node.ts";

type Outcome = { readonly value: unknown } | "undecided";

function directly(text: string, input: unknown, bindings: Record<string, unknown> = {}): Outcome {
  try {
    const direct = compileDirectly(jsonata(text).ast() as unknown as Node);
    return direct === null ? "undecided" : { value: direct(input, bindings) };
  } catch {
    return "undecided";
  }
}

async function byJsonata(
  text: string,
  input: unknown,
  bindings: Record<string, unknown> = {},
): Promise<Outcome> {
  const expression = jsonata(text);
  for (const [name, implementation] of EXPRESSION_FUNCTIONS)
    expression.registerFunction(name, implementation);
  try {
    return { value: await expression.evaluate(input, bindings) };
  } catch {
    return "undecided";
  }
}

const ORDER = {
  id: 7,
  name: "#1",
  note: null,
  empty: "",
  none: [],
  one: [{ sku: "A", price: "1.10", taxes: [{ price: "0.1" }], n: 1 }],
  lines: [
    { sku: "A", price: "1.10", taxes: [{ price: "0.1" }, { price: "0.2" }], n: 1, gift: false },
    { sku: null, price: "2.20", taxes: [], n: 2, gift: true },
    { price: "3.30", taxes: [{ price: "0.3" }], n: 3, nested: [["x"], ["y", "z"]] },
  ],
  customer: { name: "Ana", address: { city: "Portland" } },
};

test.each([
  ["customer.address.city", "Portland"],
  ["lines.sku", ["A", null]],
  ["lines.taxes.price", ["0.1", "0.2", "0.3"]],
  ["lines[1].price", "2.20"],
  ["lines[-1].n", 3],
  ["lines[gift].n", 2],
  ["one", [{ sku: "A", price: "1.10", taxes: [{ price: "0.1" }], n: 1 }]],
  ["one.sku", "A"],
  ["lines.nested", [["x"], ["y", "z"]]],
  ["none", []],
  ["none.sku", undefined],
  ["missing.sku", undefined],
  ['note = null ? "none" : note', "none"],
  ["missing = missing", false],
  ["missing != 1", false],
  ["$not(missing)", undefined],
  ["$absent(missing)", true],
  ["$count(lines)", 3],
  ["$sumMoney(lines.price)", "6.6"],
  ['"a" & id & missing', "a7"],
  ['lines.{ "s": sku, "n": n }', [{ s: "A", n: 1 }, { s: null, n: 2 }, { n: 3 }]],
  ["lines.($x := n; $y := $x > 1; $y ? price)", ["2.20", "3.30"]],
  ["$first([empty, note, lines[0].taxes, 4])", { price: "0.1" }],
  ["$ = 1 or id in [7, 8]", true],
])("%s is worked out without JSONata, and the same", async (text, value) => {
  expect(plain(directly(text, ORDER))).toEqual(plain({ value }));
  expect(plain(await byJsonata(text, ORDER))).toEqual(plain({ value }));
});

test.each([
  ["a form that is not known", "lines^(n)"],
  ["a function of JSONata's own", "$substring(name, 1)"],
  ["a group", "lines{sku: n}"],
  ["a list that is asked to stay one", "one[].sku"],
  ["a name that is not bound", "$missing"],
  ["a comparison of what cannot be compared", 'id < "8"'],
  ["two structures side by side", "customer = customer"],
  ["the text of a fraction", '0.5 & ""'],
  ["a filter that is a number", "lines[n].sku"],
  ["a function that fails", "$money(name)"],
  ["more steps than an expression may take", "lines.lines.lines".replaceAll("lines", "$$order.lines")],
])("%s is left to JSONata", (_, text) => {
  expect(directly(text, ORDER)).toBe("undecided");
});

test("a named value hides a function of the same name, as it does in JSONata", () => {
  expect(directly("$first([id])", ORDER, { first: 1 })).toBe("undecided");
});

test("what a block binds is gone after it, and what was given is never changed", async () => {
  const bindings = { x: 1 };
  expect(directly("[($x := 2; $x), $x]", ORDER, bindings)).toEqual({ value: [2, 1] });
  expect(directly("$x := 3", ORDER, bindings)).toEqual({ value: 3 });
  expect(bindings).toEqual({ x: 1 });
});

test.each(["shopify-orders", "shopify-refunds"])(
  "every expression of %s has a form that is known here",
  (flow) => {
    const file = new URL(`../../../../examples/acme-store/mappings/${flow}.yaml`, import.meta.url);
    const { expressions } = parseMapping(readFileSync(file, "utf8"), `${flow}.yaml`);
    const others = [...expressions.values()].filter(
      ({ tree }) => compileDirectly(tree as unknown as Node) === null,
    );
    expect(others.map(({ text }) => text)).toEqual([]);
  },
);

const FIELDS = ["a", "b", "c"] as const;
const field = fc.constantFrom(...FIELDS);

const data: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, "", "x", "1.5", 0, 1, 2, 0.25),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(field, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const expression: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => {
  const text = tie("text");
  const list = fc.array(text, { maxLength: 3 }).map((items) => `[${items.join(", ")}]`);
  return {
    text: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      field,
      fc.constantFrom("1", "-1", '"x"', "true", "null", "$", "$x", "$order", "$order.a"),
      fc.tuple(text, text).map(([left, right]) => `${left}.${right}`),
      fc
        .tuple(text, fc.oneof(text, fc.constantFrom("0", "-1", "1")))
        .map(([value, filter]) => `${value}[${filter}]`),
      fc.tuple(text, text).map(([value, filter]) => `(${value})[${filter}]`),
      fc
        .tuple(text, fc.constantFrom("and", "or", "=", "!=", "<", ">=", "&", "in"), text)
        .map((all) => all.join(" ")),
      fc.tuple(text, text, text).map(([test, then, other]) => `(${test} ? ${then} : ${other})`),
      fc.tuple(text, text).map(([test, then]) => `(${test} ? ${then})`),
      fc.tuple(text, text).map(([bound, then]) => `($x := ${bound}; ${then})`),
      fc.tuple(text, text).map(([first, second]) => `{"k": ${first}, "l": ${second}}`),
      fc.tuple(text, text).map(([of, value]) => `${of}.{"k": ${value}}`),
      list,
      fc
        .tuple(
          fc.constantFrom("first", "words", "sumMoney", "absent", "not", "exists", "count"),
          fc.oneof(text, list),
        )
        .map(([name, value]) => `$${name}(${value})`),
    ),
  };
}).text;

test("whatever is worked out here is what JSONata works out", async () => {
  let decided = 0;
  await fc.assert(
    fc.asyncProperty(expression, fc.dictionary(field, data), async (text, order) => {
      const ours = directly(text, order, { order, x: order["a"] });
      if (ours === "undecided") return;
      decided += 1;
      expect(plain(ours)).toEqual(plain(await byJsonata(text, order, { order, x: order["a"] })));
    }),
    { numRuns: 3_000 },
  );
  expect(decided).toBeGreaterThan(1_000);
});

/** As far as data goes, whatever marks arrays carry. */
const plain = (outcome: Outcome): unknown =>
  outcome === "undecided" ? outcome : [outcome.value === undefined, JSON.stringify(outcome.value)];
