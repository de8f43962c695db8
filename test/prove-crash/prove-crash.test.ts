/** A small run of the proof from source, so that the proof itself stays whole. */
import { expect, test } from "vitest";
import { startProgram } from "../processes.ts";

test("a few kills of workers and of PostgreSQL lose nothing and double nothing", {
  timeout: 300_000,
}, async () => {
  const said: string[] = [];
  const proof = startProgram(["test/prove-crash/prove-crash.ts", "--quick", "--source", "--seed", "7"]);
  proof.onLine(({ text }) => said.push(String(text)));
  const code = await new Promise((resolve) => proof.process.once("exit", resolve));
  expect(said.join("\n")).not.toContain("DOES NOT HOLD");
  expect(code).toBe(0);
});
