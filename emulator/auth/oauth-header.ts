/** Reads the Authorization header: the parameters of a token-based request, an access token, or which other scheme it is. */
import type { Parameter } from "./base-string.ts";
import { percentDecode } from "./percent-encoding.ts";

export type OAuthHeader =
  /** No header, or a scheme that NetSuite does not know. */
  | { readonly kind: "absent" }
  /** E-mail and password, NetSuite's own scheme; neither is read. */
  | { readonly kind: "password" }
  /** OAuth 2.0; no token at all is an empty one. */
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "malformed"; readonly why: string }
  | {
      readonly kind: "present";
      readonly parameters: readonly Parameter[];
      value(name: string): string | undefined;
      /** Parameters whose values are not percent-encoded as RFC 5849 section 3.6 demands. */
      readonly unencoded: readonly string[];
    };

/** Any white space may part a scheme from its values, and the pairs from each other: headers come folded, too. */
const SCHEME = /^\s*(OAuth|Bearer|NLAuth)(?:\s+|$)/i;
/** Quoted as RFC 5849 section 3.5.1 prints it, or bare as some clients send it. */
const PAIR = /\s*([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"]*)"|([^\s",]*))\s*(,|$)/y;
/** The realm is a plain quoted string (same section). */
const ENCODED = /^[\w.~-]*(?:%[0-9A-Fa-f]{2}[\w.~-]*)*$/;

export function parseOAuthHeader(header: string | undefined): OAuthHeader {
  const [opening, scheme = ""] = SCHEME.exec(header ?? "") ?? [];
  if (header === undefined || opening === undefined) return { kind: "absent" };
  if (/^nlauth$/i.test(scheme)) return { kind: "password" };
  if (/^bearer$/i.test(scheme)) return { kind: "bearer", token: header.slice(opening.length).trim() };
  return parseParameters(header, opening.length);
}

function parseParameters(header: string, from: number): OAuthHeader {
  const values = new Map<string, string>();
  const unencoded: string[] = [];
  PAIR.lastIndex = from;
  for (let isMore = true; isMore; ) {
    const [, name, quoted, bare, comma] = PAIR.exec(header) ?? [];
    if (name === undefined) {
      return { kind: "malformed", why: 'every parameter must read name="value", separated by commas' };
    }
    if (values.has(name)) return { kind: "malformed", why: `${name} appears twice` };
    const raw = quoted ?? bare ?? "";
    if (name !== "realm" && !ENCODED.test(raw)) unencoded.push(name);
    values.set(name, percentDecode(raw));
    isMore = comma === ",";
  }
  return { kind: "present", parameters: [...values], value: (name) => values.get(name), unencoded };
}
