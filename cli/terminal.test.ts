import { expect, test } from "vitest";
import { createTerminal } from "./terminal.ts";

function aTerminal() {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) };
  const terminal = createTerminal({ stdout: stream, stderr: stream }, { json: true, color: false });
  return { terminal, written };
}

test("what a customer wrote cannot move the cursor, paint, hide a line or turn the writing round: it is shown by number", () => {
  const { terminal, written } = aTerminal();
  terminal.say("#4  \u001b[2JHACK\r\u202e");
  terminal.sayVerdict("pass", "\u009b31m");
  expect(written).toEqual(["#4  \\u001b[2JHACK\\u000d\\u202e\n", "✓ pass  \\u009b31m\n"]);
});

test("lines, tabs and every letter stay as they are", () => {
  const { terminal, written } = aTerminal();
  terminal.say("Müller\n\t北京 👋");
  expect(written).toEqual(["Müller\n\t北京 👋\n"]);
});

test("a rendered file is written as it is", () => {
  const { terminal, written } = aTerminal();
  terminal.result("a\r\n");
  expect(written).toEqual(["a\r\n"]);
});
