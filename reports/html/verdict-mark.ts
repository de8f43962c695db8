/** Shows a verdict so that shape and word say it, and colour only repeats it. */
import type { Verdict } from "../report.ts";
import { VERDICTS } from "../verdict.ts";
import { html, type Markup } from "./markup.ts";

/** Symbol in a disc with the word beside it. */
export function verdictPill(verdict: Verdict, word: string = VERDICTS[verdict].word): Markup {
  const { symbol } = VERDICTS[verdict];
  return html`<span class="pill ${verdict}"><span class="disc" aria-hidden="true">${symbol}</span> ${word}</span>`;
}

/** Symbol alone for tight places; a screen reader still hears the word. */
export function verdictMark(verdict: Verdict, word: string = VERDICTS[verdict].word): Markup {
  const { symbol } = VERDICTS[verdict];
  return html`<span class="mark ${verdict}"><span class="disc" aria-hidden="true">${symbol}</span><span class="unseen">${word}: </span></span>`;
}
