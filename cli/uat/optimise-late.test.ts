import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROGRAM = `
  import { optimiseLate } from ${JSON.stringify(new URL("optimise-late.ts", import.meta.url).href)};
  optimiseLate();
`;

test("nothing is said of it on this Node: a switch that V8 does not know would be a line of its own on stderr", async () => {
  const args = ["--import", "tsx", "--input-type=module", "--eval", PROGRAM];
  const { stderr } = await promisify(execFile)(process.execPath, args);
  expect(stderr).toBe("");
});
