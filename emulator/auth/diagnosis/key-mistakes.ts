/** How clients put the signing key together wrongly, or seal the signature in another way. The text itself is right. */
import { percentEncode } from "../percent-encoding.ts";
import type { Change, Mistake, SentRequest } from "./signing.ts";

type Secrets = SentRequest["secrets"];

const keyMistake = (what: string, keyOf: (secrets: Secrets) => string): Mistake => ({
  what,
  change: (_signing, { secrets }) => ({ key: keyOf(secrets) }),
});

const sealMistake = (what: string, change: Change): Mistake => ({ what, change: () => change });

/** A line break or a blank that came along when a secret was copied. */
const trailed = (what: string, tail: string): readonly Mistake[] => [
  keyMistake(`the consumer secret ends in ${what}`, (s) => joined(s.consumerSecret + tail, s.tokenSecret)),
  keyMistake(`the token secret ends in ${what}`, (s) => joined(s.consumerSecret, s.tokenSecret + tail)),
  keyMistake(`both secrets end in ${what}`, (s) => joined(s.consumerSecret + tail, s.tokenSecret + tail)),
];

const joined = (left: string, right: string): string => `${percentEncode(left)}&${percentEncode(right)}`;

export const KEY_MISTAKES: readonly Mistake[] = [
  keyMistake(
    "the signing key has the two secrets in the wrong order: it is consumer secret, &, token secret",
    (s) => joined(s.tokenSecret, s.consumerSecret),
  ),
  keyMistake("the signing key lacks the token secret", (s) => joined(s.consumerSecret, "")),
  keyMistake("the signing key lacks the consumer secret", (s) => joined("", s.tokenSecret)),
  keyMistake(
    "the signing key is the consumer secret alone, without & and token secret",
    (s) => s.consumerSecret,
  ),
  keyMistake("the signing key lacks the & between the two secrets", (s) => s.consumerSecret + s.tokenSecret),
  keyMistake("the signing key was made of consumer key and token id instead of their secrets", (s) =>
    joined(s.consumerKey, s.tokenId),
  ),
  keyMistake("the signing key has the consumer key instead of its secret", (s) =>
    joined(s.consumerKey, s.tokenSecret),
  ),
  keyMistake("the signing key has the token id instead of its secret", (s) =>
    joined(s.consumerSecret, s.tokenId),
  ),
  ...trailed("a line break", "\n"),
  ...trailed("a carriage return and a line break", "\r\n"),
  ...trailed("a blank", " "),
  sealMistake("it was signed with HMAC-SHA1, although the header says HMAC-SHA256", { hash: "sha1" }),
  sealMistake("it was signed with HMAC-SHA512, although the header says HMAC-SHA256", { hash: "sha512" }),
  sealMistake("the signature is in hexadecimal, it is to be Base64", {
    seal: (digest) => digest.toString("hex"),
  }),
  sealMistake("the signature is the Base64 of hexadecimal digits, it is to be that of the bytes", {
    seal: (digest) => Buffer.from(digest.toString("hex")).toString("base64"),
  }),
  sealMistake("the signature is in the Base64 of URLs", { seal: (digest) => digest.toString("base64url") }),
  sealMistake("the signature was percent-encoded twice in the header", {
    seal: (digest) => percentEncode(digest.toString("base64")),
  }),
  sealMistake("a plus in the signature became a blank; percent-encode it in the header", {
    seal: (digest) => digest.toString("base64").replaceAll("+", " "),
  }),
];
