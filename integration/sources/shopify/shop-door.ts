/** Where a Shopify shop knocks: one address for all topics, its signature over the raw bytes, and its own name. */
import { IntegrationError } from "../../errors.ts";
import { headerOf, type WebhookDoor } from "../../intake/webhook.ts";
import { isSignedByShopify } from "./webhook-signature.ts";

export interface Shop {
  /** As in `X-Shopify-Shop-Domain`, such as `acme-store.myshopify.com`. */
  readonly domain: string;
  /** Webhook secrets, more than one while a rotation is under way. */
  readonly secrets: readonly string[];
}

/** @throws IntegrationError `CONFIGURATION_INVALID` without a usable secret */
export function shopDoor({ domain, secrets }: Shop): WebhookDoor {
  requireSecrets(secrets);
  const expected = domain.toLowerCase();
  return {
    path: "/webhooks/shopify",
    andBelow: true,
    refusalOf(webhook) {
      const signature = headerOf(webhook, "x-shopify-hmac-sha256");
      if (!isSignedByShopify({ rawBody: webhook.raw, signature, secrets })) return "SIGNATURE_INVALID";
      // Two shops of one app share its secret, so a good signature alone does not say whose order it is.
      const shop = headerOf(webhook, "x-shopify-shop-domain");
      return shop !== undefined && shop.toLowerCase() !== expected ? "SHOP_MISMATCH" : null;
    },
  };
}

/** An empty secret would make every signature forgeable. */
function requireSecrets(secrets: readonly string[]): void {
  if (secrets.length > 0 && secrets.every((secret) => secret !== "")) return;
  throw new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message:
      "The intake needs at least one webhook secret, and none may be empty. Take it from the app's settings in Shopify.",
  });
}
