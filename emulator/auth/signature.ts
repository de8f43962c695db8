/** HMAC-SHA256 signatures, made and compared; NetSuite takes no other algorithm since 2023.1. */
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { remembering } from "../remembering.ts";
import { percentEncode } from "./percent-encoding.ts";

export interface Secrets {
  readonly consumerSecret: string;
  readonly tokenSecret: string;
}

export function signatureOf(baseString: string, secrets: Secrets): string {
  return createHmac("sha256", keyObjectOf(signingKeyOf(secrets)))
    .update(baseString)
    .digest("base64");
}

const MOST_KEYS = 100;

/** A key is made ready once, not for every request. */
const keyObjectOf = remembering(MOST_KEYS, (signingKey) => createSecretKey(signingKey, "utf8"));

export const signingKeyOf = ({ consumerSecret, tokenSecret }: Secrets): string =>
  `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;

/** Takes the same time wherever they differ; how long a signature is, is no secret. */
export function isSameSignature(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left, "utf8"), Buffer.from(right, "utf8")];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
