/** What the example's own mapping sends for an order, by kind and size. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectedWrites } from "./expected-writes.ts";
import { parseMapping } from "./mapping-file.ts";

const FILE = "examples/acme-store/mappings/shopify-orders.yaml";
const mapping = parseMapping(readFileSync(FILE, "utf8"), FILE);

const line = (sku: string) => ({ sku, quantity: 1, price: "10.00", tax_lines: [], discount_allocations: [] });

const order = (changes: object = {}) =>
  Buffer.from(
    JSON.stringify({
      id: 1,
      admin_graphql_api_id: "gid://shopify/Order/1",
      name: "#1",
      created_at: "2026-11-20T00:00:00Z",
      currency: "USD",
      customer: { id: 7, first_name: "Ann", last_name: "Bo", email: "ann@example.com" },
      line_items: [line("A"), line("B")],
      shipping_lines: [],
      total_tax: "0.00",
      total_price: "20.00",
      ...changes,
    }),
  );

test("goods are a line each, and what is charged beside them one more each", async () => {
  expect(await expectedWrites(mapping, order())).toEqual([
    { recordType: "customer", lines: 0 },
    { recordType: "salesOrder", lines: 2 },
  ]);
  const shipped = order({
    shipping_lines: [{ title: "Post", price: "5.00", tax_lines: [], discount_allocations: [] }],
    total_tax: "2.00",
    total_price: "27.00",
  });
  expect((await expectedWrites(mapping, shipped)).at(-1)).toEqual({ recordType: "salesOrder", lines: 4 });
});

test("a guest has no customer to be written", async () => {
  const writes = await expectedWrites(mapping, order({ customer: null }));
  expect(writes.map(({ recordType }) => recordType)).toEqual(["salesOrder"]);
});

test("nothing is sent of what the mapping holds, or of what is no order", async () => {
  expect(await expectedWrites(mapping, order({ line_items: [] }))).toEqual([]);
  expect(await expectedWrites(mapping, Buffer.from("no order"))).toEqual([]);
});
