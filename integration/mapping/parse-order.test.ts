import fc from "fast-check";
import { expect, test } from "vitest";
import { parseOrder } from "./parse-order.ts";
import { plainlyParsed } from "./plain-json.ts";

const read = (text: string) => parseOrder(new TextEncoder().encode(text));

test("two neighbouring ids beyond 2^53 stay two ids", () => {
  const result = read('{"a": 820982911946154508, "b": 820982911946154509}');
  expect(result).toEqual({ ok: true, order: { a: "820982911946154508", b: "820982911946154509" } });
});

test.each([
  ["5830032803771", 5_830_032_803_771],
  ["398.0", 398],
  ["16.486", 16.486],
  ["-0.5", -0.5],
  ["0.000001", 0.000001],
  ["9007199254740991", "9007199254740991"],
  ["0.1234567890123456789", "0.1234567890123456789"],
  ["1e400", "1e400"],
])("the number %s is read as %j", (text, value) => {
  expect(read(`{"n": ${text}}`)).toEqual({ ok: true, order: { n: value } });
});

test.each([
  ["nothing", ""],
  ["half an order", '{"id": 1, "line_items": [{"sku":'],
  ["no JSON", "<html>"],
  ["a list", "[1]"],
  ["a bare text", '"order"'],
  ["two values under one key", '{"total_price": "1.00", "total_price": "2.00"}'],
  ["a nesting without end", "[".repeat(200_000)],
])("%s is an unreadable order and no exception", (_, text) => {
  expect(read(text)).toMatchObject({ ok: false, failure: { class: "data", code: "UNREADABLE_ORDER" } });
});

test("bytes that are not UTF-8 are refused instead of being replaced", () => {
  expect(parseOrder(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toMatchObject({
    ok: false,
  });
});

test("a key called __proto__ is a key", () => {
  const result = read('{"__proto__": {"test": true}, "name": "#1"}');
  expect(result.ok && result.order["test"]).toBeUndefined();
});

const numberText = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
  fc.stringMatching(/^-?(0|[1-9]\d{0,17})(\.\d{1,18})?([eE][+-]?\d{1,3})?$/),
);
const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    numberText,
    fc.string().map((text) => JSON.stringify(text)),
    fc.constantFrom("true", "false", "null", '"\\":"', '": 12345678901234567890"'),
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(" ,")}]`),
    fc
      .array(fc.tuple(fc.constantFrom('"id"', '"a:b"', '"__proto__"', '"0"', '"\\u0061"'), tie("value")), {
        maxLength: 4,
      })
      .map((fields) => `{${fields.map(([key, value]) => `${key} : ${value}`).join(",")}}`),
  ),
})).value;

test("the quick way to read an order reads what the exact one does, or leaves it to that", () => {
  fc.assert(
    fc.property(fc.array(jsonText, { maxLength: 3 }), (values) => {
      const text = `{"order": [${values.join(",")}]}`;
      const quick = plainlyParsed(text);
      if (quick !== undefined) expect({ ok: true, order: quick }).toStrictEqual(exactlyRead(text));
    }),
    { numRuns: 2_000 },
  );
});

/** A number in the form that only the exact way reads, before the order and taken away again. */
function exactlyRead(text: string): unknown {
  const result = read(text.replace("{", '{"forced": 1e400, '));
  if (!result.ok) return result;
  const { forced: _, ...order } = result.order;
  return { ok: true, order };
}
