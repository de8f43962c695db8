import fc from "fast-check";
import { expect, test } from "vitest";
import { isSigned, type SignatureForm, signBody } from "./signature.ts";

const HUB: SignatureForm = {
  algorithm: "sha256",
  encoding: "hex",
  prefix: "sha256=",
};

const forms = fc.record({
  algorithm: fc.constantFrom("sha1" as const, "sha256" as const, "sha512" as const),
  encoding: fc.constantFrom("hex" as const, "base64" as const),
  prefix: fc.constantFrom("", "sha256=", "v1:"),
});

/** GitHub documents this signature (docs.github.com, "Validating webhook deliveries", testing). */
test("the signature is the one that GitHub documents for its own example", () => {
  expect(signBody("Hello, World!", "It's a Secret to Everybody", HUB)).toBe(
    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
  );
});

test("in every form a body is taken with each of the secrets, and with no other", () => {
  fc.assert(
    fc.property(
      forms,
      fc.uint8Array(),
      fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 3 }),
      (form, body, [a = "", b = "", other = ""]) => {
        const secrets = [a, b];
        for (const secret of secrets)
          expect(isSigned(body, signBody(body, secret, form), { secrets, form })).toBe(true);
        expect(isSigned(body, signBody(body, other, form), { secrets, form })).toBe(false);
      },
    ),
  );
});

test("a missing, cut or changed signature is refused, and so is another body", () => {
  const body = new TextEncoder().encode('{"id":1}');
  const signature = signBody(body, "hush", HUB);
  const check = (given: string | undefined, bytes = body) =>
    isSigned(bytes, given, { secrets: ["hush"], form: HUB });
  for (const wrong of [undefined, "", "sha256=", signature.slice(0, -1), signature.slice(7), `${signature}0`])
    expect(check(wrong)).toBe(false);
  expect(check(signature, new TextEncoder().encode('{"id":2}'))).toBe(false);
  expect(check(signature.toUpperCase())).toBe(true);
});
