import fc from "fast-check";
import { expect, test } from "vitest";
import { elementsOf, named, type ReadElement, readXml } from "../junit/xml-reader.contract.ts";
import type { Report } from "../report.ts";
import { anyReport } from "../samples/hostile-report.contract.ts";
import { ZERO_DOLLAR } from "../samples/sample-scenarios.ts";
import { FAILED_GATE, PASSED_UAT, SAMPLES, UNTESTED_GATE } from "../samples/samples.ts";
import { renderHtml } from "./render-html.ts";

const ALLOWED_LINK = /^#s\d[\w-]*$|^#report$/;

test("any report, hostile in every field, gives a well-formed page that can run and load nothing", () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const source = renderHtml(report);
      expect(source.toLowerCase()).not.toContain("<script");
      const elements = elementsOf(readXml(source));
      for (const element of elements) expect(complaintsAbout(element)).toEqual([]);
      expect(elements.filter(({ name }) => name === "style")).toHaveLength(1);
    }),
    { numRuns: 120 },
  );
});

test("every id on a page is unique and every reference leads somewhere", () => {
  fc.assert(
    fc.property(anyReport, (report) => expectSoundReferences(readXml(renderHtml(report)))),
    { numRuns: 50 },
  );
  for (const report of SAMPLES) expectSoundReferences(readXml(renderHtml(report)));
});

test("headings start at one h1 and never skip a level", () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const levels = elementsOf(readXml(renderHtml(report)))
        .filter(({ name }) => /^h[1-6]$/.test(name))
        .map(({ name }) => Number(name.slice(1)));
      expect(levels.filter((level) => level === 1)).toEqual([1]);
      for (const [index, level] of levels.entries())
        expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50 },
  );
});

test("the page has a language, a title with the verdict, landmarks and a link to skip to the report", () => {
  const page = pageOf(FAILED_GATE);
  expect(page.attributes["lang"]).toBe("en");
  expect(named(page, "title")[0]?.text).toBe("Fail: Acme Store to NetSuite: cutover gate");
  for (const landmark of ["main", "nav", "footer"]) expect(named(page, landmark).length).toBeGreaterThan(0);
  expect(named(page, "main")[0]?.attributes["id"]).toBe("report");
  expect(named(page, "a")[0]).toMatchObject({ attributes: { href: "#report" }, text: "Skip to the report" });
});

test("a scenario that was not offered says so, and not that it was not run", () => {
  const scenario = { ...ZERO_DOLLAR, verdict: "not-run", notOffered: "The target offers no clock." } as const;
  const blocks = [{ kind: "scenario", scenario } as const];
  const page = pageOf({ ...PASSED_UAT, sections: [{ id: "uat", title: "UAT", blocks }] });
  const [article] = named(page, "article");
  const header = article?.children.find(({ name }) => name === "header");
  expect(header?.text).toContain("Not offered");
  expect(header?.text).not.toContain("Not run");
});

test("the page forbids itself to load anything", () => {
  const policy = named(pageOf(PASSED_UAT), "meta").find((meta) => "http-equiv" in meta.attributes);
  expect(policy?.attributes).toMatchObject({ "http-equiv": "Content-Security-Policy" });
  expect(policy?.attributes["content"]).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
});

test("the stylesheet loads nothing either", () => {
  const [style] = named(pageOf(FAILED_GATE), "style");
  expect(style?.text).not.toMatch(/url\(|@import|@font-face|https?:/);
});

test("every table has a caption, column heads and a frame that a keyboard can scroll", () => {
  const frames = elementsOf(pageOf(FAILED_GATE)).filter(({ children }) =>
    children.some(({ name }) => name === "table"),
  );
  expect(frames.length).toBeGreaterThan(4);
  for (const frame of frames) {
    expect(frame.attributes).toMatchObject({ role: "group", tabindex: "0" });
    const caption = named(frame, "caption")[0]?.text ?? "";
    expect(frame.attributes["aria-label"]).toBe(`Table: ${caption}`);
    for (const head of named(frame, "th")) expect(head.attributes["scope"]).toMatch(/^(col|row)$/);
  }
});

test("every verdict on the page is a word and not only a colour", () => {
  const marked = elementsOf(pageOf(FAILED_GATE)).filter(({ attributes }) =>
    /^(mark|pill) \S/.test(attributes["class"] ?? ""),
  );
  expect(marked.length).toBeGreaterThan(20);
  for (const mark of marked) expect(mark.text).toMatch(/Pass|Fail|Not run/);
});

test("a scenario can be read from its title to its evidence", () => {
  const [scenario] = named(pageOf(FAILED_GATE), "article");
  const words = scenario?.text.replace(/\s+/g, " ") ?? "";
  const order = [
    "costs nothing",
    "Why it matters.",
    "Given",
    "When",
    "Then",
    "One sales order",
    "Evidence",
    "Took 412 ms",
  ];
  const places = order.map((part) => words.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("what failed stands before the sections, with a link to its scenario", () => {
  const page = pageOf(FAILED_GATE);
  const list = named(page, "section").find(({ attributes }) => attributes["class"] === "failures");
  expect(list?.text).toContain("The dead letter names the SKU");
  expect(list?.text).toContain("LOOKUP_NOT_FOUND without a value");
  const target = named(list ?? page, "a")[0]?.attributes["href"]?.slice(1);
  expect(named(page, "article").find(({ attributes }) => attributes["id"] === target)?.text).toContain(
    "An unknown SKU",
  );
});

test("a report in which nothing failed has no list of failures", () => {
  expect(pageOf(PASSED_UAT).text).not.toContain("What failed");
});

test("a report that could not be tested says so on its banner", () => {
  const banner = named(pageOf(UNTESTED_GATE), "section").find(
    ({ attributes }) => attributes["aria-label"] === "Verdict",
  );
  expect(banner?.text).toContain("It could not be tested; nothing is proven.");
});

function pageOf(report: Report): ReadElement {
  return readXml(renderHtml(report));
}

function complaintsAbout({ name, attributes }: ReadElement): readonly string[] {
  const forbidden = [
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "form",
    "img",
    "image",
    "use",
    "foreignObject",
  ];
  return [
    ...(forbidden.includes(name) ? [`element ${name}`] : []),
    ...Object.keys(attributes).filter((key) => /^on|^style$|^src|^action$|:href$/.test(key)),
    ...(attributes["href"] === undefined || ALLOWED_LINK.test(attributes["href"])
      ? []
      : [attributes["href"]]),
  ];
}

function expectSoundReferences(page: ReadElement): void {
  const elements = elementsOf(page);
  const ids = elements.flatMap(({ attributes }) => attributes["id"] ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const references = elements.flatMap(({ attributes }) => [
    ...(attributes["aria-labelledby"]?.split(" ") ?? []),
    ...(attributes["href"] === undefined ? [] : [attributes["href"].slice(1)]),
    ...(attributes["fill"] === undefined ? [] : [attributes["fill"].slice("url(#".length, -1)]),
  ]);
  expect(references.filter((reference) => !ids.includes(reference))).toEqual([]);
}
