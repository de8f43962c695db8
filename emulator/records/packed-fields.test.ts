import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fields, FieldValue, Reference } from "./field-value.ts";
import { createFieldsPacker } from "./packed-fields.ts";

const { value } = fc.letrec<{ value: FieldValue; fields: Fields }>((tie) => ({
  fields: fc.dictionary(fc.constantFrom("id", "refName", "a", "b", "items"), tie("value"), { maxKeys: 3 }),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<FieldValue>(
      "",
      "a",
      "x".repeat(50),
      "\ud800 half a character",
      0.1,
      1e21,
      -1,
      -2,
      true,
      null,
    ),
    fc.record<Reference>(
      { id: fc.constantFrom("1", "2"), refName: fc.constantFrom("One", "Two") },
      { requiredKeys: ["id"] },
    ),
    fc.record({
      items: fc.array(tie("fields") as fc.Arbitrary<Fields>, { maxLength: 3 }),
    }),
    tie("fields"),
  ),
}));

test("what is unpacked says what was packed, names in the same order", () => {
  const { pack, unpack } = createFieldsPacker();
  const anyFields = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), value);
  fc.assert(
    fc.property(anyFields, (fields) => {
      const unpacked = unpack(pack(fields));
      expect(unpacked).toEqual(fields);
      expect(JSON.stringify(unpacked)).toBe(JSON.stringify(fields));
    }),
    { numRuns: 500 },
  );
});

test("names are data, whatever they are called", () => {
  const { pack, unpack } = createFieldsPacker();
  const fields = JSON.parse('{"constructor":{"toString":1},"a\\nb":2}') as Fields;
  expect(JSON.stringify(unpack(pack(fields)))).toBe(JSON.stringify(fields));
  for (const other of [{ "a\nb": 1 }, { a: 1, b: 2 }]) expect(unpack(pack(other))).toEqual(other);
});

test("a text that comes again is packed once", () => {
  const { pack, unpack } = createFieldsPacker();
  const memo = "Leave it at the harbour office when nobody is on board";
  const lengths = [1, 2, 3].map(() => pack({ memo }).length);
  expect(lengths[2]).toBeLessThan(memo.length / 2);
  expect(lengths[0]).toBeGreaterThan(memo.length);
  expect(unpack(pack({ memo }))).toEqual({ memo });
});

test("texts that all differ are as they were, however many they are", () => {
  const { pack, unpack } = createFieldsPacker();
  const texts = Array.from({ length: 50_000 }, (_, n) => `a memo of order ${n % 30_000}`);
  const packed = texts.map((memo) => pack({ memo }));
  expect(packed.map((each) => unpack(each)["memo"])).toEqual(texts);
});
