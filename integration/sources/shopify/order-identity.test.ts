import fc from "fast-check";
import { expect, test } from "vitest";
import { isIntegrationError } from "../../errors.ts";
import { orderIdentity } from "./order-identity.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const keyOf = (text: string): string => orderIdentity(bytes(text)).key;

test("an order is named by its GraphQL id, its edition by updated_at", () => {
  const order = `{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508",
    "created_at":"2021-12-30T19:00:00-05:00","updated_at":"2021-12-31T19:00:00-05:00","name":"#9999"}`;
  expect(orderIdentity(bytes(order))).toEqual({
    key: "gid://shopify/Order/820982911946154508",
    version: expect.stringMatching(/^2021-12-31T19:00:00-05:00 [0-9a-f]{16}$/),
    editionAt: Date.parse("2022-01-01T00:00:00Z"),
    placedAt: Date.parse("2021-12-31T00:00:00Z"),
    name: "#9999",
  });
});

test("two editions within one second are told apart by their bodies", () => {
  const edition = (note: string) =>
    orderIdentity(bytes(`{"id":1,"updated_at":"2021-12-31T19:00:00-05:00","note":"${note}"}`));
  expect(edition("a").version).not.toBe(edition("b").version);
  expect(edition("a")).toEqual(edition("a"));
});

test("an updated_at that is no time still tells editions apart", () => {
  expect(orderIdentity(bytes(`{"id":1,"updated_at":"yesterday"}`))).toMatchObject({ editionAt: null });
});

test("the GraphQL id goes before id, which another reader may have rounded", () => {
  const order = `{"id":820982911946154500,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","updated_at":"x"}`;
  expect(keyOf(order)).toBe("gid://shopify/Order/820982911946154508");
});

test("without a GraphQL id the digits of id are kept exactly, also beyond 2^53", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n }), fc.boolean(), (id, asText) => {
      const written = asText ? `"${id}"` : `${id}`;
      expect(keyOf(`{"id":${written},"updated_at":"x"}`)).toBe(`gid://shopify/Order/${id}`);
    }),
  );
});

test("neighbours around 2^53 are different orders", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n - 10n, max: 2n ** 63n }), (id) => {
      expect(keyOf(`{"id":${id},"updated_at":"x"}`)).not.toBe(keyOf(`{"id":${id + 1n},"updated_at":"x"}`));
    }),
  );
});

test.each([
  [
    "a GraphQL id of another kind",
    `{"admin_graphql_api_id":"gid://shopify/Refund/5","id":7,"updated_at":"x"}`,
  ],
  ["an empty GraphQL id", `{"admin_graphql_api_id":"","id":7,"updated_at":"x"}`],
  ["a null GraphQL id", `{"admin_graphql_api_id":null,"id":7,"updated_at":"x"}`],
  ["a byte order mark", `\uFEFF{"id":7,"updated_at":"x"}`],
])("%s does not hide the order's id", (_, text) => {
  expect(keyOf(text)).toBe("gid://shopify/Order/7");
});

test("an order without a name is called by its number", () => {
  expect(orderIdentity(bytes(`{"id":7,"updated_at":"x","name":null}`)).name).toBe("order 7");
});

test.each([
  ["nothing", ""],
  ["half an order", `{"id":7,"updated_at":"x"`],
  ["HTML", "<html>maintenance</html>"],
  ["a list", `[{"id":7,"updated_at":"x"}]`],
  ["a bare value", "7"],
  ["null", "null"],
  ["no id", `{"updated_at":"x"}`],
  ["an id that is no whole number", `{"id":7.5,"updated_at":"x"}`],
  ["an id with an exponent, whose digits are lost", `{"id":8.2e17,"updated_at":"x"}`],
  ["a negative id", `{"id":-7,"updated_at":"x"}`],
  ["an id of zero", `{"id":0,"updated_at":"x"}`],
  ["no updated_at", `{"id":7}`],
  ["an empty updated_at", `{"id":7,"updated_at":""}`],
  ["two different ids", `{"id":7,"id":8,"updated_at":"x"}`],
  ["very deep nesting", "[".repeat(200_000)],
])("%s is an unreadable order", (_, text) => {
  expect(() => orderIdentity(bytes(text))).toThrow(expect.objectContaining({ code: "ORDER_UNREADABLE" }));
});

test("nesting that no parser goes through is called so", () => {
  expect(() => orderIdentity(bytes("[".repeat(200_000)))).toThrow("the body is nested too deeply");
});

test("bytes that are not UTF-8 are an unreadable order", () => {
  const broken = Uint8Array.from([...bytes(`{"id":7,"updated_at":"x","note":"`), 0xff, ...bytes(`"}`)]);
  expect(() => orderIdentity(broken)).toThrow(expect.objectContaining({ code: "ORDER_UNREADABLE" }));
});

test("whatever the bytes are, there is an identity or one kind of error", () => {
  const anything = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(bytes));
  fc.assert(
    fc.property(anything, (raw) => {
      try {
        expect(orderIdentity(raw).key).toMatch(/^gid:\/\/shopify\/Order\/\d+$/);
      } catch (error) {
        expect(isIntegrationError(error) && error.code).toBe("ORDER_UNREADABLE");
      }
    }),
  );
});
