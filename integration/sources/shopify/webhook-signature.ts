/** Shopify's proof that a webhook is Shopify's: base64 HMAC-SHA256 of the raw body (shopify.dev, "Verify webhook deliveries"). */
import { isSigned, type SignatureForm, signBody } from "../signature.ts";

const FORM: SignatureForm = { algorithm: "sha256", encoding: "base64", prefix: "" };

/** The value of `X-Shopify-Hmac-Sha256` for a body. */
export const signShopifyWebhook = (rawBody: Uint8Array | string, secret: string): string =>
  signBody(rawBody, secret, FORM);

export interface SignedWebhook {
  /** The bytes as received; parsed and written again they would not be the same. */
  readonly rawBody: Uint8Array;
  readonly signature: string | undefined;
  /** After a rotation Shopify may sign with the old secret for up to an hour. */
  readonly secrets: readonly string[];
}

export const isSignedByShopify = ({ rawBody, signature, secrets }: SignedWebhook): boolean =>
  isSigned(rawBody, signature, { secrets, form: FORM });
