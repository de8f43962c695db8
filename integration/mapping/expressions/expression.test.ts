import { expect, test } from "vitest";
import { compileExpression, ExpressionSyntaxError } from "./expression.ts";
import { ExpressionFailed } from "./expression-failed.ts";

const run = (text: string, input: unknown = {}, bindings: Record<string, unknown> = {}) =>
  compileExpression(text).evaluate(input, bindings);

test("exact decimals are functions of every expression", async () => {
  const order = { items: [{ price: "0.10" }, { price: 0.2 }, {}] };
  expect(await run("$sumMoney(items.price)", order)).toBe("0.3");
  expect(await run("$money($times(items[0].price, 3))", order)).toBe("0.30");
});

test("named values are seen beside the input", async () => {
  expect(await run("$order.name & a", { a: "1" }, { order: { name: "#" } })).toBe("#1");
});

test("the digits of an id are exact, however large it is and however it is written", async () => {
  const order = { id: "820982911946154509", gid: "gid://shopify/Order/820982911946154508", short: 8209 };
  expect(await run("[$digits(id), $digits(gid), $digits(short)]", order)).toEqual([
    "820982911946154509",
    "820982911946154508",
    "8209",
  ]);
});

test("first and words pass over what is missing, null or empty", async () => {
  const order = { a: null, b: "", c: " x  y ", d: 7 };
  expect(await run("$first([a, b, missing, c])", order)).toBe(" x  y ");
  expect(await run("$words([a, b, missing, c, d])", order)).toBe("x y 7");
  expect(await run("$first([a, b])", order)).toBeUndefined();
});

test("absent is true for what is missing, where JSONata's own negation is neither true nor false", async () => {
  const order = {
    lines: [{ n: 1 }, { n: 2, removed: true }, { n: 3, removed: false }, { n: 4, removed: null }],
  };
  expect(await run("lines[$absent(removed)].n", order)).toEqual([1, 3, 4]);
  expect(await run("lines[$not(removed)].n", order)).toEqual([3, 4]);
});

test.each([
  ["a call of itself without end", "($f := function($x){ $f($x) }; $f(1))"],
  ["a recursion that grows", "($f := function($x){ 1 + $f($x) }; $f(1))"],
  ["a list of millions", "[1..9999999]"],
  ["a loop in a loop", "$map([1..1000], function($x){ $map([1..1000], function($y){ $x * $y }) })"],
])("%s ends as a failure and the worker lives", async (_, text) => {
  await expect(run(text)).rejects.toThrow(ExpressionFailed);
});

test("evaluations that run side by side do not use up each other's steps", async () => {
  const expression = compileExpression("$sum($map([1..4000], function($x){ $x }))");
  const results = await Promise.all(Array.from({ length: 20 }, () => expression.evaluate({}, {})));
  expect(new Set(results)).toEqual(new Set([8_002_000]));
});

test.each(["$now()", "a ? $millis() : 1", "$random()", '$eval("1")'])(
  "%s gives another result on every run and is not compiled",
  (text) => {
    expect(() => compileExpression(text)).toThrow(ExpressionSyntaxError);
  },
);

test("a broken expression says where it breaks", () => {
  expect.assertions(1);
  try {
    compileExpression("a.b + * 2");
  } catch (error) {
    expect(error).toMatchObject({ name: "ExpressionSyntaxError", position: expect.any(Number) });
  }
});

test("a calculation with something that is no number fails instead of guessing", async () => {
  await expect(run("$plus(total, 1)", {})).rejects.toThrow(/found nothing/);
  await expect(run("$plus(total, 1)", { total: "free" })).rejects.toThrow(/"free" is not a number/);
});

test("what leaves an expression is plain data", async () => {
  const result = await run("a.b", { a: [{ b: 1 }, { b: 2 }] });
  expect(Object.keys(result as object)).toEqual(["0", "1"]);
  expect(Reflect.ownKeys(result as object)).toEqual(["0", "1", "length"]);
});
