import { expect, test } from "vitest";
import { expressionInWords } from "./expression-in-words.ts";

test.each([
  ["customer.email", null, "customer.email"],
  ["sku", "the line", "sku of the line"],
  ["$", "the line", "the line"],
  ['"Web"', null, 'the text "Web"'],
  ["$order.name", "the line", "name"],
  ["$goods", null, "the value goods"],
  ["$goods.amount", null, "amount of the value goods"],
  [
    '$first([customer.first_name, "Web"])',
    null,
    'the first that is there: customer.first_name; the text "Web"',
  ],
  ["$digits($first([a.b, id]))", null, "the digits of: the first that is there: a.b; id"],
  ['"SHOP-" & $digits(id)', null, 'the text "SHOP-", followed by the digits of: id'],
  ['test ? "TEST, really"', null, 'the text "TEST, really", if there is test'],
  ["$negative(\n  $discount)", null, "minus the value discount"],
])("%s of %s: %s", (expression, subject, words) => {
  expect(expressionInWords(expression, subject)).toBe(words);
});

test.each([
  "price * quantity",
  'a ? "x" : "y"',
  "$first(a) + $first(b)",
  "line_items[quantity > 0].sku",
  "$unknown(a)",
])("what has no short form is shown as it is written: %s", (expression) => {
  expect(expressionInWords(expression, null)).toBe(`worked out: ${expression}`);
});
