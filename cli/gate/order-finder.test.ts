import { expect, test } from "vitest";
import type { RawOrder } from "../../scenarios/index.ts";
import { orderFinder } from "./order-finder.ts";

const order = (id: string, name: string): RawOrder => ({
  raw: JSON.stringify({ id: Number(id), admin_graphql_api_id: `gid://shopify/Order/${id}`, name }),
  key: id,
  file: "orders.jsonl",
  line: 1,
});

const ONE = order("5830032803771", "#1001");
const OTHER = order("5830032803772", "#1002");
const find = orderFinder([ONE, OTHER]);

test.each([
  ["the order's id under a prefix of its own", { externalId: "web_5830032803772", fields: {} }, OTHER],
  ["the order's name, where a person would write it", { fields: { otherRefNum: "#1001" } }, ONE],
  ["an id that nobody sent", { externalId: "web_1", fields: {} }, undefined],
  ["nothing", { fields: {} }, undefined],
])("%s", (_, record, expected) => {
  expect(find(record)).toBe(expected);
});
