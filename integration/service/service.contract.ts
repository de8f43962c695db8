/** A core with its back door, on a real ledger, for tests: NetSuite is not there. */
import { onTestFinished } from "vitest";
import type { IntegrationOptions } from "../config.ts";
import { startIntegration } from "../integration.ts";
import { temporaryFile } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { signShopifyWebhook } from "../sources/shopify/webhook-signature.ts";

const MAPPING = `
mapping: 1
flow: orders
records:
  - record: salesOrder
    externalId: { prefix: SO-, from: $string(id) }
    fields:
      - { to: memo, from: name, overflow: truncate }
`;

const SECRET = "hush-hush-hush";

export const serviceOptions = () =>
  ({
    shop: { domain: "acme-store.example", secrets: [SECRET] },
    netsuite: {
      accountId: "1234567",
      baseUrl: "http://127.0.0.1:9",
      credentials: { consumerKey: "a", consumerSecret: "b", tokenId: "c", tokenSecret: "d" },
      slots: 2,
    },
    ledger: { file: temporaryFile() },
    flows: [{ kind: "shopify-orders", mapping: { text: MAPPING, file: "mapping.yaml" } }],
    admin: {},
  }) satisfies IntegrationOptions;

export async function startService(change: Partial<IntegrationOptions> = {}) {
  const integration = await startIntegration({ ...serviceOptions(), ...change });
  onTestFinished(() => integration.stop());
  const admin = (path: string, init: RequestInit = {}) => fetch(`${integration.adminUrl}${path}`, init);
  const post = (path: string, body: unknown) =>
    admin(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const send = (body: string) =>
    fetch(`${integration.url}/webhooks/shopify/orders`, {
      method: "POST",
      headers: {
        "x-shopify-hmac-sha256": signShopifyWebhook(body, SECRET),
        "x-shopify-topic": "orders/create",
      },
      body,
    });
  return { integration, admin, post, send };
}
