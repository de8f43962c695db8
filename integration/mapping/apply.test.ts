import { expect, test } from "vitest";
import type { Failure } from "../failure.ts";
import { applyMapping, externalIdOf } from "./apply.ts";
import type { LookupQuery, Lookups } from "./lookups.ts";
import { parseMapping } from "./mapping-file.ts";

const throttled: Failure = {
  class: "throttled",
  code: "CONCURRENCY_LIMIT_EXCEEDED",
  message: "full",
  advice: "Wait.",
};
const notFound = ({ recordType, value }: LookupQuery): Failure => ({
  class: "data",
  code: "LOOKUP_NOT_FOUND",
  message: `NetSuite has no ${recordType} "${value}".`,
  advice: "Create it.",
  value,
});

/** Finds everything but what begins with GHOST, and has no slot for what begins with BUSY. */
const lookups: Lookups = {
  async resolve(query) {
    if (query.value.startsWith("BUSY")) return { ok: false, failure: throttled };
    if (query.value.startsWith("GHOST")) return { ok: false, failure: notFound(query) };
    return { ok: true, internalId: `${query.recordType}:${query.value}` };
  },
};

function aMapping(rows: string, head = "") {
  const text = `mapping: 1
flow: shopify-orders
${head}records:
  - record: salesOrder
    externalId: { prefix: SHOP-, from: $digits(id) }
    fields:
${rows}`;
  return parseMapping(text, "m.yaml");
}

function apply(rows: string, source: Record<string, unknown>, head?: string) {
  return applyMapping({ mapping: aMapping(rows, head), source: { id: "1", ...source }, lookups });
}

async function bodyOf(rows: string, source: Record<string, unknown>, head?: string) {
  const result = await apply(rows, source, head);
  return result.ok ? result.records[0]?.body : result.failure;
}

test("a value that is missing, null or empty leaves its field out", async () => {
  const rows =
    "      - { to: memo, from: note }\n      - { to: email, from: email }\n      - { to: otherRefNum, from: nothing }\n";
  expect(await bodyOf(rows, { note: "", email: null })).toEqual({});
});

test("a required value that is missing holds the order and names its field", async () => {
  const result = await apply("      - { to: otherRefNum, from: name, required: true }\n", {});
  expect(result).toMatchObject({
    ok: false,
    failure: { class: "data", code: "REQUIRED_VALUE_MISSING", field: "salesOrder.otherRefNum" },
  });
});

test("of several rows for one target the first whose condition holds is used", async () => {
  const rows = `      - { to: memo, when: test, static: TEST }
      - { to: memo, when: note, from: note }
      - { to: memo, static: "-" }
`;
  expect(await bodyOf(rows, { test: true, note: "n" })).toEqual({ memo: "TEST" });
  expect(await bodyOf(rows, { test: false, note: "n" })).toEqual({ memo: "n" });
  expect(await bodyOf(rows, {})).toEqual({ memo: "-" });
});

const LINES = `      - to: item
        each: line_items
        required: true
        fields:
          - { to: item, lookup: { record: inventoryItem, by: itemId, from: sku }, required: true }
          - { to: quantity, from: quantity }
      - to: item
        when: tip
        fields:
          - { to: item, lookup: { record: nonInventorySaleItem, by: itemId, value: TIP } }
          - { to: rate, from: tip }
`;

test("several blocks append to one sublist, which an update replaces", async () => {
  const result = await apply(LINES, { tip: "5.00", line_items: [{ sku: "MUG", quantity: 2 }] });
  expect(result.ok && result.records[0]).toMatchObject({
    lines: 2,
    replace: ["item"],
    body: {
      item: {
        items: [
          { item: { id: "inventoryItem:MUG" }, quantity: 2 },
          { item: { id: "nonInventorySaleItem:TIP" }, rate: 5 },
        ],
      },
    },
  });
});

test("an unknown SKU names the SKU and the line, counted from 1", async () => {
  const result = await apply(LINES, { line_items: [{ sku: "MUG" }, { sku: "GHOST-4711" }] });
  expect(result).toMatchObject({
    ok: false,
    failure: {
      code: "LOOKUP_NOT_FOUND",
      field: "salesOrder.item[2].item",
      value: "GHOST-4711",
      message: expect.stringMatching(/GHOST-4711.*salesOrder\.item\[2\]\.item/),
    },
  });
});

test("trouble during a look-up keeps its class, so that the order is tried again", async () => {
  expect(await apply(LINES, { line_items: [{ sku: "BUSY" }] })).toEqual({ ok: false, failure: throttled });
});

test("an order without lines is held when lines are required", async () => {
  expect(await apply(LINES, { line_items: [] })).toMatchObject({
    ok: false,
    failure: { code: "REQUIRED_VALUE_MISSING", field: "salesOrder.item" },
  });
});

test.each([
  [
    "hold",
    {
      failure: {
        code: "VALUE_TOO_LONG",
        field: "salesOrder.otherRefNum",
        message: expect.stringContaining("50 characters and NetSuite takes 45"),
      },
    },
  ],
  [
    "truncate",
    {
      records: [{ body: { otherRefNum: "x".repeat(45) }, warnings: [expect.stringContaining("cut to 45")] }],
    },
  ],
  [
    "{ remainderTo: memo }",
    { records: [{ body: { otherRefNum: "x".repeat(45), memo: "otherRefNum, continued: xxxxx" } }] },
  ],
])("text over NetSuite's limit follows its policy: %s", async (policy, expected) => {
  expect(
    await apply(`      - { to: otherRefNum, from: name, overflow: ${policy} }\n`, { name: "x".repeat(50) }),
  ).toMatchObject(expected);
});

test("without a policy nothing is cut: the order is held", async () => {
  expect(await apply("      - { to: otherRefNum, from: name }\n", { name: "x".repeat(46) })).toMatchObject({
    failure: { code: "VALUE_TOO_LONG" },
  });
});

const ADDRESS = (overflow: string) => `      - { to: memo, from: note, overflow: truncate }
      - address: shippingAddress
        from: shipping_address
        limit: 250
        overflow: ${overflow}
        fields:
          - { to: addr1, from: address1 }
          - { to: addr2, from: address2 }
          - { to: city, from: city }
          - { to: country, from: country_code }
`;

const LONG = {
  address1: `${"a".repeat(120)}`,
  address2: `${"b".repeat(80)} ${"c".repeat(50)}`,
  city: "Rome",
  country_code: "IT",
};

test("an address over its limit is held with its length, or spread with the rest in the memo", async () => {
  expect(await apply(ADDRESS("hold"), { shipping_address: LONG })).toMatchObject({
    failure: {
      code: "VALUE_TOO_LONG",
      field: "salesOrder.shippingAddress",
      message: expect.stringContaining("NetSuite takes 250"),
    },
  });
  const result = await apply(ADDRESS("{ split: [addr1, addr2, addr3], remainderTo: memo }"), {
    note: "Ring twice",
    shipping_address: LONG,
  });
  expect(result.ok && result.records[0]).toMatchObject({
    body: {
      shippingAddress: { addr1: LONG.address1, addr2: "b".repeat(80), city: "Rome", country: "IT" },
      memo: `Ring twice | shippingAddress, continued: ${"c".repeat(50)}`,
    },
    warnings: [expect.stringContaining("the last 50 went to memo")],
  });
});

test("an order without a shipping address has none in NetSuite", async () => {
  expect(await bodyOf(ADDRESS("hold"), { shipping_address: null })).toEqual({});
});

test("a record that is skipped cannot be referred to", async () => {
  const text = `mapping: 1
flow: x
records:
  - { record: customer, when: customer, externalId: { prefix: C-, from: customer.id }, fields: [{ to: isPerson, static: true }] }
  - { record: salesOrder, externalId: { prefix: S-, from: id }, fields: [{ to: entity, reference: customer }] }
`;
  const mapping = parseMapping(text, "m.yaml");
  const withCustomer = await applyMapping({ mapping, source: { id: "1", customer: { id: "7" } }, lookups });
  expect(withCustomer.ok && withCustomer.records.map(({ body }) => body)).toEqual([
    { isPerson: true },
    { entity: { externalId: "C-7" } },
  ]);
  const guest = await applyMapping({ mapping, source: { id: "1", customer: null }, lookups });
  expect(guest).toMatchObject({ ok: false, failure: { code: "MAPPING_FAILED", field: "salesOrder.entity" } });
});

test("a person's rule holds an order with the words of that rule", async () => {
  const text = `mapping: 1
flow: x
records:
  - record: salesOrder
    externalId: { prefix: S-, from: id }
    holdWhen: [{ when: "$not($within(total, 10, 0))", message: Not ten., advice: Make it ten. }]
    fields: [{ to: memo, static: a }]
`;
  const mapping = parseMapping(text, "m.yaml");
  expect(await applyMapping({ mapping, source: { id: "1", total: "10.00" }, lookups })).toMatchObject({
    ok: true,
  });
  expect(await applyMapping({ mapping, source: { id: "1", total: "9.99" }, lookups })).toMatchObject({
    failure: { class: "data", code: "HELD_BY_MAPPING", message: "Not ten.", advice: "Make it ten." },
  });
});

test.each<[string, string, Record<string, unknown>]>([
  ["a sum over a text", "      - { to: shippingCost, from: '$plus(price, 1)' }\n", { price: "free" }],
  ["a loop without end", "      - { to: memo, from: '($f := function($x){ $f($x) }; $f(1))' }\n", {}],
  ["a list where a text is needed", "      - { to: memo, from: tags }\n", { tags: ["a", "b"] }],
  ["a date that is none", "      - { to: tranDate, from: created_at }\n", { created_at: "yesterday" }],
  [
    "a line that is a text",
    "      - { to: item, each: line_items, fields: [{ to: quantity, from: $ }] }\n",
    { line_items: ["x"] },
  ],
  ["an address that is a text", ADDRESS("hold"), { shipping_address: "1 Main St" }],
])("%s holds the order as a failure of the mapping", async (_, rows, source) => {
  expect(await apply(rows, source)).toMatchObject({
    ok: false,
    failure: { class: "data", code: "MAPPING_FAILED" },
  });
});

test.each([null, undefined, [], "order", 1])(
  "a source that is %j is a failure and no exception",
  async (source) => {
    const result = await applyMapping({
      mapping: aMapping("      - { to: memo, static: a }\n"),
      source,
      lookups,
    });
    expect(result.ok).toBe(false);
  },
);

test("named values may use those before them, and a broken one holds the order", async () => {
  const head = "values:\n  net: $minus(total, tax)\n  half: $divide($net, 2)\n";
  expect(
    await bodyOf("      - { to: shippingCost, from: $half }\n", { total: "11.00", tax: "1.00" }, head),
  ).toEqual({ shippingCost: 5 });
  expect(await bodyOf("      - { to: shippingCost, from: $half }\n", { total: "11.00" }, head)).toMatchObject(
    {
      code: "MAPPING_FAILED",
      field: "values.net",
    },
  );
});

test.each(["SHOP|1", "Bestellung é"])(
  "an external id with other characters than NetSuite's is refused: %s",
  async (id) => {
    const mapping = parseMapping(
      `mapping: 1\nflow: x\nrecords: [{ record: salesOrder, externalId: { prefix: "", from: id }, fields: [{ to: memo, static: a }] }]\n`,
      "m.yaml",
    );
    expect(await applyMapping({ mapping, source: { id }, lookups })).toMatchObject({
      failure: { code: "MAPPING_FAILED", field: "salesOrder.externalId" },
    });
  },
);

test("the external id of an order is known without NetSuite, and null when the order cannot be read", async () => {
  const mapping = aMapping("      - { to: location, lookup: { record: location, by: name, value: A } }\n");
  const raw = (text: string) => new TextEncoder().encode(text);
  expect(await externalIdOf(mapping, raw('{"id": 820982911946154509}'))).toBe("SHOP-820982911946154509");
  expect(await externalIdOf(mapping, raw('{"name": "#1"}'))).toBeNull();
  expect(await externalIdOf(mapping, raw("{"))).toBeNull();
});

test("an order without an id is held; it never gets the prefix alone for its external id", async () => {
  const mapping = parseMapping(
    "mapping: 1\nflow: x\nrecords: [{ record: salesOrder, externalId: { prefix: SHOP-, from: id }, fields: [{ to: memo, static: a }] }]\n",
    "m.yaml",
  );
  for (const source of [{}, { id: null }, { id: "" }]) {
    expect(await applyMapping({ mapping, source, lookups })).toMatchObject({
      ok: false,
      failure: { code: "REQUIRED_VALUE_MISSING", field: "salesOrder.externalId" },
    });
  }
});
