/** The shop's side of a scenario: what it sent and was answered, what it was asked, and what it holds in the end. */
import { beforeAll, expect, test } from "vitest";
import type { Block } from "../../reports/index.ts";
import { forgedWebhook } from "../catalogue/door/strangers.ts";
import { partShipments, staleStock } from "../catalogue/shop/into-the-shop.ts";
import { runScenario } from "../runner/run-scenario.ts";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

const tableCalled = (
  evidence: readonly Block[],
  caption: RegExp,
): readonly (readonly string[])[] | undefined =>
  evidence.flatMap((block) => (block.kind === "table" && caption.test(block.caption) ? [block.rows] : []))[0];

const textsCalled = (evidence: readonly Block[], caption: RegExp): readonly string[] =>
  evidence.flatMap((block) => (block.kind === "code" && caption.test(block.caption) ? [block.text] : []));

test("each webhook stands beside what the shop was answered, a refused one too, and its signature nowhere", async () => {
  const { evidence, verdict } = await runScenario(forgedWebhook, setting);
  expect(verdict).toBe("pass");
  const rows = tableCalled(evidence, /^Webhooks of the shop/) ?? [];
  expect(rows.map((row) => row[3])).toContain("401");
  const [refused = ""] = textsCalled(evidence, /^From the shop, no\. \d+: .* → 401/);
  expect(refused).toContain("x-shopify-topic: orders/create");
  expect(refused).toContain("x-shopify-hmac-sha256: [redacted]");
  expect(refused).toMatch(/← 401\n\n\S/);
});

test("part shipments end with the shop's parcels, after every request and reply of its Admin API", async () => {
  const { evidence } = await runScenario(partShipments, setting);
  const sku = setting.knownSku;
  expect(tableCalled(evidence, /holds afterwards: parcels, 2 in all/)?.map((row) => row.slice(2))).toEqual([
    [`2 × ${sku}`, expect.any(String), "1Z-ONE", expect.any(String)],
    [`3 × ${sku}`, expect.any(String), "1Z-TWO", expect.any(String)],
  ]);
  expect(tableCalled(evidence, /holds afterwards: orders/)).toEqual([[expect.any(String), sku, "5", "0"]]);
  const [lost = "", carriedOut = ""] = textsCalled(evidence, /^Shop \d+\. DrydockFulfil →/);
  expect(lost).toContain("← no answer");
  expect(carriedOut).toContain("mutation DrydockFulfil");
  expect(carriedOut).toContain("variables: {");
  expect(carriedOut).toContain("← 200");
  const text = JSON.stringify(evidence);
  expect(text).toContain("x-shopify-access-token: [redacted]");
  expect(text).not.toContain("shpat-for-tests-only");
});

test("stock that was taken to the shop is shown by its place", async () => {
  const { evidence } = await runScenario(staleStock, setting);
  expect(tableCalled(evidence, /holds afterwards: prices and stock/)).toEqual([
    [setting.knownSku, "12.00", "0"],
  ]);
});

test("times, requests and the shop's contents are the same in every run", async () => {
  const [first, second] = [
    await runScenario(partShipments, setting),
    await runScenario(partShipments, setting),
  ];
  expect(second.evidence).toEqual(first.evidence);
  const times = tableCalled(first.evidence, /^Requests the shop's Admin API received/)?.map((row) => row[1]);
  expect(new Set(times).size).toBeGreaterThan(1);
});
