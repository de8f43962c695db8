import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { REPORT_FORMATS, type ReportFormat, render } from "./formats.ts";
import { anyReport } from "./samples/hostile-report.contract.ts";
import { FAILED_GATE, PASSED_UAT, SAMPLES, UNTESTED_GATE } from "./samples/samples.ts";
import { VERDICTS, verdictOf } from "./verdict.ts";

const FORMATS = Object.keys(REPORT_FORMATS) as ReportFormat[];

test("there are four forms, each with an extension of its own", () => {
  expect(FORMATS).toEqual(["html", "junit", "markdown", "json"]);
  expect(new Set(Object.values(REPORT_FORMATS).map(({ extension }) => extension)).size).toBe(4);
});

test("the README lists every form as it is", () => {
  const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
  for (const [name, { extension, about }] of Object.entries(REPORT_FORMATS)) {
    expect(readme).toContain(`| \`${name}\` | \`.${extension}\` | ${about} |`);
  }
});

test.each(FORMATS)("%s says the same twice, and leaves the report as it was", (format) => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const before = structuredClone(report);
      expect(render(report, format)).toBe(render(structuredClone(report), format));
      expect(report).toEqual(before);
    }),
    { numRuns: 50 },
  );
});

test.each(FORMATS)("%s holds the title of every sample and the names of what failed", (format) => {
  for (const report of SAMPLES) expect(render(report, format)).toContain(report.title);
  expect(render(FAILED_GATE, format)).toContain("The dead letter names the SKU");
});

test.each(["html", "markdown"] as const)("%s says the verdict as a word", (format) => {
  for (const report of [FAILED_GATE, PASSED_UAT, UNTESTED_GATE]) {
    expect(render(report, format)).toContain(VERDICTS[verdictOf(report)].word);
  }
});

test.each(FORMATS)("%s never shows a contradicted claim", (format) => {
  const claimed = render({ ...FAILED_GATE, verdict: "pass" }, format);
  expect(claimed).toBe(render(FAILED_GATE, format));
});
