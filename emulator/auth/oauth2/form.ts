/** A form-encoded request body, each of whose fields may be there once. */
import type { EngineRequest } from "../../exchange/exchange.ts";

export type Form =
  | { readonly kind: "unreadable"; readonly why: string }
  /** Empty where a field is missing, which is the same (RFC 6749 section 3.2). */
  | { readonly kind: "form"; value(name: string): string };

const FORM_TYPE = "application/x-www-form-urlencoded";

export function readForm({ headers, body }: EngineRequest): Form {
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== FORM_TYPE) return { kind: "unreadable", why: `it must be ${FORM_TYPE}` };
  const fields = new URLSearchParams(Buffer.from(body).toString("utf8"));
  const names = [...fields.keys()];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return { kind: "unreadable", why: `${twice} is there twice` };
  return { kind: "form", value: (name) => fields.get(name) ?? "" };
}
