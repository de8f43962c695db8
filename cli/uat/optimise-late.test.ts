import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { OPTIMISE_LATE } from "./optimise-late.ts";

test("the V8 of this Node knows the flag: one that it does not know would be a line of its own on stderr", async () => {
  const { stderr } = await promisify(execFile)(process.execPath, [OPTIMISE_LATE, "--eval", "0"]);
  expect(stderr).toBe("");
});
