import { mkdtempSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { memoryPlace } from "./memory-place.ts";

test("a folder can be made there, wherever it is", () => {
  const folder = mkdtempSync(join(memoryPlace(), "drydock-test-"));
  expect(() => rmdirSync(folder)).not.toThrow();
});
