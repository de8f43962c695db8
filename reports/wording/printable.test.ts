import fc from "fast-check";
import { expect, test } from "vitest";
import { printable } from "./printable.ts";

test("ordinary text of any language stays as it is", () => {
  const text = "Zürich\n\t東京 שלום 👩‍🚀 é –";
  expect(printable(text)).toBe(text);
});

test.each([
  "\u0000",
  "\u0008",
  "\u001b",
  "\u007f",
  "\u009f",
  "\ufffe",
  "\uffff",
  "\ud800",
  "\udfff",
  "\u202e",
  "\u2066",
])("%j is dropped", (character) => {
  expect(printable(`a${character}b`)).toBe("ab");
});

test("what is left is well-formed text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const left = printable(text);
      expect(Buffer.from(left, "utf8").toString("utf8")).toBe(left);
    }),
  );
});
