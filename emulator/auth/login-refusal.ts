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
  if (channel !== "restlet") return { key: "invalid-login" };
  if (SYNTAX.has(detail)) return { key: "restlet-request-malformed" };
  const key = header.kind === "password" ? "restlet-password-refused" : "invalid-login";
  return { key, status: restletLoginStatus };
}
