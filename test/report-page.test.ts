/** The report as people open it: in a real browser, from a file, at a desk and on a phone. */
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gateDocument } from "../cli/gate/gate-document.ts";
import { gateReport } from "../cli/gate/gate-report.ts";
import { stakeholderReports, uatReport } from "../cli/uat/uat-report.ts";
import { type Check, render } from "../reports/index.ts";
import { scenarioSection } from "../scenarios/index.ts";
import { openChromium, whyNoChromium } from "./chromium.ts";
import { exampleProject, gateOn } from "./example-project.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser: Browser | null = null;
let file: string;
/** What one stakeholder is given, and the page of a run in which something failed. */
let others: readonly string[];

beforeAll(async () => {
  browser = await openChromium();
  if (browser === null) return;
  const project = await exampleProject();
  const gate = await gateOn(project, { scenarios: ["perfect-order", "unknown-sku"] });
  const folder = await mkdtemp(join(tmpdir(), "drydock-page-"));
  file = join(folder, "gate.html");
  const generatedAt = new Date("2026-11-27T12:00:00Z");
  const earlier = gateDocument(gate, generatedAt, null);
  const document = gateDocument(gate, generatedAt, earlier);
  await writeFile(file, render(gateReport(gate, document, earlier.generatedAt), "html"));
  const failed = gate.uat.pages.map((page) => ({ ...page, verdict: "fail" as const, checks: [WRONG] }));
  const run = { verdict: "fail" as const, project, pages: failed, generatedAt, earlier: null };
  const reports = {
    ...stakeholderReports(run),
    failed: uatReport(run, { ...gate.uat, verdict: "fail", section: scenarioSection(failed) }),
  };
  others = await Promise.all(
    Object.entries(reports).map(async ([name, report]) => {
      const page = join(folder, `${name}.html`);
      await writeFile(page, render(report, "html"));
      return page;
    }),
  );
});

const WRONG: Check = {
  name: "total",
  verdict: "fail",
  expected: '{"total":"42.60"}',
  found: '{"total":"42.06"}',
};

afterAll(() => browser?.close());

interface Screen {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
}

/** Opens the page and counts what it asks the network for. */
async function open({ width, colorScheme }: Screen, skip: (why: string) => never, opened = file) {
  if (browser === null) return skip(whyNoChromium);
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(opened).href);
  return { page, asked };
}

/** The page forbids every script, its own included, so axe is run past that policy. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(AXE, "utf8"));
  return page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, help }) => id + ': ' + help))",
  );
}

test.for<Screen>([
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 390, colorScheme: "light" },
])("is readable and accessible at $width pixels in $colorScheme", async (screen, { skip }) => {
  const { page, asked } = await open(screen, skip);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(screen.width);
  expect(await violationsOn(page)).toEqual([]);
  expect(asked).toEqual([pathToFileURL(file).href]);
});

test("the pages of stakeholders and of a failed run are as readable and accessible, and mark what differs", async ({
  skip,
}) => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const each of others) {
      const { page } = await open({ width: 390, colorScheme }, skip, each);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
      expect([each, await violationsOn(page)]).toEqual([each, []]);
      if (each.endsWith("/failed.html")) {
        const marked = await page.locator(".failures mark").allTextContents();
        expect(marked.slice(0, 2)).toEqual(["42.60", "42.06"]);
      }
      await page.close();
    }
  }
});

test("says first whether to cut over, and shows each scenario with its evidence", async ({ skip }) => {
  const { page } = await open({ width: 1280, colorScheme: "light" }, skip);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Acme Store: ready to cut over");
  const scenario = page
    .getByRole("article")
    .filter({ hasText: "An unknown SKU is held for a human" })
    .first();
  await scenario.getByText("Evidence").first().click();
  expect(await scenario.textContent()).toContain("PUT /services/rest/record/v1/salesOrder/eid:SHOP-");
});

test("sets scenarios and peak beside those of the run before, and the plan beside others", async ({
  skip,
}) => {
  const { page } = await open({ width: 1280, colorScheme: "light" }, skip);
  for (const name of ["Since the run before", "The peak since the run before"])
    expect(await page.getByRole("heading", { level: 2, name }).count()).toBeGreaterThan(0);
  const chosen = page.locator(".heat-map td.chosen");
  expect(await chosen.textContent()).toMatch(/✓, holds◆, chosen$/);
});

test("shows no secret anywhere in the evidence", async ({ skip }) => {
  if (browser === null) return skip(whyNoChromium);
  const html = await readFile(file, "utf8");
  expect(html).not.toMatch(/oauth_signature|tokenSecret|consumerSecret|a-webhook-secret/i);
});
