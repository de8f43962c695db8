/** The forms a report can take: one line a form; adding one means one renderer and one line here. */
import { renderHtml } from "./html/render-html.ts";
import { renderJson } from "./json/render-json.ts";
import { renderJunit } from "./junit/render-junit.ts";
import { renderMarkdown } from "./markdown/render-markdown.ts";
import type { Report } from "./report.ts";

export type ReportFormat = "html" | "junit" | "markdown" | "json";

/** One form: the file extension without its dot, what it is for, and the pure function that writes it. */
export interface ReportForm {
  readonly extension: string;
  readonly about: string;
  readonly render: (report: Report) => string;
}

/** Command-line choices, help texts and the README's table all come from here. */
export const REPORT_FORMATS = {
  html: { extension: "html", about: "one self-contained page to read, print and sign", render: renderHtml },
  junit: { extension: "xml", about: "JUnit XML for build servers", render: renderJunit },
  markdown: { extension: "md", about: "a short summary for pull requests and mail", render: renderMarkdown },
  json: { extension: "json", about: "the report itself, for programs", render: renderJson },
} as const satisfies Record<ReportFormat, ReportForm>;

/**
 * Writes a report in one form. Pure: no file, no clock, no network; the same report gives the same text.
 *
 * @example
 * const page = render(report, "html");
 */
export function render(report: Report, format: ReportFormat): string {
  return REPORT_FORMATS[format].render(report);
}
