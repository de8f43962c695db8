/** Makes any text safe to stand between tags or inside a quoted attribute. */
import { printable } from "../wording/printable.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML (and XML) shows it: the five special characters escaped, characters nobody can see dropped. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
