import { expect, test } from "vitest";
import { FAILED_GATE, SAMPLES } from "../samples/samples.ts";
import { JSON_SCHEMA_VERSION, renderJson } from "./render-json.ts";

test("a report comes back from its JSON whole, with the version of the form", () => {
  for (const report of SAMPLES) {
    expect(JSON.parse(renderJson(report))).toEqual({ schemaVersion: JSON_SCHEMA_VERSION, ...report });
  }
});

test("equal reports give equal text, whatever order their keys were written in", () => {
  const backwards = Object.fromEntries(
    Object.entries(FAILED_GATE).reverse(),
  ) as unknown as typeof FAILED_GATE;
  expect(renderJson(backwards)).toBe(renderJson(FAILED_GATE));
});

test("the version and the verdict can be read before the rest", () => {
  const keys = Object.keys(JSON.parse(renderJson(FAILED_GATE)));
  expect(keys).toEqual([
    "schemaVersion",
    "title",
    "subtitle",
    "generatedAt",
    "verdict",
    "summary",
    "sections",
  ]);
});
