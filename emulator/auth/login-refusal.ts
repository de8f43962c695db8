/** What a failed login is told, which is next to nothing: the audit trail has the rest. */
import type { Refusal } from "../errors/refusal.ts";
import type { Call } from "../exchange/call.ts";
import type { Quirks } from "../quirks.ts";
import type { LoginDetail } from "./login-audit-trail.ts";
import type { LoginFailure } from "./login-outcome.ts";

/** What a RESTlet takes for bad syntax: signature method, version and timestamp, Oracle help section_4634920277. */
const SYNTAX: ReadonlySet<LoginDetail> = new Set([
  "parameter_rejected",
  "UnknownAlgorithm",
  "VersionRejected",
  "InvalidTimestamp",
]);

export function loginRefusal(
  { channel, header }: Call,
  { detail, condition }: LoginFailure,
  { restletLoginStatus, restPermissionStatus }: Quirks,
): Refusal {
  if (condition === "roleAllowsRest" && restPermissionStatus === 403)
    return { key: "rest-permission-missing" };
  const isMalformedBearer = header.kind === "bearer" && detail === "parameter_rejected";
  if (channel !== "restlet") return { key: isMalformedBearer ? "request-malformed" : "invalid-login" };
  if (SYNTAX.has(detail)) return { key: "restlet-request-malformed" };
  const key = header.kind === "password" ? "restlet-password-refused" : "invalid-login";
  return { key, status: restletLoginStatus };
}

/**
 * The header that says how to log in. Seen live with error="token_rejected"; that the other details stand there the same
 * way is inferred. Of access tokens only two errors are told (Oracle help subsect_158521885412).
 */
export function challengeOf(accountId: string, { header }: Call, { detail }: LoginFailure): string {
  if (header.kind !== "bearer") return challenge("OAuth", accountId, detail, "Invalid login attempt.");
  return detail === "parameter_rejected"
    ? challenge("Bearer", accountId, "invalid_request", MALFORMED)
    : challenge("Bearer", accountId, "invalid_token", "Invalid login attempt.");
}

const MALFORMED = "The request could not be understood by the server due to malformed syntax.";

const challenge = (scheme: string, realm: string, error: string, description: string): string =>
  `${scheme} realm="${realm}", error="${error}", error_description="${description}"`;
