/** Shopify's proof that a webhook is Shopify's: base64 HMAC-SHA256 of the raw body (shopify.dev, "Verify webhook deliveries"). */
import { createHmac, timingSafeEqual } from "node:crypto";

/** The value of `X-Shopify-Hmac-Sha256` for a body. */
export function signShopifyWebhook(rawBody: Uint8Array | string, secret: string): string {
  return createHmac("sha256", secret).update(rawBody).digest("base64");
}

export interface SignedWebhook {
  /** The bytes as received; parsed and written again they would not be the same. */
  readonly rawBody: Uint8Array;
  readonly signature: string | undefined;
  /** After a rotation Shopify may sign with the old secret for up to an hour. */
  readonly secrets: readonly string[];
}

/** Takes the same time whichever secret fits and wherever a signature differs. */
export function isSignedByShopify({ rawBody, signature, secrets }: SignedWebhook): boolean {
  if (signature === undefined) return false;
  // The text is compared, not the bytes behind it: base64 decoders accept many spellings of one value.
  const given = Buffer.from(signature, "utf8");
  let found = false;
  for (const secret of secrets) {
    const expected = Buffer.from(signShopifyWebhook(rawBody, secret), "utf8");
    const equal = given.length === expected.length && timingSafeEqual(given, expected);
    found = equal || found;
  }
  return found;
}
