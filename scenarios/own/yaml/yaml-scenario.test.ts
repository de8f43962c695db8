import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import type { ScenarioPage } from "../../../reports/index.ts";
import { runScenario } from "../../runner/run-scenario.ts";
import { exampleSetting } from "../../world/example-setting.contract.ts";
import type { Setting } from "../../world/setting.ts";
import { yamlScenario } from "./yaml-scenario.ts";

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

const written = (rest: string): string => `title: A title
why: A reason
given: a world
then: it is found
labels: { edge: money }
${rest}`;

const read = (rest: string) => yamlScenario(written(rest), { file: "own.yaml", id: "own" });
const run = (rest: string): Promise<ScenarioPage> => runScenario(read(rest), setting);
const otherwise = ({ checks }: ScenarioPage) => checks.filter(({ verdict }) => verdict !== "pass");

test("reads as prose with labels; what most have in common need not be said", () => {
  expect(read("expect: { delivered: true }")).toMatchObject({
    id: "own",
    when: "the shop sends the order",
    labels: { stage: "mapping", flow: "orders", severity: "major", edge: "money" },
  });
});

test.each([
  [
    "an order in the builder's words",
    `
order:
  seed: 77
  lines: [{ quantity: 2, price: 20 }, { sku: TENT-2P-GRN, price: "189.00" }]
  discount: { code: SPRING, percent: 10 }
  tax: 0.08
  shipping: 4.90
  tip: 3
  customer: { firstName: Ida, lastName: Invented }
  shippingAddress: { address1: 1 Pier Road, city: Portland, province_code: OR, zip: "97201" }
  note: Mind the dog
expect:
  delivered:
    total: 230.49
    salesOrder: { Memo: Mind the dog, memo: Mind the dog, "PO #": "#1077" }
    customer: { First Name: Ida }`,
  ],
  [
    "an order of nothing, of nobody, to nowhere",
    `
order: { total: 0, customer: none, shippingAddress: none, shipping: none, tax: none }
expect: { delivered: { total: 0, salesOrder: { Memo: null } } }`,
  ],
  [
    "an unknown SKU is held, and named",
    `
order: { lines: [{ sku: NOT-THERE }] }
expect: { deadLetter: { class: data, code: LOOKUP_NOT_FOUND, names: NOT-THERE }, attempts: 1, writes: 0 }`,
  ],
  [
    "the item is made, and the dead letter runs once more",
    `
order: { lines: [{ sku: NOT-THERE }] }
steps:
  - send
  - create: { recordType: inventoryItem, body: { itemId: NOT-THERE, displayName: Now it is } }
  - rerun
expect: { delivered: true }`,
  ],
  [
    "an outage, a repetition, a restart, a death and an edit",
    `
order: { lines: [{ quantity: 1, price: 20.00 }] }
faults: [{ effect: { status: 503 }, window: { forMs: 3600000 } }]
steps: [send, send again, restart, kill, { wait: 2 h }, { edit: { lines: [{ quantity: 3, price: 20.00 }] } }]
expect: { delivered: true }`,
  ],
  [
    "an answer that is lost",
    `
faults: [{ match: { method: PUT, recordType: salesOrder }, effect: reset-after-commit, times: 1 }]
expect: { delivered: true, writes: 1 }`,
  ],
  [
    "records of its own",
    `
records: [{ recordType: inventoryItem, body: { itemId: OWN-1, displayName: Own } }]
order: { lines: [{ sku: OWN-1, price: 5 }] }
expect: { delivered: true }`,
  ],
])("%s", async (_what, rest) => {
  expect(otherwise(await run(rest))).toEqual([]);
});

test("the scenario that the documentation shows is one, and holds", async () => {
  const page = readFileSync("docs/acceptance.md", "utf8");
  const shown = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
  const scenario = shown.find((text) => text.startsWith("title:")) ?? expect.unreachable();
  expect(
    otherwise(await runScenario(yamlScenario(scenario, { file: "docs", id: "shown" }), setting)),
  ).toEqual([]);
});

test.each([
  ["another total", "expect: { delivered: { total: 1.00 } }", /total in NetSuite/],
  [
    "another value of a field",
    "expect: { delivered: { salesOrder: { Memo: nonsense } } }",
    /salesOrder: Memo/,
  ],
  [
    "a dead letter where there is none",
    "expect: { deadLetter: { code: LOOKUP_NOT_FOUND } }",
    /state of the ledger entry/,
  ],
  [
    "another class",
    "order: { lines: [{ sku: NOT-THERE }] }\nexpect: { deadLetter: { class: transient, code: LOOKUP_NOT_FOUND } }",
    /class of the dead letter/,
  ],
  ["more attempts", "expect: { delivered: true, attempts: 2 }", /attempts/],
  ["no writes", "expect: { delivered: true, writes: 0 }", /writes of the sales order/],
])("%s is found out", async (_what, rest, name) => {
  const page = await run(rest);
  expect(page.verdict).toBe("fail");
  expect(
    otherwise(page)
      .map((check) => check.name)
      .join(),
  ).toMatch(name);
});

test.each([
  ["", "Memmo: Hello", "Hello"],
  ["order: { note: Hello }\n", "Mem0: Hello", "Hello"],
  ["", "memmo: null", "not filled in"],
])(
  "a field that there is not is answered with the one that was meant, filled in or not: %s%s",
  async (order, field, expected) => {
    const page = await run(`${order}expect: { delivered: { salesOrder: { ${field} } } }`);
    expect(otherwise(page)).toMatchObject([{ expected, found: "no such field. Did you mean Memo?" }]);
  },
);

test("what is wrong is said from the top of the file to its end", () => {
  const rest =
    "faults: [{ effect: explode }]\nordr: {}\norder: { seed: two }\nexpect: { delivered: true, atempts: 1 }";
  const lines = (): unknown => read(rest);
  expect(lines).toThrow(/own\.yaml:6:.*\nown\.yaml:7:.*\nown\.yaml:8:.*\nown\.yaml:9:/);
});

test.each([
  [
    "a misspelt word",
    "ordr: {}\nexpect: { delivered: true }",
    /own\.yaml:6:7: the file has no setting "ordr"; .*Did you mean order\?/,
  ],
  [
    "a misspelt word inside",
    "order: { lines: [{ quantitty: 2 }] }\nexpect: { delivered: true }",
    /own\.yaml:6:31: order\.lines\.0 has no setting "quantitty"; .*Did you mean quantity\?/,
  ],
  [
    "a misspelt word of several forms",
    "order: { customer: { fristName: Ida } }\nexpect: { delivered: true }",
    /6:33: order\.customer has no setting "fristName"; .*Did you mean firstName\?/,
  ],
  [
    "no amount",
    "order: { total: much }\nexpect: { delivered: true }",
    /6:17: order\.total: is no amount; write it as in 12\.50/,
  ],
  ["nothing expected", "order: {}", /expect is missing; add it/],
  [
    "both outcomes",
    "expect: { delivered: true, deadLetter: { code: X } }",
    /expect: says nothing of the order, or both/,
  ],
  [
    "an unknown step",
    "steps: [sned]\nexpect: { delivered: true }",
    /6:9: steps\.0: is no step; write one of send, /,
  ],
  [
    "an unknown class",
    "expect: { deadLetter: { code: X, class: dta } }",
    /must be one of .*Did you mean data\?/,
  ],
  [
    "text for a number",
    "order: { seed: two }\nexpect: { delivered: true }",
    /6:16: order\.seed: is text; write a number\.$/,
  ],
  [
    "half a piece",
    "order: { lines: [{ quantity: 0.5 }] }\nexpect: { delivered: true }",
    /order\.lines\.0\.quantity: is a number; write a whole number\.$/,
  ],
  [
    "no piece",
    "order: { lines: [{ quantity: 0 }] }\nexpect: { delivered: true }",
    /order\.lines\.0\.quantity: is too small; write more than 0\.$/,
  ],
  [
    "no line",
    "order: { lines: [] }\nexpect: { delivered: true }",
    /order\.lines: is too short; write at least 1 entry\.$/,
  ],
  [
    "a currency in two letters",
    "order: { currency: { currency: EU, rate: '2' } }\nexpect: { delivered: true }",
    /currency: is too short; write exactly 3 characters/,
  ],
  [
    "no moment",
    "order: { placedAt: yesterday }\nexpect: { delivered: true }",
    /order\.placedAt: is no moment; write it as in 2026-11-27T20:00:00Z/,
  ],
  [
    "a list for a value",
    "expect: { delivered: { salesOrder: { Memo: [a] } } }",
    /expect\.delivered\.salesOrder\.Memo: is a list; write text, or a number, or true or false, or null\.$/,
  ],
  [
    "no length of time",
    "steps: [send, { wait: soon }]\nexpect: { delivered: true }",
    /wait: is no length of time; write it as in 90 s/,
  ],
  [
    "an unknown effect",
    "faults: [{ effect: explode }]\nexpect: { delivered: true }",
    /faults\.0\.effect: no known effect; write one of/,
  ],
])("%s is refused with file, line and fix", (_what, rest, message) => {
  expect(() => read(rest)).toThrow(message);
});
