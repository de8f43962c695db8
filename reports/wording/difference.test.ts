import fc from "fast-check";
import { expect, test } from "vitest";
import { differenceOf } from "./difference.ts";

test("what differs is told by whole words", () => {
  expect(differenceOf('{"orders":1,"state":"dead"}', '{"orders":12,"state":"dead"}')).toEqual({
    before: '{"orders":',
    expected: "1",
    found: "12",
    after: ',"state":"dead"}',
  });
  expect(differenceOf("total 42.60 USD", "total 42.06 USD")).toMatchObject({
    expected: "42.60",
    found: "42.06",
  });
});

test("equal texts do not differ, and strangers have nothing in common", () => {
  expect(differenceOf("dead", "dead")).toEqual({ before: "dead", expected: "", found: "", after: "" });
  expect(differenceOf("dead", "delivered")).toEqual({
    before: "",
    expected: "dead",
    found: "delivered",
    after: "",
  });
});

test("put together again, both texts are whole", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", ".", "1", "é", "👩") });
  fc.assert(
    fc.property(text, text, (expected, found) => {
      const parts = differenceOf(expected, found);
      expect(parts.before + parts.expected + parts.after).toBe(expected);
      expect(parts.before + parts.found + parts.after).toBe(found);
    }),
  );
});
