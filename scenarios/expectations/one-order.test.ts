import { beforeAll, expect, test } from "vitest";
import { anOrder } from "../orders/an-order.ts";
import { runScenario } from "../runner/run-scenario.ts";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";
import { oneOrder } from "./one-order.ts";

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

const mugs = (sku: string) =>
  oneOrder({ stage: "mapping", flow: "orders", severity: "minor", edge: "items" })({
    ...{ id: "mugs", title: "Mugs", why: "", given: "" },
    // biome-ignore lint/suspicious/noThenProperty: a word of a scenario, not a promise
    then: "the order is in NetSuite",
    order: () => anOrder(1).withLines([{ sku, quantity: 1, price: "20.00" }]),
  });

test("an order of which nothing else is said has to be delivered, with the shop's total", async () => {
  const page = await runScenario(mugs(setting.knownSku), setting);
  expect(page.verdict).toBe("pass");
  expect(page.checks.length).toBeGreaterThan(2);
});

test("it fails when the order is held", async () => {
  expect((await runScenario(mugs("NO-SUCH-MUG"), setting)).verdict).toBe("fail");
});
