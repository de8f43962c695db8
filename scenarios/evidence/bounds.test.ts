/** What a page leaves out: nothing of a failure, never a dead letter before what went well, and never without saying so. */
import { beforeAll, expect, test } from "vitest";
import type { Block, ScenarioPage } from "../../reports/index.ts";
import { perfectOrder } from "../catalogue/money/perfect-order.ts";
import { anOrder } from "../orders/an-order.ts";
import { runScenario } from "../runner/run-scenario.ts";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";

const ORDERS = 30;

let setting: Setting;
let passed: ScenarioPage;
let failed: ScenarioPage;

/** Of the orders only the last, by its key too, is held. */
const burst = (expected: number): Promise<ScenarioPage> =>
  runScenario(
    {
      ...perfectOrder,
      async run({ shop, core, expect: findings }) {
        for (let n = 0; n < ORDERS; n += 1) {
          const sku = n === ORDERS - 1 ? "NOBODY-HAS-THIS" : setting.knownSku;
          await shop.send(anOrder(4_100 + n).withLines([{ sku, quantity: 1, price: "20.00" }]));
        }
        await core.untilDrained();
        findings.equal("orders delivered", (await core.counts()).delivered, expected);
      },
    },
    setting,
  );

beforeAll(async () => {
  setting = await exampleSetting();
  passed = await burst(ORDERS - 1);
  failed = await burst(ORDERS);
});

const remarksOf = ({ evidence }: ScenarioPage): readonly string[] =>
  evidence.flatMap((block) => (block.kind === "note" && block.tone === "info" ? [block.text] : []));

const captionsOf = ({ evidence }: ScenarioPage, wanted: RegExp): readonly string[] =>
  evidence.flatMap((block: Block) =>
    "caption" in block && wanted.test(block.caption) ? [block.caption] : [],
  );

test("what a passing page leaves out of a burst is said with its number", () => {
  expect(passed.verdict).toBe("pass");
  const requests = Number(/\d+/.exec(captionsOf(passed, /^Requests NetSuite received/)[0] ?? "")?.[0]);
  expect(remarksOf(passed)).toEqual([
    expect.stringMatching(/^\d+ more of record type salesOrder/),
    expect.stringMatching(/^\d+ more of record type customer/),
    "Shown whole: 8 of 30 webhooks, those that were not taken first.",
    "Shown whole: 12 of 30 histories, dead letters and what people touched first.",
    `Shown whole: 24 of ${requests} requests, those that wrote or were refused first.`,
  ]);
});

test("the dead letter comes before the histories of what went well", () => {
  const held = passed.evidence.findIndex(({ kind }) => kind === "facts");
  expect(JSON.stringify(passed.evidence[held])).toContain("NOBODY-HAS-THIS");
  const first = passed.evidence.findIndex((block) => "caption" in block && /^History of/.test(block.caption));
  expect(held).toBe(first + 1);
});

test("of a failure nothing is left out", () => {
  expect(failed.verdict).toBe("fail");
  expect(remarksOf(failed)).toEqual([]);
  expect(captionsOf(failed, /^From the shop, no/)).toHaveLength(ORDERS);
  expect(captionsOf(failed, /^History of entry/)).toHaveLength(ORDERS);
  const [caption = ""] = captionsOf(failed, /^Requests NetSuite received/);
  expect(captionsOf(failed, /^\d+\. (?:GET|PUT|POST|PATCH) /)).toHaveLength(Number(/\d+/.exec(caption)?.[0]));
});
