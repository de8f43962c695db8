/** The documentation speaks of files that exist, and README's numbers of commands that are there. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { CATALOGUE } from "../scenarios/index.ts";

const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((page) => page !== "");

test("there is something to check", () => {
  expect(pages).toContain("README.md");
});

test.each(pages)("every link in %s leads somewhere", (page) => {
  const links = [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
    ([, link]) => link ?? "",
  );
  expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
});

test("every test that holds a promise of the integration core exists", () => {
  const named = [
    ...readFileSync("integration/README.md", "utf8").matchAll(/`([\w/-]+\.(?:test|contract)\.ts)`/g),
  ];
  expect(named.length).toBeGreaterThan(5);
  expect(
    named
      .map(([, file]) => file ?? "")
      .filter((file) => !existsSync(join("integration", file)) && !existsSync(file)),
  ).toEqual([]);
});

test("every scenario that holds a promise of the integration core exists", () => {
  const named = [...readFileSync("integration/README.md", "utf8").matchAll(/scenario `([\w-]+)`/g)].map(
    ([, id]) => id,
  );
  const known = new Set(CATALOGUE.map(({ id }) => id));
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((id) => id === undefined || !known.has(id))).toEqual([]);
});
