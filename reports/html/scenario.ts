/** One scenario as a page that business people read from top to bottom and sign. */
import type { Place } from "../contents.ts";
import type { Block, ScenarioPage } from "../report.ts";
import { wordFor } from "../verdict.ts";
import { formatDuration } from "../wording/duration.ts";
import { anchorOf } from "./anchor.ts";
import { checksHtml } from "./checks.ts";
import { type Fragment, html, type Markup } from "./markup.ts";
import { verdictMark, verdictPill } from "./verdict-mark.ts";

/** A scenario, where it stands, and how its evidence is drawn (handed in: evidence is made of blocks again). */
export interface ScenarioSetting {
  readonly scenario: ScenarioPage;
  readonly place: Place;
  readonly renderEvidence: (blocks: readonly Block[], around: Place) => readonly Fragment[];
}

/** The article of one scenario. Its heading is an h3, or deeper when it stands in another one's evidence. */
export function scenarioArticle(setting: ScenarioSetting): Markup {
  const { scenario, place } = setting;
  const anchor = anchorOf(place, scenario.id);
  return html`<article class="scenario ${scenario.verdict}" id="${anchor}" aria-labelledby="${anchor}-title">
<header><p class="kicker">Scenario ${scenario.id}</p>
${heading(scenario.title, { id: `${anchor}-title`, level: place.length + 1 })}
${verdictPill(scenario.verdict, wordFor(scenario))}</header>
<p class="why"><strong>Why it matters.</strong> ${scenario.why}</p>
<dl class="story">
<div><dt>Given</dt><dd>${scenario.given}</dd></div>
<div><dt>When</dt><dd>${scenario.when}</dd></div>
<div><dt>Then</dt><dd>${scenario.then}</dd></div>
</dl>
${checksHtml(scenario.checks) ?? html`<p class="prose">No checks were made.</p>\n`}${commandAlone(scenario)}${evidence(setting)}<footer><span>Took ${formatDuration(scenario.durationMs)}</span>${tags(scenario.tags)}</footer>
</article>
`;
}

/** What repeats a scenario that failed, to be copied. */
export function commandAlone({ alone }: ScenarioPage): Markup | null {
  return alone === undefined ? null : html`<p class="alone">Alone: <code>${alone}</code></p>\n`;
}

/** The list of scenarios of a section, each a link to its page; `null` when one glance needs no list. */
export function scenarioIndex(
  scenarios: readonly { readonly scenario: ScenarioPage; readonly place: Place }[],
): Markup | null {
  if (scenarios.length < 2) return null;
  const items = scenarios.map(
    ({ scenario, place }) =>
      html`<li>${verdictMark(scenario.verdict, wordFor(scenario))}<a href="#${anchorOf(place, scenario.id)}">${scenario.title}</a></li>\n`,
  );
  return html`<ol class="index">\n${items}</ol>\n`;
}

function heading(title: string, { id, level }: { id: string; level: number }): Markup {
  if (level <= 3) return html`<h3 id="${id}">${title}</h3>`;
  return level === 4 ? html`<h4 id="${id}">${title}</h4>` : html`<h5 id="${id}">${title}</h5>`;
}

function evidence({ scenario, place, renderEvidence }: ScenarioSetting): Markup | null {
  if (scenario.evidence.length === 0) return null;
  const verdict = wordFor(scenario).toLowerCase();
  if (scenario.evidenceShown)
    return html`<div class="evidence">\n${renderEvidence(scenario.evidence, place)}</div>\n`;
  return html`<details class="evidence"><summary>Evidence<span class="unseen"> for this scenario (${verdict})</span></summary>
<div class="unfolded">
${renderEvidence(scenario.evidence, place)}</div></details>
`;
}

function tags(names: readonly string[]): Markup | null {
  return names.length === 0
    ? null
    : html`<ul class="tags" aria-label="Tags">${names.map((name) => html`<li>${name}</li>`)}</ul>`;
}
