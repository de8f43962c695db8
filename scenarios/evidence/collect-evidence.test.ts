/** What a page shows beside its checks: everything that a person needs who was not there. */
import { beforeAll, expect, test } from "vitest";
import type { Block } from "../../reports/index.ts";
import { unknownSku } from "../catalogue/items/unknown-sku.ts";
import { perfectOrder } from "../catalogue/money/perfect-order.ts";
import { runScenario } from "../runner/run-scenario.ts";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

const ofKind = <K extends Block["kind"]>(evidence: readonly Block[], kind: K) =>
  evidence.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);

test("an order's evidence goes from the shop's payload over mapping and requests to the record as its form shows it", async () => {
  const { evidence } = await runScenario(perfectOrder, setting);
  const [order, customer, ...others] = ofKind(evidence, "record");
  expect([order?.recordType, customer?.recordType, others]).toEqual(["Sales Order", "Customer", []]);
  const captions = evidence.map((block) => ("caption" in block ? block.caption : block.kind));
  for (const wanted of [/^From the shop/, /^Mapping applied to .*: salesOrder/, /^History of entry #1/])
    expect(captions.some((caption) => wanted.test(caption))).toBe(true);
  const payload = ofKind(evidence, "code").find(({ caption }) => /^From the shop/.test(caption));
  expect(payload?.text).toContain('"total_price"');
  expect(JSON.stringify(evidence)).not.toContain("more characters");
  const requests = ofKind(evidence, "code").filter(({ folded }) => folded);
  expect(requests.at(-1)?.caption).toMatch(/PUT .*salesOrder\/eid:SHOP-\d+.* → 204$/);
  expect(requests.at(-1)?.text).toContain('"otherRefNum": "#1011"');
});

test("the mapping says of each field where it comes from and what it came to", async () => {
  const { evidence } = await runScenario(perfectOrder, setting);
  const applied = ofKind(evidence, "table").find(({ caption }) =>
    /^Mapping applied.*salesOrder/.test(caption),
  );
  const rows = new Map(applied?.rows.map(([field, , kind, value]) => [field, [kind, value]]));
  expect(rows.get("salesOrder.otherRefNum")).toEqual(["expression", "#1011"]);
  expect(rows.get("salesOrder.currency")).toEqual(["dynamic look-up", "currency with symbol USD"]);
});

test("a dead letter that was re-run shows why it waited and who did what", async () => {
  const { evidence } = await runScenario(unknownSku, setting);
  const facts = ofKind(evidence, "facts").flatMap((block) => block.facts.map(({ value }) => value));
  expect(facts).toContain("NOT-YET-IN-NETSUITE-1");
  const people = ofKind(evidence, "table").find(({ caption }) => caption.startsWith("What people did"));
  expect(people?.rows).toEqual([
    [expect.stringMatching(/^2026-11-27 14:3\d:/), "anna@acme-store.example", "rerun", "item created"],
  ]);
});

test("no secret of any request is in the evidence", async () => {
  const { evidence } = await runScenario(perfectOrder, setting);
  const text = JSON.stringify(evidence);
  expect(text).toContain("authorization: [redacted]");
  expect(text).not.toMatch(/oauth_signature|oauth_token|a-webhook-secret/);
});
