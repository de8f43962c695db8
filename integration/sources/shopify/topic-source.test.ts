import { expect, test } from "vitest";
import type { WebhookDoor } from "../../intake/webhook.ts";
import { topicSource } from "./topic-source.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const ORDER = { id: 1, updated_at: "2026-11-23T12:00:00Z" };
const source = topicSource({ door: {} as WebhookDoor, topics: ["orders/updated"], flow: "orders" });

const told = (headers: Readonly<Record<string, string>>) =>
  source.toIncoming({
    raw: new TextEncoder().encode(JSON.stringify(ORDER)),
    headers: { "x-shopify-topic": "orders/updated", ...headers },
    receivedAt: NOON + 5_000,
  });

test("when Shopify told of an edition is kept to the millisecond, beside its own whole seconds", async () => {
  const incoming = await told({ "x-shopify-triggered-at": "2026-11-23T12:00:00.734281905Z" });
  expect(incoming).toMatchObject({ editionAt: NOON, announcedAt: NOON + 734, receivedAt: NOON + 5_000 });
});

test.each([{}, { "x-shopify-triggered-at": "yesterday" }])(
  "nothing is made up where Shopify does not say it: %j",
  async (headers) => {
    expect(await told(headers)).not.toHaveProperty("announcedAt");
  },
);
