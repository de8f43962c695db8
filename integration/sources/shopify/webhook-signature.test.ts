import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSignedByShopify, signShopifyWebhook } from "./webhook-signature.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a signature is the base64 HMAC-SHA256 of the raw body", () => {
  // RFC 4231, test case 2, in base64.
  const expected = Buffer.from(
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "hex",
  ).toString("base64");
  expect(signShopifyWebhook("what do ya want for nothing?", "Jefe")).toBe(expected);
  expect(signShopifyWebhook(bytes("what do ya want for nothing?"), "Jefe")).toBe(expected);
});

test("what was signed is accepted with any of the secrets, byte for byte", () => {
  const rawBodies = fc.uint8Array({ maxLength: 300 });
  const secrets = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(rawBodies, secrets, fc.nat(), (rawBody, known, index) => {
      const secret = known[index % known.length] ?? "";
      expect(
        isSignedByShopify({ rawBody, signature: signShopifyWebhook(rawBody, secret), secrets: known }),
      ).toBe(true);
    }),
  );
});

test("one changed byte, one changed character or another secret is refused", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.nat(), (rawBody, at) => {
      const signature = signShopifyWebhook(rawBody, "secret");
      const changed = rawBody.map((byte, index) => (index === at % rawBody.length ? byte ^ 1 : byte));
      const position = at % (signature.length - 2);
      const other = signature[position] === "A" ? "B" : "A";
      const forged = signature.slice(0, position) + other + signature.slice(position + 1);
      expect(isSignedByShopify({ rawBody: changed, signature, secrets: ["secret"] })).toBe(false);
      expect(isSignedByShopify({ rawBody, signature: forged, secrets: ["secret"] })).toBe(false);
      expect(isSignedByShopify({ rawBody, signature, secrets: ["Secret"] })).toBe(false);
    }),
  );
});

const body = bytes('{"id":1}\n');
const good = signShopifyWebhook(body, "secret");
test.each([
  ["missing", undefined],
  ["empty", ""],
  ["truncated", good.slice(0, -1)],
  ["longer", `${good}=`],
  ["with white space", ` ${good}`],
  ["another spelling of the same bytes", good.replace(/=$/, "")],
  ["in hexadecimal", createHmac("sha256", "secret").update(body).digest("hex")],
  ["not ASCII", "é".repeat(22)],
])("a signature that is %s is refused", (_, signature) => {
  expect(isSignedByShopify({ rawBody: body, signature, secrets: ["secret"] })).toBe(false);
});

test("without a secret nothing is signed", () => {
  expect(isSignedByShopify({ rawBody: body, signature: good, secrets: [] })).toBe(false);
});
