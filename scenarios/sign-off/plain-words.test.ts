import { expect, test } from "vitest";
import { inPlainWords } from "./plain-words.ts";

test("our words become those that people outside understand", () => {
  expect(inPlainWords("Dead letters: the dead letter names the SKU", {})).toBe(
    "Held orders: the held order names the SKU",
  );
  expect(inPlainWords("state of the ledger entry", {})).toBe("where the order stands");
});

test("a role's own words go before, and only whole words are replaced", () => {
  const own = { "sales order": "order (SO)", "dead letter": "parked order" };
  expect(inPlainWords("a dead letter, a sales order, presales orders", own)).toBe(
    "a parked order, a order (SO), presales orders",
  );
});

test("a word with marks in it is taken as it is written", () => {
  expect(inPlainWords("is it (ok)?", { "(ok)?": "fine" })).toBe("is it fine");
});
