import { expect, test } from "vitest";
import { isSafeForWal } from "./safe-version.ts";

test.each([
  ["3.51.3", true],
  ["3.51.4", true],
  ["3.53.2", true],
  ["4.0.0", true],
  ["3.50.7", true],
  ["3.44.6", true],
  ["3.51.2", false],
  ["3.51.0", false],
  ["3.50.6", false],
  ["3.49.9", false],
  ["3.45.1", false],
  ["3.44.5", false],
  ["2.99.9", false],
  ["", false],
  ["unknown", false],
])("SQLite %s may keep a ledger: %s", (version, safe) => {
  expect(isSafeForWal(version)).toBe(safe);
});
