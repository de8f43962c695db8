import { expect, test } from "vitest";
import { type Failure, fingerprintOf } from "./failure.ts";

function aFailure(message: string): Failure {
  return { class: "data", code: "USER_ERROR", message, advice: "Correct it." };
}

test.each([
  [
    "numbers",
    "You have entered an Invalid Field Value 53384 for the following field: customer.",
    "You have entered an Invalid Field Value 9 for the following field: customer.",
  ],
  [
    "quoted text",
    'NetSuite has no inventoryItem whose itemId is "GHOST-4711".',
    'NetSuite has no inventoryItem whose itemId is "X".',
  ],
  [
    "error ids of letters only",
    "An unexpected error occurred. Error ID: jrgbpyylphhish",
    "An unexpected error occurred. Error ID: abc",
  ],
  ["ids of letters and digits", "The record SHOP-5830032803771 is locked", "The record SHOP-77 is locked"],
  ["line numbers", "salesOrder.item[2].item needs it.", "salesOrder.item[14].item needs it."],
])("two failures that differ in %s only have one fingerprint", (_, one, other) => {
  expect(fingerprintOf(aFailure(one))).toBe(fingerprintOf(aFailure(other)));
});

test("failures of another class, code or text have another fingerprint", () => {
  const failure = aFailure("This entity already exists.");
  const others: readonly Failure[] = [
    { ...failure, class: "transient" },
    { ...failure, code: "ALREADY_EXISTS" },
    { ...failure, message: "This record already exists." },
  ];
  const prints = new Set([failure, ...others].map(fingerprintOf));
  expect(prints.size).toBe(4);
});

test("an apostrophe inside a word does not begin quoted text", () => {
  const failure = aFailure("The customer's credit limit isn't set");
  expect(fingerprintOf(failure)).toContain("The customer's credit limit isn't set");
});
