/** The only writer to a terminal: people's text goes to stderr, the one machine-readable document to stdout. */
import { createColors } from "picocolors";
import type { Verdict } from "../reports/index.ts";

export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

export interface Terminal {
  /** A line for people. */
  say(line?: string): void;
  /** A line with its verdict in front. */
  sayVerdict(verdict: Verdict, line: string): void;
  /** A line that replaces the last such line; silent where nobody watches. */
  progress(line: string): void;
  /** The document that `--json` promises; nothing without `--json`. */
  document(value: unknown): void;
  /** Text that is itself the result, such as a rendered file. */
  result(text: string): void;
}

const MARKS = { pass: "✓", fail: "✗", "not-run": "–" } as const satisfies Record<Verdict, string>;
const WORDS = { pass: "pass", fail: "FAIL", "not-run": "not run" } as const satisfies Record<Verdict, string>;
const CLEAR_LINE = "\r\u001b[2K";

/** Control characters but tab and line feed, and those that turn the direction of writing. */
const UNSEEN = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** What a customer or another system wrote must not move the cursor, paint, or hide a line: such characters are shown by number. */
const seen = (text: string): string =>
  text.replace(UNSEEN, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);

export function createTerminal(streams: Streams, options: { json: boolean; color: boolean }): Terminal {
  const colors = createColors(options.color);
  const paint = { pass: colors.green, fail: colors.red, "not-run": colors.yellow } as const;
  const live = streams.stderr.isTTY === true;
  let progressShown = false;

  function write(line: string): void {
    streams.stderr.write(`${progressShown ? CLEAR_LINE : ""}${line}\n`);
    progressShown = false;
  }

  return {
    say: (line = "") => write(seen(line)),
    sayVerdict: (verdict, line) =>
      write(`${paint[verdict](`${MARKS[verdict]} ${WORDS[verdict]}`)}  ${seen(line)}`),
    progress(line) {
      if (!live) return;
      streams.stderr.write(`${CLEAR_LINE}${colors.dim(seen(line))}`);
      progressShown = true;
    },
    document(value) {
      if (options.json) streams.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    result: (text) => void streams.stdout.write(text.endsWith("\n") ? text : `${text}\n`),
  };
}
