/** Turns each kind of block into HTML. */
import type { Place } from "../contents.ts";
import type { Block, CodeBlock, FactsBlock, NoteBlock, TextBlock } from "../report.ts";
import { anchorOf } from "./anchor.ts";
import { barChart } from "./charts/bar-chart.ts";
import { heatMap } from "./charts/heat-map.ts";
import { lineChart } from "./charts/line-chart.ts";
import { checksHtml } from "./checks.ts";
import { html, type Markup } from "./markup.ts";
import { recordForm } from "./record-form.ts";
import { scenarioArticle } from "./scenario.ts";
import { tableHtml } from "./table.ts";

const NOTES = {
  info: { symbol: "i", word: "Note" },
  warning: { symbol: "!", word: "Attention" },
  problem: { symbol: "✕", word: "Problem" },
} as const satisfies Record<NoteBlock["tone"], { symbol: string; word: string }>;

/** Blocks that stand together; `around` is the place of the section or scenario that holds them. */
export function blocksHtml(blocks: readonly Block[], around: Place): readonly (Markup | null)[] {
  return blocks.map((block, position) => blockHtml(block, [...around, position]));
}

function blockHtml(block: Block, place: Place): Markup | null {
  switch (block.kind) {
    case "text":
      return paragraphs(block);
    case "note":
      return note(block);
    case "checks":
      return checksHtml(block.checks);
    case "table":
      return tableHtml(block);
    case "line-chart":
      return lineChart(block, anchorOf(place, "chart"));
    case "bar-chart":
      return barChart(block, anchorOf(place, "chart"));
    case "heat-map":
      return heatMap(block, anchorOf(place, "chart"));
    case "facts":
      return facts(block);
    case "code":
      return code(block);
    case "record":
      return recordForm(block, anchorOf(place, "record"));
    case "scenario":
      return scenarioArticle({ scenario: block.scenario, place, renderEvidence: blocksHtml });
    default:
      return block satisfies never;
  }
}

function paragraphs({ text }: TextBlock): Markup {
  return html`${text.split(/\n\s*\n/).map((paragraph) => html`<p class="prose">${paragraph.trim()}</p>\n`)}`;
}

function note({ tone, text }: NoteBlock): Markup {
  const { symbol, word } = NOTES[tone];
  return html`<div class="note ${tone}"><span class="disc" aria-hidden="true">${symbol}</span><p><strong>${word}.</strong> ${text}</p></div>\n`;
}

function facts(block: FactsBlock): Markup | null {
  if (block.facts.length === 0) return null;
  return html`<dl class="facts">${block.facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>\n`;
}

function code({ caption, text, folded }: CodeBlock): Markup {
  const frame = html`<pre class="frame" role="group" tabindex="0" aria-label="Text: ${caption}"><code>${text}</code></pre>`;
  if (folded) return html`<details class="code"><summary>${caption}</summary>${frame}</details>\n`;
  return html`<figure class="code"><figcaption>${caption}</figcaption>${frame}</figure>\n`;
}
