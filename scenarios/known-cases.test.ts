import { expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.ts";
import { KNOWN_CASES } from "./known-cases.ts";

test("every known case is proved by a scenario, or says why not", () => {
  const covered = new Set(CATALOGUE.flatMap(({ covers = [] }) => covers));
  const open = KNOWN_CASES.filter(({ rank }) => !covered.has(rank)).map(({ rank }) => rank);
  const admitted = KNOWN_CASES.filter(({ notCovered }) => notCovered !== undefined).map(({ rank }) => rank);
  expect(open).toEqual(admitted);
});

test("a scenario covers known cases only", () => {
  const ranks = new Set(KNOWN_CASES.map(({ rank }) => rank));
  const unknown = CATALOGUE.filter(({ covers = [] }) => covers.some((rank) => !ranks.has(rank)));
  expect(unknown.map(({ id }) => id)).toEqual([]);
});
