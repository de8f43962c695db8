/** The list of checks: the answer first, then what was expected and what was found. */

import type { Check } from "../report.ts";
import { type Difference, differenceOf } from "../wording/difference.ts";
import { formatDuration } from "../wording/duration.ts";
import { type Fragment, html, type Markup } from "./markup.ts";
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

/** Expected and found, one above the other, so that the eye can compare; of a failure, what differs is marked. */
export function comparison({ verdict, expected, found }: Check): Markup | null {
  if (expected === undefined && found === undefined) return null;
  const line = (label: string, text: Fragment): Markup | null =>
    text === null ? null : html`<div><dt>${label}</dt><dd>${text}</dd></div>`;
  const [told, seen] =
    verdict === "fail" && expected !== undefined && found !== undefined
      ? marked(differenceOf(expected, found))
      : [expected ?? null, found ?? null];
  return html`<dl class="comparison">${line("Expected", told)}${line("Found", seen)}</dl>`;
}

/** Where nothing is common, there is nothing to point at. */
function marked({ before, expected, found, after }: Difference): readonly [Fragment, Fragment] {
  if (`${before}${after}`.trim() === "") return [`${before}${expected}${after}`, `${before}${found}${after}`];
  const side = (text: string): Fragment => [before, text === "" ? null : html`<mark>${text}</mark>`, after];
  return [side(expected), side(found)];
}
