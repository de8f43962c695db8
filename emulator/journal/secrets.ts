/** What must never be kept: passwords in bodies, secrets in URLs and headers. */
import { isSecretField } from "../records/secret-field.ts";

/**
 * NLAuth, TBA and OAuth 2.0 all come in Authorization. Gateways and other services have headers of their own, such as
 * X-Api-Key, which a client may send along.
 */
const SECRET_HEADER =
  /authori[sz]ation|cookie|secret|token|password|passwd|credential|signature|(?:api|access|auth|private|subscription|functions)[-_]?key/;
const REDACTED = "[redacted]";

export const withoutSecretHeader = (name: string, value: string): string =>
  SECRET_HEADER.test(name) ? REDACTED : value;

/** What an OAuth 2.0 token endpoint is sent and what it answers. */
const TOKENS = "access_token|refresh_token|id_token|client_assertion|client_secret|code_verifier";

/** URLs and forms without the values of what is a secret, and of what some clients put there by mistake. */
export const withoutSecretParameters = (text: string): string =>
  text.includes("=") ? text.replace(SECRET_PARAMETER, `$1${REDACTED}`) : text;

const SECRET_PARAMETER = new RegExp(
  `((?:^|[?&])(?:[^=&#"\\s]*(?:secret|password)[^=&#"\\s]*|${TOKENS}|code|token)=)[^&#"\\s]*`,
  "gi",
);

/** A name may hide behind JSON's \u escapes, so only a body without either is surely harmless. */
export const mayHoldSecret = (body: string): boolean => SECRET_NAME.test(body);

const SECRET_NAME = new RegExp(`password|${TOKENS}|(?:^|&)token=|\\\\u00`, "i");
const TOKEN_NAME = new RegExp(`^(?:${TOKENS})$`, "i");

/** A form has no quotation mark before its first equals sign. */
const isForm = (body: string): boolean => /^[^"{=]+=/.test(body);

/** The same JSON or form with its secrets taken out; a body that cannot be read is not kept at all. */
export function withoutSecrets(body: string): string {
  if (isForm(body)) return withoutSecretParameters(body);
  try {
    const cleaned: unknown = JSON.parse(body, (name, value: unknown) =>
      isSecretField(name) || TOKEN_NAME.test(name) ? REDACTED : value,
    );
    return JSON.stringify(cleaned);
  } catch {
    return "[not kept: an unreadable body that names a secret]";
  }
}
