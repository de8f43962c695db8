import { expect, test } from "vitest";
import { nearestWord } from "./nearest-word.ts";

const KNOWN = ["tranDate", "shippingAddress", "billingAddress", "memo"];

test.each([
  ["a letter typed wrong", "memp", "memo"],
  ["a letter left out", "shipingAddress", "shippingAddress"],
  ["a letter too many", "memoo", "memo"],
  ["two letters swapped", "mmeo", "memo"],
  ["capitals", "TRANDATE", "tranDate"],
  ["the beginning of it", "ship", "shippingAddress"],
])("%s still finds the word that was meant", (_, word, meant) => {
  expect(nearestWord(word, KNOWN)).toBe(meant);
});

test("a word of nobody's is not taken for another", () => {
  expect(nearestWord("quantity", KNOWN)).toBeUndefined();
  expect(nearestWord("x", [])).toBeUndefined();
});
