/** Reads the Authorization header of a token-based request into its parameters. */
import type { Parameter } from "./base-string.ts";
import { percentDecode } from "./percent-encoding.ts";

export type OAuthHeader =
  | { readonly kind: "absent" }
  | { readonly kind: "malformed"; readonly why: string }
  | {
      readonly kind: "present";
      readonly parameters: readonly Parameter[];
      value(name: string): string | undefined;
      /** Parameters whose values are not percent-encoded as RFC 5849 section 3.6 demands. */
      readonly unencoded: readonly string[];
    };

/** The realm is a plain quoted string (RFC 5849 section 3.5.1). */
const ENCODED = /^(?:[A-Za-z0-9\-._~]|%[0-9A-Fa-f]{2})*$/;
const PAIR = /^\s*([A-Za-z_][\w.-]*)\s*=\s*"([^"]*)"\s*$/;

export function parseOAuthHeader(header: string | undefined): OAuthHeader {
  const scheme = /^\s*OAuth\s+/i.exec(header ?? "");
  if (header === undefined || scheme === null) return { kind: "absent" };
  const values = new Map<string, string>();
  const unencoded: string[] = [];
  for (const part of header.slice(scheme[0].length).split(",")) {
    const [, name, raw] = PAIR.exec(part) ?? [];
    if (name === undefined || raw === undefined) {
      return { kind: "malformed", why: 'every parameter must read name="value", separated by commas' };
    }
    if (values.has(name)) return { kind: "malformed", why: `${name} appears twice` };
    if (name !== "realm" && !ENCODED.test(raw)) unencoded.push(name);
    values.set(name, percentDecode(raw));
  }
  return { kind: "present", parameters: [...values], value: (name) => values.get(name), unencoded };
}
