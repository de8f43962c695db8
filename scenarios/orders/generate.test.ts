import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { PRODUCTS, UNKNOWN_SKUS } from "./acme/products.ts";
import { PROFILES, type ProfileName } from "./acme/profiles.ts";
import { disagreementsIn } from "./compose/order-arithmetic.ts";
import { EDGE_CASES, edgeCase } from "./edge-cases.ts";
import { type GeneratedOrder, generateOrders } from "./generate.ts";
import { ordersIn } from "./orders-file.ts";
import type { ShopifyAddress } from "./shopify-order.ts";

const ACME = new URL("../../examples/acme-store/", import.meta.url);
const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];

interface Read {
  readonly currency: string;
  readonly created_at: string;
  readonly email: string | null;
  readonly shipping_address: ShopifyAddress | null;
  readonly billing_address: ShopifyAddress | null;
  readonly browser_ip: string | null;
  readonly line_items: readonly { readonly sku: string | null }[];
  readonly discount_applications: readonly unknown[];
}

let mixed: readonly GeneratedOrder[];
let read: readonly Read[];

beforeAll(() => {
  mixed = generateOrders({ seed: 20261127, count: 300, profile: "mixed" });
  read = mixed.map((order) => JSON.parse(order.json) as Read);
});

test("the orders of the example shop are exactly what the generator makes", async () => {
  const committed = await readFile(new URL("orders.jsonl", ACME), "utf8");
  expect(committed === mixed.map((order) => `${order.json}\n`).join("")).toBe(true);
});

test("the example shop has at least 250 orders, every one of them somebody else", async () => {
  const orders = ordersIn(await readFile(new URL("orders.jsonl", ACME), "utf8"), "orders.jsonl");
  expect(new Set(orders.map((order) => order.key)).size).toBeGreaterThanOrEqual(250);
  expect(orders.map((order) => order.key)).toEqual(mixed.map((order) => order.key));
});

test.each(PROFILE_NAMES)("the same seed gives the same %s orders, another seed others", (profile) => {
  const jsonOf = (seed: number) => generateOrders({ seed, count: 12, profile }).map((order) => order.json);
  expect(jsonOf(4)).toEqual(jsonOf(4));
  expect(jsonOf(5)).not.toEqual(jsonOf(4));
});

test.each(PROFILE_NAMES)("the amounts of every one of 60 %s orders agree to the cent", (profile) => {
  for (const order of generateOrders({ seed: 11, count: 60, profile })) {
    expect({ name: order.name, problems: disagreementsIn(order.json) }).toEqual({
      name: order.name,
      problems: [],
    });
  }
});

test("a mixed set of 300 holds every edge case once, with everyday orders between them", () => {
  const found = mixed.flatMap((order) => order.edgeCase ?? []);
  expect(found).toEqual(EDGE_CASES.map((edgeCase) => edgeCase.name));
  const neighbours = mixed.filter((order, index) => order.edgeCase !== null && mixed[index + 1]?.edgeCase);
  expect(neighbours).toEqual([]);
});

test("few orders of the example shop are expected dead, and each says its code", () => {
  const dead = mixed.filter((order) => order.expected.outcome === "dead");
  expect(dead.map((order) => [order.name, order.edgeCase])).toEqual([
    ["#1077", "unknown-sku"],
    ["#1083", "unknown-sku-on-second-line"],
    ["#1088", "deleted-product-with-unknown-sku"],
  ]);
});

test("the example's guide names every edge case, its order and what becomes of it", async () => {
  const guide = await readFile(new URL("ORDERS.md", ACME), "utf8");
  const rows = guide.split("\n").filter((line) => line.startsWith("| #"));
  const expected = mixed.flatMap((order) => {
    if (order.edgeCase === null) return [];
    const fate = order.expected.outcome === "dead" ? `dead letter, \`${order.expected.code}\`` : "delivered";
    const warned = order.expected.outcome === "delivered" && order.expected.warning ? ", with a warning" : "";
    return [`| ${order.name} | ${order.edgeCase} | ${edgeCase(order.edgeCase).why} | ${fate}${warned} |`];
  });
  expect(rows).toEqual(expected);
});

test("quirks come first and once, everyday orders have none", () => {
  const quirks = generateOrders({ seed: 1, count: EDGE_CASES.length + 5, profile: "quirks" });
  expect(quirks.slice(0, EDGE_CASES.length).every((order) => order.edgeCase !== null)).toBe(true);
  expect(quirks.slice(EDGE_CASES.length).every((order) => order.edgeCase === null)).toBe(true);
  expect(
    generateOrders({ seed: 1, count: 50, profile: "everyday" }).some((order) => order.edgeCase !== null),
  ).toBe(false);
});

test("Black Friday has more lines and more discounts than an ordinary week", () => {
  const countsOf = (profile: ProfileName) => {
    const orders = generateOrders({ seed: 3, count: 100, profile }).map(
      (order) => JSON.parse(order.json) as Read,
    );
    return {
      lines: orders.reduce((total, order) => total + order.line_items.length, 0),
      discounted: orders.filter((order) => order.discount_applications.length > 0).length,
    };
  };
  const everyday = countsOf("everyday");
  const friday = countsOf("black-friday");
  expect(friday.lines).toBeGreaterThan(everyday.lines * 1.3);
  expect(friday.discounted).toBeGreaterThan(everyday.discounted * 2);
});

test("every order is in US dollars, placed in the shop's time in the week of the sale", () => {
  expect(new Set(read.map((order) => order.currency))).toEqual(new Set(["USD"]));
  const days = read.map((order) => order.created_at);
  expect(days.filter((day) => !/^2026-11-2[0-7]T\d\d:\d\d:\d\d-05:00$/.test(day))).toEqual([]);
  expect([...days].sort()).toEqual(days);
});

test("nobody can be reached: addresses for mail, telephone and network are set aside for fiction", () => {
  const emails = read.flatMap((order) => order.email ?? []);
  expect(
    emails.filter((email) => !/^[a-z0-9.]+@(example\.(com|org|net)|[a-z]+\.example)$/.test(email)),
  ).toEqual([]);
  const phones = read.flatMap((order) =>
    [order.shipping_address?.phone ?? [], order.billing_address?.phone ?? []].flat(),
  );
  const FICTION = /^\+(120255501\d\d|141655501\d\d|442079460\d{3}|493023125\d{3}|3319900\d{4})$/;
  expect(phones.filter((phone) => !FICTION.test(phone))).toEqual([]);
  expect(phones.length).toBeGreaterThan(200);
  expect(read.filter((order) => !/^203\.0\.113\./.test(order.browser_ip ?? "203.0.113."))).toEqual([]);
});

test("customers come from ten countries and write as people there do", () => {
  const countries = new Set(read.map((order) => order.shipping_address?.country_code));
  for (const code of ["US", "CA", "GB", "DE", "FR", "JP", "BR", "ES", "NL", "PL"])
    expect(countries).toContain(code);
});

test("the example's NetSuite account has an item for every SKU but those left out on purpose", async () => {
  const file: unknown = parseYaml(await readFile(new URL("netsuite.yaml", ACME), "utf8"));
  const { masterData } = file as { masterData: { recordType: string; body: { itemId?: string } }[] };
  const items = new Set(masterData.flatMap((record) => record.body.itemId ?? []));
  const wanted = new Set(read.flatMap((order) => order.line_items.map((line) => line.sku?.trim() ?? "")));
  const missing = [...wanted].filter((sku) => sku !== "" && !items.has(sku));
  expect(missing.sort()).toEqual([...UNKNOWN_SKUS].sort());
  expect(PRODUCTS.filter((product) => !items.has(product.sku))).toEqual([]);
});

test.each([
  { seed: -1, count: 1 },
  { seed: 1, count: 1.5 },
  { seed: 2 ** 32, count: 1 },
  { seed: 1, count: Number.NaN },
])("a request that is not in whole numbers is refused: %o", (request) => {
  expect(() => generateOrders(request)).toThrow(/Give a whole number from 0 to/);
});

test("no orders are no orders, and one mixed order is an everyday one", () => {
  expect(generateOrders({ seed: 1, count: 0 })).toEqual([]);
  expect(generateOrders({ seed: 1, count: 1 }).map((order) => order.edgeCase)).toEqual([null]);
});
