/** HMAC-SHA256 signatures, made and compared; NetSuite takes no other algorithm since 2023.1. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { percentEncode } from "./percent-encoding.ts";

export interface Secrets {
  readonly consumerSecret: string;
  readonly tokenSecret: string;
}

export function signatureOf(baseString: string, { consumerSecret, tokenSecret }: Secrets): string {
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  return createHmac("sha256", key).update(baseString).digest("base64");
}

/** Takes the same time whatever the difference: both sides are hashed to one length first. */
export function isSameSignature(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
