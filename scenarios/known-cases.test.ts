import { existsSync, readFileSync } from "node:fs";
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

const GAPS = KNOWN_CASES.flatMap(({ rank, what, notCovered }) =>
  notCovered === undefined ? [] : [{ rank, what, notCovered }],
);

test("README.md says what no scenario shows", () => {
  const said = readFileSync("scenarios/README.md", "utf8").matchAll(/^\| (\d+) \| .* \| .* \|$/gm);
  expect([...said].map(([line]) => line)).toEqual(
    GAPS.map(({ rank, what, notCovered }) => `| ${rank} | ${what} | ${notCovered} |`),
  );
});

test("what is proved elsewhere is proved in a file that is there", () => {
  const files = GAPS.flatMap(({ notCovered }) =>
    [...notCovered.matchAll(/`([^`]+\.ts)`/g)].map(([, file = ""]) => file),
  );
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
