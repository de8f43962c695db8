import fc from "fast-check";
import { expect, test } from "vitest";
import type { Check, Report } from "../report.ts";
import { anyReport } from "../samples/hostile-report.contract.ts";
import { ZERO_DOLLAR } from "../samples/sample-scenarios.ts";
import { FAILED_GATE, PASSED_UAT, UNTESTED_GATE } from "../samples/samples.ts";
import { renderMarkdown } from "./render-markdown.ts";

/** GitHub refuses a longer comment. */
const LONGEST_COMMENT = 65_536;

test("the verdict comes first", () => {
  expect(renderMarkdown(FAILED_GATE)).toMatch(/^## ❌ Fail: Acme Store/);
  expect(renderMarkdown(PASSED_UAT)).toMatch(/^## ✅ Pass: /);
  expect(renderMarkdown(UNTESTED_GATE)).toMatch(/^## ⚪ Not run: /);
});

test("each stage is one row with its counts", () => {
  expect(renderMarkdown(FAILED_GATE)).toContain(
    "| User acceptance | ❌ Fail | **1 failed**, 1 not run, 7 passed |",
  );
});

test("what failed stands before the figures and the passing scenarios", () => {
  const text = renderMarkdown(FAILED_GATE);
  const places = ["### What failed", "The dead letter names the SKU", "| Figure |", "<details>"].map((part) =>
    text.indexOf(part),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("passing scenarios are folded, failed ones are not among them", () => {
  const [, folded = ""] = renderMarkdown(FAILED_GATE).split("<summary>2 scenarios passed</summary>");
  expect(folded).toContain("An order that costs nothing");
  expect(folded).not.toContain("An unknown SKU");
});

test("what was not offered is named with the reason, folded", () => {
  const scenario = {
    ...ZERO_DOLLAR,
    verdict: "not-run",
    notOffered: "The target offers no dead letters.",
  } as const;
  const blocks = [{ kind: "scenario", scenario } as const];
  const text = renderMarkdown({ ...PASSED_UAT, sections: [{ id: "uat", title: "UAT", blocks }] });
  const [, folded = ""] = text.split("<summary>1 scenario was not offered</summary>");
  expect(folded).toContain(
    "- ⚪ An order that costs nothing arrives like any other (zero-dollar-order): The target offers no dead letters.",
  );
});

test("a section that tests nothing is no stage", () => {
  expect(renderMarkdown(UNTESTED_GATE)).not.toContain("Settings of the run");
});

test("a report of any size fits into one comment and says what it left out", () => {
  const long = "&".repeat(5000);
  const checks = Array.from(
    { length: 500 },
    (): Check => ({ name: long, verdict: "fail", detail: long, expected: long, found: long }),
  );
  const scenario = { ...ZERO_DOLLAR, title: "x".repeat(5000) };
  const section = {
    id: "a",
    title: long,
    blocks: [
      { kind: "checks" as const, checks },
      ...Array.from({ length: 200 }, () => ({ kind: "scenario" as const, scenario })),
    ],
  };
  const report: Report = {
    ...PASSED_UAT,
    title: long,
    summary: Array.from({ length: 100 }, () => ({ label: long, value: long, hint: long })),
    sections: [
      section,
      ...Array.from({ length: 100 }, (_, index) => ({
        ...section,
        id: String(index),
        blocks: section.blocks.slice(0, 1),
      })),
    ],
  };
  const text = renderMarkdown(report);
  expect(text.length).toBeLessThan(LONGEST_COMMENT);
  expect(text).toContain("more");
});

test("any report, hostile in every field, keeps the shape of the comment", () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      for (const line of renderMarkdown(report).split("\n"))
        expect(line).toMatch(line.startsWith("  - Alone: ") ? COMMAND_LINE : OWN_LINE);
    }),
    { numRuns: 80 },
  );
});

test("a table row never has more cells than its table", () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const widths = renderMarkdown(report)
        .split("\n")
        .filter((line) => line.startsWith("|"))
        .map((line) => line.replace(/\\[\s\S]/g, "").split("|").length - 2);
      expect(widths.filter((width) => width !== 2 && width !== 3)).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test("a failed scenario is named by its id, with the command that repeats it as it is to be typed", () => {
  const text = renderMarkdown(FAILED_GATE);
  expect(text).toContain(
    "(User acceptance: An unknown SKU waits for a human, and only that order waits, unknown-sku)",
  );
  expect(text).toContain("- Alone: `drydock uat --config 'my $hop/drydock.yaml' --only unknown-sku`");
});

/** Between two equal fences that the command itself does not hold. */
const COMMAND_LINE = /^ {2}- Alone: (`+)(?!`)((?!\1(?!`)).)+\1$/;

/** Every line that the renderer itself begins, or a paragraph that begins no block and holds no tag. */
const OWN_LINE =
  /^$|^## (✅|❌|⚪) |^### What failed$|^\| |^- \*\*|^ {2}- (Expected|Found|Detail): |^- (✅|⚪) |^- … and \d+ more$|^\*\*|^Report of |^<details><summary>\d+ scenarios? (passed|were not offered|was not offered)<\/summary>$|^<\/details>$|^[^<>#|`*-][^<>|`]*(\\.[^<>|`]*)*$|^(\\.[^<>|`]*)+$/;
