import fc from "fast-check";
import { expect, test } from "vitest";
import { createFieldsCompactor } from "./compact-fields.ts";
import type { FieldValue, Reference } from "./field-value.ts";

const { value } = fc.letrec<{ value: FieldValue; fields: Record<string, FieldValue> }>((tie) => ({
  fields: fc.dictionary(fc.constantFrom("id", "refName", "a", "b", "items"), tie("value"), { maxKeys: 3 }),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<FieldValue>("", "a", "x".repeat(50), 1, -0, true, null),
    fc.record<Reference>(
      { id: fc.constantFrom("1", "2"), refName: fc.constantFrom("One", "Two") },
      { requiredKeys: ["id"] },
    ),
    fc.record({
      items: fc.array(tie("fields") as fc.Arbitrary<Record<string, FieldValue>>, { maxLength: 3 }),
    }),
    tie("fields"),
  ),
}));

test("compact fields say what the fields said, names in the same order", () => {
  const compact = createFieldsCompactor();
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), value), (fields) => {
      expect(compact(fields)).toEqual(fields);
      expect(JSON.stringify(compact(fields))).toBe(JSON.stringify(fields));
    }),
    { numRuns: 500 },
  );
});

test("a reference without a name is not one whose name is null", () => {
  const compact = createFieldsCompactor();
  const nameless = { id: "7" };
  compact({ entity: { id: "7", refName: null } });
  expect(compact({ entity: nameless })).toEqual({ entity: nameless });
});

test("references that many records hold are kept once", () => {
  const compact = createFieldsCompactor();
  const order = () => compact({ entity: { id: "7", refName: ["Har", "bour"].join("") } });
  expect(order()["entity"]).toBe(order()["entity"]);
});
