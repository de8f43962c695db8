import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { fidelityPage } from "./fidelity-page.ts";

test("docs/fidelity.md says what the emulator's data says", async () => {
  expect(await readFile("docs/fidelity.md", "utf8")).toBe(fidelityPage());
});

test("every refusal, length, tier and profile on the page names its source", () => {
  const rows = fidelityPage()
    .split("\n")
    .filter((line) => line.startsWith("| ") && line.split(" | ").length > 3);
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((row) => / \|$/.test(row) && /\|\s+\|$/.test(row))).toEqual([]);
});
