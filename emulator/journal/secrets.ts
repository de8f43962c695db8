/** What must never be kept: passwords in bodies, secrets in URLs and headers. */
import { isSecretField } from "../records/secret-field.ts";
import { remembering } from "../remembering.ts";

/**
 * NLAuth, TBA and OAuth 2.0 all come in Authorization. Gateways and other services have headers of their own, such as
 * X-Api-Key, which a client may send along.
 */
const SECRET_HEADER =
  /authori[sz]ation|cookie|secret|token|password|passwd|credential|signature|(?:api|access|auth|private|subscription|functions)[-_]?key/;
const REDACTED = "[redacted]";

/** The same few names come with every request. */
const MOST_NAMES = 200;
const isSecretHeader = remembering(MOST_NAMES, (name) => SECRET_HEADER.test(name));

export const withoutSecretHeader = (name: string, value: string): string =>
  isSecretHeader(name) ? REDACTED : value;

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
export const mayHoldSecret = (body: string): boolean =>
  PASSWORD.test(body) || (TOKEN_SIGNS.some((sign) => body.includes(sign)) && SECRET_NAME.test(body));

/** One word is found in leaps; the other names are looked for only where a sign stands that each of them has one of. */
const PASSWORD = /password/i;
const TOKEN_SIGNS = ["_", "=", "\\"] as const;
const SECRET_NAME = new RegExp(`${TOKENS}|(?:^|&)token=|\\\\u00`, "i");
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
