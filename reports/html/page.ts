/** The frame of the page: head, verdict banner, summary, what failed, navigation, sections, foot. */
import { contentsOfSection } from "../contents.ts";
import { type Failed, failuresOf } from "../failures.ts";
import type { Metric, Report, Section } from "../report.ts";
import { sectionVerdict, tallySentence, VERDICTS, verdictOf } from "../verdict.ts";
import { formatMoment } from "../wording/moment.ts";
import { anchorOf } from "./anchor.ts";
import { blocksHtml } from "./block.ts";
import { comparison } from "./checks.ts";
import { html, type Markup } from "./markup.ts";
import { commandAlone, scenarioIndex } from "./scenario.ts";
import { verdictMark, verdictPill } from "./verdict-mark.ts";

const TONES = {
  good: { symbol: "✓", word: "Good: " },
  bad: { symbol: "✕", word: "Needs attention: " },
} as const;

/** Title, subtitle, date and the verdict of the whole. */
export function masthead(report: Report): Markup {
  return html`<header class="masthead">
<p class="kicker">Report of <time datetime="${report.generatedAt}">${formatMoment(report.generatedAt)}</time></p>
<h1>${report.title}</h1>
<p class="subtitle">${report.subtitle}</p>
${banner(report)}</header>
`;
}

function banner(report: Report): Markup {
  const verdict = verdictOf(report);
  const { symbol, word, sentence } = VERDICTS[verdict];
  return html`<section class="banner ${verdict}" aria-label="Verdict"><span class="disc" aria-hidden="true">${symbol}</span>
<div><p class="word">${word}</p><p class="sentence">${sentence} ${tallySentence(report)}</p></div></section>
`;
}

/** The figures a reader looks for first. */
export function summaryCards(metrics: readonly Metric[]): Markup | null {
  if (metrics.length === 0) return null;
  return html`<section class="summary" aria-label="Summary"><dl>\n${metrics.map(card)}</dl></section>\n`;
}

function card({ label, value, hint, tone = "neutral" }: Metric): Markup {
  const sign = tone === "neutral" ? null : TONES[tone];
  const mark =
    sign === null
      ? null
      : html`<span class="tone" aria-hidden="true">${sign.symbol}</span><span class="unseen">${sign.word}</span>`;
  return html`<div class="card ${tone}"><dt>${label}</dt><dd class="value">${mark}${value}</dd>${hint === undefined ? null : html`<dd class="hint">${hint}</dd>`}</div>\n`;
}

/** What failed stands before everything else, scenario by scenario with what it costs, each with a link to where it stands. */
export function failureList(report: Report): Markup | null {
  const failed = failuresOf(report);
  if (failed.length === 0) return null;
  return html`<section class="failures" aria-labelledby="failures"><h2 id="failures">What failed</h2>\n<ul>\n${byScenario(failed).map(failureGroup)}</ul></section>\n`;
}

/** What failed outside every scenario stands together by its section. */
function byScenario(failed: readonly Failed[]): readonly (readonly Failed[])[] {
  const groups = new Map<object, Failed[]>();
  for (const each of failed) {
    const of = each.scenario ?? each.section;
    groups.set(of, [...(groups.get(of) ?? []), each]);
  }
  return [...groups.values()];
}

function failureGroup(failed: readonly Failed[]): Markup | null {
  const [first] = failed;
  if (first === undefined) return null;
  const { scenario, section, place } = first;
  const target =
    scenario === null ? anchorOf(place, section.id) : anchorOf(scenario.place, scenario.scenario.id);
  const where = scenario === null ? section.title : `${section.title}: ${scenario.scenario.title}`;
  const why = scenario === null ? null : html`<p class="cost">${scenario.scenario.why}</p>`;
  return html`<li>${verdictMark("fail")}<div class="said"><p class="where"><a href="#${target}">${where}</a></p>${why}${failed.map(failureItem)}${scenario === null ? null : commandAlone(scenario.scenario)}</div></li>\n`;
}

function failureItem({ name, check }: Failed): Markup {
  return html`<p class="name">${name}</p>${check === null ? null : comparison(check)}`;
}

/** One link a section, with its verdict. */
export function navigation(report: Report): Markup | null {
  if (report.sections.length < 2) return null;
  const items = report.sections.map((section, index) => {
    const verdict = sectionVerdict(section);
    const mark = verdict === null ? html`<span class="mark"></span>` : verdictMark(verdict);
    return html`<li>${mark}<a href="#${anchorOf([index], section.id)}">${section.title}</a></li>\n`;
  });
  return html`<nav class="contents" aria-label="Sections"><ol>\n${items}</ol></nav>\n`;
}

/** One chapter; `index` counts from 0. */
export function sectionHtml(section: Section, index: number): Markup {
  const anchor = anchorOf([index], section.id);
  const verdict = sectionVerdict(section);
  const scenarios = contentsOfSection(section, index).scenarios.filter(({ place }) => place.length === 2);
  return html`<section class="chapter" id="${anchor}" aria-labelledby="${anchor}-title">
<header><h2 id="${anchor}-title"><span class="number">${index + 1}</span> ${section.title}</h2>${verdict === null ? null : verdictPill(verdict)}</header>
${section.lead === undefined ? null : html`<p class="lead">${section.lead}</p>\n`}${scenarioIndex(scenarios)}${blocksHtml(section.blocks, [index])}</section>
`;
}
