/** HMAC-SHA256 signatures, made and compared; NetSuite takes no other algorithm since 2023.1. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { percentEncode } from "./percent-encoding.ts";

export interface Secrets {
  readonly consumerSecret: string;
  readonly tokenSecret: string;
}

export function signatureOf(baseString: string, secrets: Secrets): string {
  return createHmac("sha256", signingKeyOf(secrets)).update(baseString).digest("base64");
}

export const signingKeyOf = ({ consumerSecret, tokenSecret }: Secrets): string =>
  `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;

/** Takes the same time wherever they differ; how long a signature is, is no secret. */
export function isSameSignature(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left, "utf8"), Buffer.from(right, "utf8")];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
