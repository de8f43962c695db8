import { expect, test } from "vitest";
import { fieldLines, mappedReferences } from "./mapped-references.ts";

const MAPPING = {
  file: "orders.yaml",
  text: `mapping: 1
flow: shopify-orders
records:
  - record: salesOrder
    externalId: { prefix: SHOP-, from: id }
    fields:
      - to: location
        lookup: { record: location, by: name, value: Main Warehouse }
      - to: department
        static: "12"
        because: There is one.
      - to: custbody_channel
        static: web
      - to: class
        from: 'kind = "b2b" ? {"id": "7"} : {"id": "8"}'
        because: Two of them.
      - to: item
        each: lines
        fields:
          - to: item
            lookup: { record: inventoryItem, by: itemId, from: sku }
      - to: memo
        from: note
`,
};

const order = (kind: string, ...skus: readonly string[]) =>
  new TextEncoder().encode(JSON.stringify({ id: 1, kind, lines: skus.map((sku) => ({ sku })) }));

test("what is written in the file is told without any order", async () => {
  expect(await mappedReferences(MAPPING)).toEqual([
    {
      field: "salesOrder.location",
      file: "orders.yaml",
      line: 7,
      target: { kind: "look-up", recordType: "location", by: "name", value: "Main Warehouse" },
    },
    {
      field: "salesOrder.department",
      file: "orders.yaml",
      line: 9,
      target: { kind: "internal-id", recordTypes: ["department"], id: "12" },
    },
    {
      field: "salesOrder.custbody_channel",
      file: "orders.yaml",
      line: 12,
      target: { kind: "custom-field", place: "salesOrder", name: "custbody_channel" },
    },
  ]);
});

test("what orders make of it is told once each, lines of a sublist too", async () => {
  const found = await mappedReferences(MAPPING, [order("b2b", "MUG", "TENT"), order("web", "MUG")]);
  expect(found.map(({ line, target }) => [line, target]).filter(([line]) => Number(line) > 12)).toEqual([
    [14, { kind: "internal-id", recordTypes: ["classification"], id: "7" }],
    [14, { kind: "internal-id", recordTypes: ["classification"], id: "8" }],
    [20, { kind: "look-up", recordType: "inventoryItem", by: "itemId", value: "MUG" }],
    [20, { kind: "look-up", recordType: "inventoryItem", by: "itemId", value: "TENT" }],
  ]);
});

test("an order that cannot be read is no obstacle", async () => {
  expect(await mappedReferences(MAPPING, [new TextEncoder().encode("{")])).toHaveLength(3);
});

test("each field has the line of the row that writes it", () => {
  const lines = fieldLines(MAPPING);
  expect(lines.get("salesOrder.item.item")).toBe(20);
  expect(lines.get("salesOrder.memo")).toBe(22);
});
