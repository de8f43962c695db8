import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { FlowKind } from "./check-flow.ts";
import { documentFlow } from "./document-flow.ts";

const exampleOf = (kind: FlowKind, name: string) => {
  const file = `examples/acme-store/mappings/${name}.yaml`;
  return documentFlow({ kind, file, text: readFileSync(file, "utf8") });
};

test.each<[FlowKind, string, string]>([
  ["netsuite-inventory", "inventoryLevel.quantity", "its SKU and the shop's location"],
  ["netsuite-prices", "variant.price", "its SKU"],
  ["netsuite-fulfilments", "fulfillment.lines.quantity", "its order, its lines and its tracking numbers"],
])(
  "a flow of the kind %s goes into the shop, and NetSuite has the say over %s",
  async (kind, field, knownBy) => {
    const { records } = await exampleOf(kind, kind);
    expect(records).toHaveLength(1);
    expect(records[0]?.knownBy).toBe(knownBy);
    expect(records[0]?.fields.find((each) => each.field === field)).toMatchObject({
      direction: "into the shop",
      systemOfRecord: "netsuite",
      required: true,
      maxLength: null,
    });
  },
);

test("which location stands behind which is said, since each is written by itself", async () => {
  const { records } = await exampleOf("netsuite-inventory", "netsuite-inventory");
  expect(records[0]?.note).toBe("Once for each location: Shop warehouse is Main Warehouse in NetSuite.");
});

test("what is skipped, waits or is held for a human is listed with its reason, in the order in which it is asked", async () => {
  const text = `mapping: 1
flow: orders
skipWhen: [{ when: test, reason: It is a test. }]
waitWhen: [{ when: open, inNetSuite: status.id = "B", message: It is being packed., advice: Wait. }]
holdWhen: [{ when: free, message: It is free., advice: Approve it. }]
records:
  - record: salesOrder
    externalId: { prefix: S-, from: id }
    fields: [{ to: memo, from: note }]
`;
  expect((await documentFlow({ kind: "shopify-orders", file: "m.yaml", text })).conditions).toEqual([
    { outcome: "skipped", condition: "test", inNetSuite: null, reason: "It is a test." },
    { outcome: "waits", condition: "open", inNetSuite: 'status.id = "B"', reason: "It is being packed." },
    { outcome: "held for a human", condition: "free", inNetSuite: null, reason: "It is free." },
  ]);
});
