/** Makes any text harmless in GitHub- and GitLab-flavoured Markdown: one line, no markup, nobody notified. */
import { printable } from "../wording/printable.ts";

/** Marks that mean something in the middle of a line, emoji codes and formulas included. */
const INLINE = /[\\`*_~[\]|$]/g;
/** Marks that mean something only at the start: headings, lists, quotes, rules. */
const AT_START = /^([#+=-]|\d+(?=[.)]))/;
/** A zero-width space after the mark keeps `@name`, `#12` and addresses from turning into mentions and links. */
const BREAK = "\u200b";

/** Text to be copied as it stands, in one line; whoever shows it puts it where no table is. */
export function markdownCode(text: string): string {
  const line = printable(text).replace(/\s+/g, " ").trim();
  const fence = "`".repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const pad = line === "" || /^`|`$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Text for a table cell, a list item or a line of prose. Line breaks become blanks. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replaceAll(BREAK, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(INLINE, "\\$&")
    .replace(AT_START, (mark) => (/\d/.test(mark) ? `${mark}${BREAK}` : `\\${mark}`))
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/([a-z]):(?=\/\/|[a-z0-9+_-]+:)/gi, `$1:${BREAK}`)
    .replace(/\b(www|gh)([.-])/gi, `$1${BREAK}$2`)
    .replaceAll(BREAK, "&#8203;");
}
