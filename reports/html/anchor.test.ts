import fc from "fast-check";
import { expect, test } from "vitest";
import { anchorOf } from "./anchor.ts";

test("an anchor can be read and stays unique through its place", () => {
  expect(anchorOf([2, 0], "Unknown SKU!")).toBe("s3-1-unknown-sku");
  expect(anchorOf([2, 1], "Unknown SKU!")).toBe("s3-2-unknown-sku");
  expect(anchorOf([0], "日本")).toBe("s1");
});

test("an anchor never needs escaping", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      expect(anchorOf([1, 2], name)).toMatch(/^s2-3[a-z0-9-]*$/);
    }),
  );
});
