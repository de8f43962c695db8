import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { anOrder } from "./an-order.ts";
import { webhookFor } from "./shop.ts";

const OPTIONS = { secret: "hush", shopDomain: "acme-store.example" };
const raw = anOrder().with({ note: "🎁\u2028" }).toJson();

test("the signature is over the very bytes of the body", () => {
  const { body, headers } = webhookFor(raw, OPTIONS);
  expect(Buffer.from(body).toString("utf8")).toBe(raw);
  expect(headers["X-Shopify-Hmac-Sha256"]).toBe(
    createHmac("sha256", "hush").update(Buffer.from(raw, "utf8")).digest("base64"),
  );
});

test("bytes that are no text are signed as they are", () => {
  const bytes = Uint8Array.from([0xff, 0xfe, 0x00, 0x7b]);
  const { body, headers } = webhookFor(bytes, OPTIONS);
  expect(body).toEqual(bytes);
  expect(headers["X-Shopify-Hmac-Sha256"]).toBe(createHmac("sha256", "hush").update(bytes).digest("base64"));
});

test("a known body and secret give a known signature", () => {
  // printf '{}' | openssl dgst -sha256 -hmac hush -binary | base64
  expect(webhookFor("{}", OPTIONS).headers["X-Shopify-Hmac-Sha256"]).toBe(
    "UFwgrGBPZilFtmKh8TqcovA78LGYb1BdWu9I4Q2oyRg=",
  );
});

test("every header Shopify sets is there", () => {
  const { headers } = webhookFor(raw, {
    ...OPTIONS,
    topic: "orders/updated",
    webhookId: "w-1",
    eventId: "e-1",
  });
  expect(headers).toMatchObject({
    "Content-Type": "application/json",
    "X-Shopify-Topic": "orders/updated",
    "X-Shopify-Shop-Domain": "acme-store.example",
    "X-Shopify-Webhook-Id": "w-1",
    "X-Shopify-Event-Id": "e-1",
    "X-Shopify-Triggered-At": expect.stringMatching(/^2026-11-27T/),
    "X-Shopify-API-Version": "2026-10",
  });
});

test("the same order gives the same ids, another topic another delivery of the same event", () => {
  const created = webhookFor(raw, OPTIONS).headers;
  const again = webhookFor(raw, OPTIONS).headers;
  const paid = webhookFor(raw, { ...OPTIONS, topic: "orders/paid" }).headers;
  const other = webhookFor(anOrder(2).toJson(), OPTIONS).headers;
  expect(again).toEqual(created);
  expect(created["X-Shopify-Webhook-Id"]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(paid["X-Shopify-Webhook-Id"]).not.toBe(created["X-Shopify-Webhook-Id"]);
  expect(paid["X-Shopify-Event-Id"]).toBe(created["X-Shopify-Event-Id"]);
  expect(other["X-Shopify-Event-Id"]).not.toBe(created["X-Shopify-Event-Id"]);
});
