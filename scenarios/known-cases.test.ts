import { expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.ts";
import { KNOWN_CASES } from "./known-cases.ts";

test("every known case is proved by a scenario", () => {
  const covered = new Set(CATALOGUE.flatMap(({ covers = [] }) => covers));
  expect(KNOWN_CASES.filter(({ rank }) => !covered.has(rank))).toEqual([]);
});

test("a scenario covers known cases only", () => {
  const ranks = new Set(KNOWN_CASES.map(({ rank }) => rank));
  const unknown = CATALOGUE.filter(({ covers = [] }) => covers.some((rank) => !ranks.has(rank)));
  expect(unknown.map(({ id }) => id)).toEqual([]);
});
