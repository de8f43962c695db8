import { expect, test } from "vitest";
import { parseMapping } from "../mapping-file.ts";
import { exampleValues } from "./example-values.ts";
import { fieldMappingOf } from "./field-mapping.ts";

const MAPPING = `
mapping: 1
flow: shopify-orders
about: Orders.
values:
  goods: |
    line_items[quantity > 0]
records:
  - record: salesOrder
    when: id
    externalId: { prefix: SHOP-, from: id }
    holdWhen: [{ when: free, message: The order is free., advice: Approve it. }]
    fields:
      - { to: memo, from: note, overflow: truncate, master: source, note: The buyer's words. }
      - { to: otherRefNum, from: name, required: true, maxLength: 20 }
      - { to: terms, master: netsuite }
      - { to: currency, lookup: { record: currency, by: symbol, value: USD }, when: id }
      - address: shippingAddress
        from: shipping_address
        limit: 250
        overflow: { split: [addr1, addr2], remainderTo: memo }
        fields: [{ to: addr1, from: street }, { to: city, from: city, overflow: { remainderTo: memo } }]
      - to: item
        each: $goods
        fields: [{ to: quantity, from: quantity }, { to: isClosed, static: true }]
`;

const ORDERS = [
  '{"id":1,"name":"#1","line_items":[]}',
  "no order at all",
  '{"id":2,"name":"#2","note":"Leave it at the door","line_items":[{"quantity":3}],"shipping_address":{"street":"Quay 1","city":"Albany"}}',
].map((text) => new TextEncoder().encode(text));

async function document() {
  const mapping = parseMapping(MAPPING, "mapping.yaml");
  return fieldMappingOf(mapping, await exampleValues(mapping, ORDERS));
}

async function field(name: string) {
  const fields = (await document()).records.flatMap((record) => record.fields);
  return fields.find((each) => each.field === `salesOrder.${name}`);
}

test("names flow, file, version, named values, and how each record is known again", async () => {
  expect(await document()).toMatchObject({
    flow: "shopify-orders",
    about: "Orders.",
    file: "mapping.yaml",
    version: expect.stringMatching(/^[0-9a-f]{12}$/),
    values: [{ name: "goods", expression: "line_items[quantity > 0]" }],
    records: [
      {
        recordType: "salesOrder",
        condition: "id",
        knownBy: "the external id SHOP- followed by id",
        holds: [{ condition: "free", message: "The order is free." }],
      },
    ],
  });
});

test("a field says its source, its owner, its length with where that is known from, and what happens beyond it", async () => {
  expect(await field("memo")).toEqual({
    field: "salesOrder.memo",
    label: "Memo",
    direction: "into NetSuite",
    systemOfRecord: "source",
    kind: "expression",
    source: "note",
    condition: null,
    maxLength: 999,
    lengthSource: "by analogy with the return authorization",
    overflow: "cut off",
    required: false,
    note: "The buyer's words.",
    example: "Leave it at the door",
  });
});

test("a length of the mapping's own goes before NetSuite's, and without a policy too much is held", async () => {
  expect(await field("otherRefNum")).toMatchObject({
    ...{ maxLength: 20, lengthSource: "this mapping", overflow: "held for a human" },
    ...{ label: "Other ref num", required: true, example: "#1" },
  });
});

test("what NetSuite owns is not sent", async () => {
  expect(await field("terms")).toMatchObject({
    kind: "not sent",
    direction: "none",
    systemOfRecord: "netsuite",
  });
});

test("a dynamic look-up says what it looks for, never what it found", async () => {
  expect(await field("currency")).toMatchObject({
    ...{ kind: "dynamic look-up", source: 'the currency whose symbol is "USD"' },
    ...{ condition: "id", example: "currency with symbol USD" },
  });
});

test("fields of addresses and lines say what they look at, with a value of the first order that has one", async () => {
  expect(await field("shippingAddress")).toMatchObject({
    maxLength: 250,
    overflow: "spread over addr1, addr2, the rest goes to memo",
  });
  expect(await field("shippingAddress.addr1")).toMatchObject({
    source: "street of that address",
    example: "Quay 1",
  });
  expect(await field("shippingAddress.city")).toMatchObject({ overflow: "the rest goes to memo" });
  expect(await field("item")).toMatchObject({ source: "one line for each of the value goods" });
  expect(await field("item.quantity")).toMatchObject({ source: "quantity of the line", example: "3" });
  expect(await field("item.isClosed")).toMatchObject({
    kind: "static value",
    source: "always true",
    example: "true",
  });
});

test("without examples the document is the same, without example values", async () => {
  const mapping = parseMapping(MAPPING, "mapping.yaml");
  const fields = fieldMappingOf(mapping).records.flatMap((record) => record.fields);
  expect(fields.map(({ example }) => example)).toEqual(fields.map(() => null));
});
