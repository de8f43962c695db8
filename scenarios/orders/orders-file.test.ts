import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { anOrder } from "./an-order.ts";
import { OrdersError } from "./orders-error.ts";
import { ordersIn, readOrdersFile } from "./orders-file.ts";

const FIRST = '{ "id": 820982911946154508, "note": "Z\\u00eb", "price": 16.4860 }';
const SECOND = '{"id":820982911946154509,"tags":["]","}"]}';
const rawOf = (text: string, file: string) => ordersIn(text, file).map(({ raw, line }) => ({ raw, line }));

function failureOf(action: () => unknown): OrdersError {
  try {
    action();
  } catch (error) {
    if (error instanceof OrdersError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

test("one order a line keeps its text and its line; empty lines and Windows line ends do not count", () => {
  expect(rawOf(`${FIRST}\r\n\r\n${SECOND}`, "a.jsonl")).toEqual([
    { raw: FIRST, line: 1 },
    { raw: SECOND, line: 3 },
  ]);
});

test("a list of orders is taken apart without writing any of it anew", () => {
  expect(rawOf(`[\n  ${FIRST},\n\n  ${SECOND}\n]\n`, "a.json")).toEqual([
    { raw: FIRST, line: 2 },
    { raw: SECOND, line: 4 },
  ]);
});

test("the answer of Shopify's REST API is taken apart, whatever stands beside the list", () => {
  const text = `{"next": {"orders": [1]},\n"orders":\n[${FIRST}, {"order": ${SECOND}}]}`;
  expect(rawOf(text, "a.json")).toEqual([
    { raw: FIRST, line: 3 },
    { raw: SECOND, line: 3 },
  ]);
});

test("one order alone is a file of one, with its wrapper or without", () => {
  expect(rawOf(`\n${FIRST}\n`, "a.json")).toEqual([{ raw: FIRST, line: 2 }]);
  expect(rawOf(`{"order":\n ${FIRST}}`, "a.json")).toEqual([{ raw: FIRST, line: 2 }]);
  expect(rawOf(`{"order": ${FIRST}}`, "a.NDJSON")).toEqual([{ raw: FIRST, line: 1 }]);
});

test("two ids that JSON.parse makes equal are two orders", () => {
  expect(ordersIn(`${FIRST}\n${SECOND}`, "a.jsonl").map((order) => order.key)).toEqual([
    "gid://shopify/Order/820982911946154508",
    "gid://shopify/Order/820982911946154509",
  ]);
});

test("a byte order mark before the first order is not part of it", () => {
  expect(rawOf(`\uFEFF${FIRST}`, "a.jsonl")).toEqual([{ raw: FIRST, line: 1 }]);
});

test.each([
  ["half a line", `${FIRST}\n{"id":`, "a.jsonl", "a.jsonl:2: this is not JSON"],
  ["a broken list", `[\n${FIRST},\n{"id":}\n]`, "a.json", "a.json:3: this is not JSON"],
  ["JSON lines called .json", `${FIRST}\n${SECOND}`, "a.json", "name it a.jsonl"],
  ["a text for an order", `${FIRST}\n"order"`, "a.jsonl", "a.jsonl:2: this is not an order but a text"],
  ["a list for an order", "[[1]]", "a.json", "a.json:1: this is not an order but a list"],
  [
    "a number for an order",
    `{"order": ${FIRST}}\n12`,
    "a.jsonl",
    "a.jsonl:2: this is not an order but a single value",
  ],
  ["a key that stands twice", '{"id":1,"id":2}', "a.jsonl", "a.jsonl:1: this is not JSON: Duplicate key"],
  ["a hundred thousand brackets", "[".repeat(100_000), "a.json", "a.json:1: this is not JSON"],
  ["a name that says nothing", FIRST, "orders.csv", "Cannot tell what orders.csv holds"],
])("%s is refused with file, line and reason", (_what, text, file, message) => {
  const failure = failureOf(() => ordersIn(text, file));
  expect(failure.code).toBe("ORDERS_FILE_INVALID");
  expect(failure.message).toContain(message);
});

test.each([
  '{"name":"#1"}',
  '{"id":null}',
  '{"id":"12a"}',
  '{"id":1e3}',
  '{"admin_graphql_api_id":"gid://shopify/Customer/1"}',
])("an order without an identity is refused: %s", (text) => {
  const failure = failureOf(() => ordersIn(`\n${text}`, "a.jsonl"));
  expect(failure.code).toBe("ORDER_WITHOUT_IDENTITY");
  expect(failure.message).toMatch(/^a\.jsonl:2: the order cannot be told apart/);
});

test.each(["", "\n \n", "[]", '{"orders":[]}'])("a file without orders is refused: %j", (text) => {
  expect(failureOf(() => ordersIn(text, "a.json")).code).toBe("ORDERS_FILE_EMPTY");
});

test("a key called __proto__ is a key like any other", () => {
  const text = '{"__proto__":{"id":9},"id":5}';
  expect(ordersIn(text, "a.jsonl")[0]).toMatchObject({ raw: text, key: "gid://shopify/Order/5" });
});

test("a file on disk is read as UTF-8 and nothing else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "orders-"));
  try {
    const good = join(folder, "good.jsonl");
    const latin = join(folder, "latin.jsonl");
    const raw = anOrder().with({ note: "Zoë 🎿" }).toJson();
    await writeFile(good, raw);
    await writeFile(latin, Buffer.from('{"id":1,"note":"Zo\xeb"}', "latin1"));
    expect(await readOrdersFile(good)).toEqual([{ raw, key: anOrder().key, file: good, line: 1 }]);
    await expect(readOrdersFile(latin)).rejects.toThrow(/it is not UTF-8 text/);
    await expect(readOrdersFile(join(folder, "none.jsonl"))).rejects.toMatchObject({
      code: "ORDERS_FILE_UNREADABLE",
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
