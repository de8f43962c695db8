/** Dead letters as a terminal shows them. */
import type {
  DeadLetter,
  DeadLetterFile,
  DeadLetterGroup,
  DeadLetterStats,
  LeftOut,
  PendingRerun,
} from "../../integration/index.ts";
import type { Terminal } from "../terminal.ts";

const time = (at: number): string => new Date(at).toISOString();

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
  for (const { entry, order, code, field, safeToRerun, assignee, isEdited } of letters) {
    const facts = [
      ...(field === null ? [] : [field]),
      ...(assignee === null ? [] : [`assigned to ${assignee}`]),
      ...(isEdited ? ["edited"] : []),
    ];
    terminal.say([`#${entry}`, order, code, ...facts, `(safe to re-run: ${safeToRerun})`].join("  "));
  }
}

export function sayPending(terminal: Terminal, pending: readonly PendingRerun[]): void {
  if (pending.length === 0) terminal.say("Every re-run has its result.");
  for (const { entry, order, state, reruns, started, blockedBy } of pending) {
    const by = started === null ? "" : ` by ${started.by}`;
    const blocked = blockedBy === null ? "" : `  blocked by #${blockedBy}`;
    terminal.say(`#${entry}  ${order}  ${state} (re-run ${reruns}${by})${blocked}`);
  }
}

export function sayStats(terminal: Terminal, stats: DeadLetterStats): void {
  const { dead, oldestAt, byClass, byCode, byDay, rerunPending } = stats;
  terminal.say(`${dead} dead letters${oldestAt === null ? "" : `, the oldest of ${time(oldestAt)}`}`);
  const rows: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
    ["class", byClass.map((each) => [each.class ?? "none", each.count])],
    ["code", byCode.map((each) => [each.code ?? "none", each.count])],
    ["day (UTC)", byDay.map(({ day, count }) => [day, count])],
    ["re-run, no result yet", Object.entries(rerunPending)],
  ];
  for (const [title, counts] of rows) {
    terminal.say(`\nby ${title}`.replace("by re-run", "re-run"));
    for (const [name, count] of counts) terminal.say(`  ${String(count).padStart(6)}  ${name}`);
  }
}

export function sayLeftOut(terminal: Terminal, { entry, why, earlier }: LeftOut): void {
  const who =
    earlier === undefined
      ? ""
      : `: ${earlier.by} decided on ${earlier.decision} at ${time(earlier.at)} (${earlier.reason})`;
  terminal.say(`  #${entry}: ${why}${who}`);
}

export function sayLetter(terminal: Terminal, letter: DeadLetterFile): void {
  sayFacts(terminal, letter);
  for (const { number, outcome, calls, failure } of letter.history) {
    terminal.say(`\nclaim ${number}: ${outcome}${failure === null ? "" : ` (${failure.code})`}`);
    for (const { method, path, status, ms, sent, answered } of calls) {
      terminal.say(`    ${method} ${path} → ${status ?? "no answer"} in ${Math.round(ms)} ms`);
      if (sent !== undefined) terminal.say(`      sent     ${sent}`);
      if (answered !== undefined) terminal.say(`      answered ${answered}`);
    }
  }
  for (const { at, by, decision, reason } of letter.audit) {
    terminal.say(`\n${time(at)} ${decision} by ${by}: ${reason}`);
  }
  if (letter.raw !== null) terminal.say(`\n${letter.raw}`);
  if (letter.edited !== null) terminal.say(`\nas edited:\n${letter.edited}`);
}

function sayFacts(terminal: Terminal, letter: DeadLetterFile): void {
  const { recordType, internalId, blockedBy, redactedAt } = letter;
  const facts: readonly (readonly [string, string | null])[] = [
    ["order", `${letter.order} (${letter.key})`],
    ["state", letter.state],
    ["blocked by", blockedBy === null ? null : `#${blockedBy}`],
    ["what happened", letter.reason],
    ["what to do", letter.advice],
    ["field", letter.field],
    ["value", letter.value],
    ["safe to re-run", letter.safeToRerun],
    ["in NetSuite", recordType === null ? null : `${recordType} ${internalId}`],
    ["warnings", letter.warnings.join("; ") || null],
    ["mapping", letter.mappingVersion],
    ["edited", letter.isEdited ? "yes; the order as received is kept beside it" : null],
    ["assigned to", letter.assignee],
    ["note", letter.note],
    ["tags", letter.tags.join(", ") || null],
    ["first seen", time(letter.firstSeenAt)],
    ["redacted", redactedAt === null ? null : time(redactedAt)],
  ];
  for (const [label, value] of facts) {
    if (value !== null) terminal.say(`${label.padEnd(15)} ${value}`);
  }
}
