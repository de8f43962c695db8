import fc from "fast-check";
import { expect, test } from "vitest";
import { elementSpans, lineAt, memberSpans, replaced } from "./json-spans.ts";

const written = fc.constantFrom(undefined, 1, "\t");
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom('"', "\\", '\\"]', "}{", "[,]", "\u2028"),
);
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    anyText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(anyText, tie("value"), { maxKeys: 4 }),
  ),
})).value;

test("the elements of a list are cut out exactly, whatever stands in them", () => {
  fc.assert(
    fc.property(fc.array(anyValue), written, (list, indent) => {
      const text = ` ${JSON.stringify(list, null, indent)}\n`;
      const parts = elementSpans(text).map((span) => JSON.parse(text.slice(span.start, span.end)));
      expect(parts).toEqual(JSON.parse(text));
    }),
  );
});

test("the members of an object are cut out exactly, whatever their keys are", () => {
  fc.assert(
    fc.property(fc.dictionary(anyText, anyValue), written, (object, indent) => {
      const text = JSON.stringify(object, null, indent);
      const parts = memberSpans(text).map(({ key, value }) => [
        key,
        JSON.parse(text.slice(value.start, value.end)),
      ]);
      expect(parts).toEqual(Object.entries(JSON.parse(text)));
    }),
  );
});

test("numbers keep the digits they were written with", () => {
  const text = "[820982911946154509, 16.4860 ,1e2]";
  expect(elementSpans(text).map((span) => text.slice(span.start, span.end))).toEqual([
    "820982911946154509",
    "16.4860",
    "1e2",
  ]);
});

test("a hundred thousand brackets inside each other do not exhaust the stack", () => {
  const deep = `[${"[".repeat(100_000)}${"]".repeat(100_000)}]`;
  expect(elementSpans(deep)).toEqual([{ start: 1, end: 200_001 }]);
});

test("several parts are replaced at once, in any order", () => {
  const changes = [
    { start: 4, end: 5, by: "two" },
    { start: 0, end: 1, by: "" },
  ];
  expect(replaced("a b c", changes)).toBe(" b two");
});

test("lines are counted from 1", () => {
  expect([lineAt("a\nb\nc", 0), lineAt("a\nb\nc", 4)]).toEqual([1, 3]);
});

test.each(["[1", '["a', "{", '{"a":1'])(
  "a text that ends too early is refused, not waited for: %s",
  (text) => {
    const read = text.startsWith("[") ? elementSpans : memberSpans;
    expect(() => read(text)).toThrow(SyntaxError);
  },
);
