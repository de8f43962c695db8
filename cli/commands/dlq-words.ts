/** Dead letters as a terminal shows them. */
import type { DeadLetter, DeadLetterFile, DeadLetterGroup } from "../../integration/index.ts";
import type { Terminal } from "../terminal.ts";

export function sayLetters(
  terminal: Terminal,
  letters: readonly DeadLetter[],
  groups: readonly DeadLetterGroup[],
): void {
  if (letters.length === 0) {
    terminal.say("Nothing waits for a human.");
    return;
  }
  for (const { count, code, example, advice } of groups)
    terminal.say(`${count} x ${code}: ${example}\n    ${advice}`);
  terminal.say();
  for (const { entry, order, code, field, safeToRerun } of letters) {
    terminal.say(
      `#${entry}  ${order}  ${code}${field === null ? "" : `  ${field}`}  (safe to re-run: ${safeToRerun})`,
    );
  }
}

export function sayLetter(terminal: Terminal, letter: DeadLetterFile): void {
  const facts: readonly (readonly [string, string | null])[] = [
    ["order", `${letter.order} (${letter.key})`],
    ["state", letter.state],
    ["what happened", letter.reason],
    ["what to do", letter.advice],
    ["field", letter.field],
    ["value", letter.value],
    ["safe to re-run", letter.safeToRerun],
    ["first seen", new Date(letter.firstSeenAt).toISOString()],
  ];
  for (const [label, value] of facts) {
    if (value !== null) terminal.say(`${label.padEnd(15)} ${value}`);
  }
  for (const { number, outcome, calls, failure } of letter.history) {
    terminal.say(`\nclaim ${number}: ${outcome}${failure === null ? "" : ` (${failure.code})`}`);
    for (const { method, path, status, ms } of calls)
      terminal.say(`    ${method} ${path} → ${status ?? "no answer"} in ${Math.round(ms)} ms`);
  }
  for (const { at, by, decision, reason } of letter.audit) {
    terminal.say(`\n${new Date(at).toISOString()} ${decision} by ${by}: ${reason}`);
  }
  if (letter.raw !== null) terminal.say(`\n${letter.raw}`);
}
