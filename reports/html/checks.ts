/** The list of checks: the answer first, then what was expected and what was found. */

import type { Check } from "../report.ts";
import { formatDuration } from "../wording/duration.ts";
import { html, type Markup } from "./markup.ts";
import { verdictMark } from "./verdict-mark.ts";

/** Checks in the order given: a reader compares them with the scenario's text, so they are not sorted. */
export function checksHtml(checks: readonly Check[]): Markup | null {
  return checks.length === 0 ? null : html`<ul class="checks">\n${checks.map(checkItem)}</ul>\n`;
}

function checkItem(check: Check): Markup {
  const took =
    check.durationMs === undefined
      ? null
      : html` <span class="took">${formatDuration(check.durationMs)}</span>`;
  return html`<li class="check ${check.verdict}">${verdictMark(check.verdict)}<div class="said"><p class="name">${check.name}${took}</p>${comparison(check)}${check.detail === undefined ? null : html`<p class="detail">${check.detail}</p>`}</div></li>\n`;
}

/** Expected and found, one above the other, so that the eye can compare. */
export function comparison({ expected, found }: Check): Markup | null {
  if (expected === undefined && found === undefined) return null;
  const line = (label: string, text: string | undefined): Markup | null =>
    text === undefined ? null : html`<div><dt>${label}</dt><dd>${text}</dd></div>`;
  return html`<dl class="comparison">${line("Expected", expected)}${line("Found", found)}</dl>`;
}
