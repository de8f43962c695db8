/** The forms of the Field Mapping Document: one line a form. */
import { csvLine } from "../../integration/index.ts";
import { escapeMarkdown, markdownTable, render } from "../../reports/index.ts";
import { COLUMNS, CONDITION_COLUMNS, cellsOf, headsOf } from "./columns.ts";
import { type DocumentedMapping, mappingReport } from "./mapping-report.ts";

export const FORM_NAMES = ["md", "html", "csv"] as const;
export type FormName = (typeof FORM_NAMES)[number];

/** @param generatedAt ISO 8601 */
type Form = (documented: readonly DocumentedMapping[], generatedAt: string) => string;

export const FORMS: Readonly<Record<FormName, Form>> = {
  md: (documented) => documented.map(markdownOf).join("\n"),
  html: (documented, generatedAt) => render(mappingReport(documented, generatedAt), "html"),
  csv: (documented) =>
    csvLine(["Flow", ...headsOf(COLUMNS)]) +
    documented
      .flatMap(({ mapping: { flow, records } }) =>
        records.flatMap(({ fields }) => fields.map((field) => csvLine([flow, ...cellsOf(COLUMNS, field)]))),
      )
      .join(""),
};

function markdownOf({ mapping }: DocumentedMapping): string {
  const { flow, about, file, version, conditions, records, values } = mapping;
  const parts = [
    `# Field mapping: ${escapeMarkdown(flow)}`,
    ...(about === null ? [] : [escapeMarkdown(about)]),
    `Rendered from ${code(file)}, version ${code(version)}.`,
    ...(conditions.length === 0
      ? []
      : [
          table(
            headsOf(CONDITION_COLUMNS),
            conditions.map((each) => cellsOf(CONDITION_COLUMNS, each)),
          ),
        ]),
    ...records.flatMap(({ recordType, condition, knownBy, note, holds, fields }) => [
      `## ${escapeMarkdown(recordType)}`,
      `Known again by ${escapeMarkdown(knownBy)}.`,
      ...(condition === null ? [] : [`Written only when ${code(condition)}.`]),
      ...(note === null ? [] : [escapeMarkdown(note)]),
      ...holds.map(
        (hold) => `Held for a human when ${code(hold.condition)}: ${escapeMarkdown(hold.message)}`,
      ),
      table(
        headsOf(COLUMNS),
        fields.map((field) => cellsOf(COLUMNS, field)),
      ),
    ]),
    ...(values.length === 0
      ? []
      : [
          "## Named values",
          table(
            ["Name", "Worked out"],
            values.map(({ name, expression }) => [name, expression]),
          ),
        ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Inside a code span nothing can be escaped: it is fenced with more ticks than it has. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  markdownTable(
    heads.map(escapeMarkdown),
    rows.map((cells) => cells.map(escapeMarkdown)),
  );
