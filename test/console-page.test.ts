/** The emulator's console as people open it: in a real browser, while the account is at work. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { adminMount, createEmulator, startHttpDoor } from "../emulator/index.ts";
import { openChromium, whyNoChromium } from "./chromium.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const MARKUP = "<img src=x onerror=alert(1)>";

let browser: Browser | null = null;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  browser = await openChromium();
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});
afterAll(() => browser?.close());

interface Screen {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
}

const DESK: Screen = { width: 1280, colorScheme: "light" };

/** The console of an account with a fault, a refused login and names that are markup. */
async function open({ width, colorScheme }: Screen, skip: (why: string) => never, token?: string) {
  if (browser === null) return skip(whyNoChromium);
  const emulator = createEmulator({
    accounts: [
      { accountId: "1234567", tier: "standard", integrations: [{ name: MARKUP }] },
      { accountId: "7654321", tier: "premium" },
    ],
  });
  const account = emulator.account("1234567");
  const door = await startHttpDoor(emulator, { mounts: [adminMount({ emulator, token })] });
  closing.push(door.close);
  account.addFault({ name: MARKUP, match: { method: "POST" }, effect: "over-limit" });
  await fetch(`${door.url}/services/rest/record/v1/customer?q=${encodeURIComponent(MARKUP)}`);
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  closing.push(() => page.close());
  const trouble: string[] = [];
  page.on("pageerror", ({ message }) => trouble.push(message));
  page.on("dialog", (dialog) => trouble.push(dialog.message()));
  page.on("request", (request) => {
    if (!request.url().startsWith(door.url) && !request.url().startsWith("data:"))
      trouble.push(request.url());
  });
  await page.goto(`${door.url}/__drydock/`);
  return { page, account, door, trouble };
}

const rowOf = (page: Page, table: string, text: string) => page.locator(`#${table} tr`, { hasText: text });

/** The page allows its own script alone, so axe is run past that policy. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(AXE, "utf8"));
  return page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, help, nodes }) => id + ': ' + help + ' ' + nodes[0].html))",
  );
}

test.for<Screen>([DESK, { width: 1280, colorScheme: "dark" }, { width: 390, colorScheme: "light" }])(
  "is readable and accessible at $width pixels in $colorScheme, and takes every name for text",
  async (screen, { skip }) => {
    const { page, trouble } = await open(screen, skip);
    await rowOf(page, "faults", MARKUP).waitFor();
    await rowOf(page, "audit", "failure").waitFor();
    await rowOf(page, "journal", "login-refused").waitFor();
    await rowOf(page, "governance", MARKUP).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(screen.width);
    expect(trouble).toEqual([]);
  },
);

test("shows what happens while it is open, and whose account it shows", async ({ skip }) => {
  const { page, account } = await open(DESK, skip);
  await rowOf(page, "governance", "all together").first().waitFor();
  account.occupySlots(4, 3_600_000);
  await rowOf(page, "governance", "4 of 5").waitFor();
  await page.getByLabel("Account").selectOption("7654321");
  await rowOf(page, "faults", "No fault is set.").waitFor();
});

test("faults are set and removed by keyboard, and a wrong one is told why", async ({ skip }) => {
  const { page, account } = await open(DESK, skip);
  await rowOf(page, "faults", MARKUP).waitFor();
  const field = page.getByLabel("Set a fault (JSON)");
  await field.fill('{ "name": "typed", "effect": "explode" }');
  await field.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#fault-answer", { hasText: "no known effect" }).waitFor();
  await field.fill('{ "name": "typed", "effect": "garbage-json" }');
  await field.press("Tab");
  await page.keyboard.press("Enter");
  await rowOf(page, "faults", "typed").waitFor();
  await page.getByRole("button", { name: "Remove fault typed" }).press("Enter");
  await rowOf(page, "faults", "typed").waitFor({ state: "detached" });
  expect(account.faults().map(({ name }) => name)).toEqual([MARKUP]);
});

test("an exchange opens with both bodies, closes by keyboard, and shows no secret", async ({ skip }) => {
  const { page } = await open(DESK, skip);
  await page.getByRole("button", { name: "Show exchange 1" }).press("Enter");
  await page.locator("#exchange-answer", { hasText: "INVALID_LOGIN" }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole("button", { name: "Close" }).press("Enter");
  expect(await page.locator("#exchange").isVisible()).toBe(false);
});

test("with a token it asks for it, and goes on once it has it", async ({ skip }) => {
  const { page } = await open(DESK, skip, "sesame");
  const field = page.getByLabel("Token that the emulator printed");
  await field.waitFor();
  await field.fill("sesame");
  await field.press("Enter");
  await rowOf(page, "faults", MARKUP).waitFor();
  expect(await field.isVisible()).toBe(false);
});
