/** The neutral report model: what any run of Drydock found, before anyone decides how it is shown. */

/**
 * What a test came to: `pass` it holds, `fail` it was tested and does not hold, `not-run` it could not be
 * tested or was left out. Nothing is ever `pass` by default.
 */
export type Verdict = "pass" | "fail" | "not-run";

/** One whole report: plain data, complete in itself, the input of every renderer. */
export interface Report {
  readonly title: string;
  /** One line under the title: which integration, which account, which run. */
  readonly subtitle: string;
  /** ISO 8601 with time zone, given by the caller: renderers read no clock. */
  readonly generatedAt: string;
  /** What the author of the report claims; `verdictOf` overrules a claim that the contents contradict. */
  readonly verdict: Verdict;
  /** What was no part of the run though it could have been, in a sentence: it stands beside the verdict. */
  readonly leftOut?: string;
  /** The handful of figures that a reader looks for first. */
  readonly summary: readonly Metric[];
  readonly sections: readonly Section[];
}

/** One figure with its meaning. `value` is already formatted, unit included. */
export interface Metric {
  readonly label: string;
  readonly value: string;
  /** What the figure is measured against, e.g. "limit 15". */
  readonly hint?: string;
  /** @default "neutral" */
  readonly tone?: "good" | "bad" | "neutral";
}

/** One chapter of a report. `id` is stable from run to run: JUnit uses it as class name, HTML in its links. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** What the chapter says, in a sentence or two. */
  readonly lead?: string;
  /** Left out: follows from the checks and scenarios in the chapter; a chapter without any has no verdict. */
  readonly verdict?: Verdict;
  readonly blocks: readonly Block[];
}

/** One thing with one answer. `expected` and `found` stand side by side wherever there is room. */
export interface Check {
  readonly name: string;
  readonly verdict: Verdict;
  readonly detail?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly durationMs?: number;
}

/** One scenario, written so that the person who signs it off needs no other page. */
export interface ScenarioPage {
  /** Stable from run to run, e.g. "unknown-sku". */
  readonly id: string;
  readonly title: string;
  /** What the business loses when this goes wrong. */
  readonly why: string;
  readonly given: string;
  readonly when: string;
  readonly then: string;
  readonly verdict: Verdict;
  readonly durationMs: number;
  readonly checks: readonly Check[];
  /** What proves the checks; folded away until somebody asks. */
  readonly evidence: readonly Block[];
  /** The evidence is what the reader has come for: not folded. */
  readonly evidenceShown?: true;
  /** Of one that failed: the command that runs it again, and nothing else. */
  readonly alone?: string;
  /** Of one that was not run: what it needs and is not offered where it was to run. */
  readonly notOffered?: string;
  readonly tags: readonly string[];
}

/** Paragraphs; an empty line starts the next one. */
export interface TextBlock {
  readonly kind: "text";
  readonly text: string;
}

/** One remark that must not be overlooked. */
export interface NoteBlock {
  readonly kind: "note";
  readonly tone: "info" | "warning" | "problem";
  readonly text: string;
}

export interface ChecksBlock {
  readonly kind: "checks";
  readonly checks: readonly Check[];
}

/** A table of formatted cells. A row that is too short is filled with empty cells. */
export interface TableBlock {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
}

export interface TableColumn {
  readonly label: string;
  /** @default "left" */
  readonly align?: "left" | "right";
}

/** Lines over a common x. Points that are not finite are left out of the drawing. */
export interface LineChartBlock {
  readonly kind: "line-chart";
  readonly title: string;
  /** The text alternative: what the chart shows, in a sentence. */
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
  readonly limit?: { readonly label: string; readonly y: number };
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** Draw steps: each value holds until the next point (slots in use, states), instead of sloping to it. */
  readonly step?: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One bar a row, in the order given. */
export interface BarChartBlock {
  readonly kind: "bar-chart";
  readonly title: string;
  /** The text alternative: what the chart shows, in a sentence. */
  readonly description: string;
  readonly xLabel: string;
  readonly bars: readonly Bar[];
  readonly limit?: { readonly label: string; readonly value: number };
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is written beside the bar, unit included. */
  readonly display: string;
  readonly highlighted?: boolean;
}

/** Figures by two things at once, the higher the darker. A cell that is null does not exist. */
export interface HeatMapBlock {
  readonly kind: "heat-map";
  readonly title: string;
  /** The text alternative: what the map shows, in a sentence. */
  readonly description: string;
  /** What the columns are, and what the rows are. */
  readonly xLabel: string;
  readonly yLabel: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly (HeatCell | null)[] }[];
}

export interface HeatCell {
  readonly value: number;
  /** The value as it is written in the cell, unit included. */
  readonly display: string;
  readonly holds: boolean;
  /** The one that the reader has, or is to take. */
  readonly chosen?: boolean;
}

/** Label and value pairs: the settings of a run, the ids of a record. */
export interface FactsBlock {
  readonly kind: "facts";
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** Text as a machine wrote it: a request, a response, a line of a log. Redacted by the caller. */
export interface CodeBlock {
  readonly kind: "code";
  readonly caption: string;
  readonly text: string;
  /** Only the caption is shown until somebody asks: one of many. */
  readonly folded?: true;
}

/** A record of the target system as its form shows it: what the business will see. */
export interface RecordBlock {
  readonly kind: "record";
  /** As the form's head calls it, e.g. "Sales Order". */
  readonly recordType: string;
  /** The number or name beside it, e.g. "SO1042"; may be empty. */
  readonly name: string;
  readonly internalId: string;
  readonly groups: readonly { readonly title: string; readonly fields: readonly RecordField[] }[];
  readonly sublists: readonly RecordSublist[];
}

export interface RecordField {
  readonly label: string;
  readonly value: string;
  /** Given by the target system, and another one in the next run: shown, but no part of what is signed. */
  readonly assigned?: true;
}

export interface RecordSublist {
  readonly title: string;
  readonly columns: readonly string[];
  /** As many cells as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

export interface ScenarioBlock {
  readonly kind: "scenario";
  readonly scenario: ScenarioPage;
}

/** Everything a section, or the evidence of a scenario, can be made of. */
export type Block =
  | TextBlock
  | NoteBlock
  | ChecksBlock
  | TableBlock
  | LineChartBlock
  | BarChartBlock
  | HeatMapBlock
  | FactsBlock
  | CodeBlock
  | RecordBlock
  | ScenarioBlock;
