/** What must never be kept: passwords in bodies, secrets in URLs and headers. */
import { isSecretField } from "../records/secret-field.ts";

const SECRET_HEADERS: ReadonlySet<string> = new Set(["authorization", "proxy-authorization", "cookie"]);
const REDACTED = "[redacted]";

export function withoutSecretHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.has(name) ? REDACTED : value]),
  );
}

/** URLs without the values of query parameters whose name says secret or password, as some clients put them there by mistake. */
export const withoutSecretParameters = (text: string): string =>
  text.replace(/([?&][^=&#"\s]*(?:secret|password)[^=&#"\s]*=)[^&#"\s]*/gi, `$1${REDACTED}`);

/** A name may hide behind JSON's \u escapes, so only a body without either is surely harmless. */
export const mayHoldSecret = (body: string): boolean => /password|\\u00/i.test(body);

/** The same JSON with its passwords taken out; a body that cannot be read is not kept at all. */
export function withoutPasswords(body: string): string {
  try {
    const cleaned: unknown = JSON.parse(body, (name, value: unknown) =>
      isSecretField(name) ? REDACTED : value,
    );
    return JSON.stringify(cleaned);
  } catch {
    return "[not kept: an unreadable body that names a password]";
  }
}
