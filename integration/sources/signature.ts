/** The usual proof that a webhook comes from whom it says: an HMAC of the raw body in a header, as the source writes it. */
import { createHmac, timingSafeEqual } from "node:crypto";

export interface SignatureForm {
  readonly algorithm: "sha1" | "sha256" | "sha512";
  readonly encoding: "hex" | "base64";
  /** What stands before the signature, such as `sha256=`. */
  readonly prefix: string;
}

/** The header's value for a body. */
export function signBody(
  body: Uint8Array | string,
  secret: string,
  { algorithm, encoding, prefix }: SignatureForm,
): string {
  return `${prefix}${createHmac(algorithm, secret).update(body).digest(encoding)}`;
}

/** Takes the same time whichever secret fits and wherever a signature differs. */
export function isSigned(
  body: Uint8Array,
  given: string | undefined,
  { secrets, form }: { readonly secrets: readonly string[]; readonly form: SignatureForm },
): boolean {
  if (given === undefined) return false;
  // The text is compared, not the bytes behind it: base64 decoders accept many spellings of one value.
  const signature = Buffer.from(form.encoding === "hex" ? given.toLowerCase() : given, "utf8");
  let found = false;
  for (const secret of secrets) {
    const expected = Buffer.from(signBody(body, secret, form), "utf8");
    const equal = signature.length === expected.length && timingSafeEqual(signature, expected);
    found = equal || found;
  }
  return found;
}
