import fc from "fast-check";
import { parse, stringify } from "lossless-json";
import { expect, test } from "vitest";
import { readableJson } from "./readable-json.ts";

const LONG = 1_000_000;

test.each([
  [
    "an order's text as it is sent",
    '{"id":5830032870021,"note":null}',
    '{\n  "id": 5830032870021,\n  "note": null\n}',
  ],
  ["digits that a double cannot hold", '{"id":12345678901234567890}', '{\n  "id": 12345678901234567890\n}'],
  ["zeros that a number would drop", '{"price":10.00}', '{\n  "price": 10.00\n}'],
  ["blanks of its own", '{ "a" : [1] }', '{\n  "a": [\n    1\n  ]\n}'],
  ["what is no JSON", "<html>", "<html>"],
])("%s", (_what, raw, readable) => {
  expect(readableJson(raw, LONG)).toBe(readable);
});

test("the quick way and the careful one come to the same", () => {
  fc.assert(
    fc.property(fc.json(), (raw) => {
      expect(readableJson(raw, LONG)).toBe(stringify(parse(raw), undefined, 2));
    }),
  );
});

test("what is too long is cut, and says so", () => {
  expect(readableJson('"abcdef"', 4)).toBe('"abc\n… 4 more characters');
});
