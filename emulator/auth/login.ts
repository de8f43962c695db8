/** Lets a call in or answers NetSuite's one indistinct 401, and keeps the Login Audit Trail either way. */
import type { AccountCore } from "../account.ts";
import type { ErrorKey } from "../errors/catalogue.ts";
import { answeringOn, type Reply, refusedReply } from "../exchange/answer.ts";
import { type Call, pathOf } from "../exchange/call.ts";
import { cutText } from "../journal/cut-text.ts";
import { authenticate, type LoginOutcome } from "./authenticate.ts";
import type { LoginDetail } from "./login-audit-trail.ts";

export type LoginResult =
  | { readonly kind: "in"; readonly integration: string }
  | { readonly kind: "refused"; readonly reply: Reply };

export function login(account: AccountCore, call: Call, now: number): LoginResult {
  const { request, url, header } = call;
  const { accountId, integrations, nonces, access, lockOut } = account;
  const attempt = { accountId, header, method: request.method, now, integrations, nonces, access, lockOut };
  const outcome: LoginOutcome =
    url === undefined ? { kind: "failure", ...UNREADABLE_URL } : authenticate({ ...attempt, url });
  account.audit.add({
    at: now,
    channel: call.channel,
    ...auditedOutcome(outcome),
    method: request.method,
    path: cutText(pathOf(call), 2_000),
    consumerKey: given(call, "oauth_consumer_key"),
    tokenId: given(call, "oauth_token"),
    nonce: given(call, "oauth_nonce"),
    timestamp: given(call, "oauth_timestamp"),
  });
  if (outcome.kind === "success") {
    lockOut.succeeded();
    return { kind: "in", integration: outcome.integration.name };
  }
  // Only a known token has a user to lock.
  if (integrations.ofToken(parameterOf(call, "oauth_token")) !== undefined)
    lockOut.failed(outcome.detail, now);
  return { kind: "refused", reply: failedLogin(account, call, outcome.detail) };
}

const UNREADABLE_URL = {
  detail: "parameter_rejected",
  hint: "The request line holds no readable URL.",
} as const;

/** Seen live with error="token_rejected"; that the other details stand there the same way is inferred. */
export function failedLogin(account: AccountCore, call: Call, detail: LoginDetail): Reply {
  const reply = refusedReply(answeringOn(account, call), { key: keyOf(call, detail) }, "login-refused");
  const challenge = `OAuth realm="${account.accountId}", error="${detail}", error_description="Invalid login attempt."`;
  const headers = { ...reply.response.headers, "www-authenticate": challenge };
  return { ...reply, reason: detail, response: { ...reply.response, headers } };
}

/** What a RESTlet takes for bad syntax: signature method, version and timestamp, Oracle help section_4634920277. */
const SYNTAX: ReadonlySet<LoginDetail> = new Set([
  "parameter_rejected",
  "UnknownAlgorithm",
  "VersionRejected",
  "InvalidTimestamp",
]);

const keyOf = ({ channel }: Call, detail: LoginDetail): ErrorKey =>
  channel === "restlet" && SYNTAX.has(detail) ? "restlet-request-malformed" : "invalid-login";

function auditedOutcome(outcome: LoginOutcome) {
  if (outcome.kind === "success") return { outcome: "success", detail: "Success" } as const;
  const { detail, hint, expectedBaseString } = outcome;
  return {
    outcome: "failure",
    detail,
    hint,
    ...(expectedBaseString === undefined ? {} : { expectedBaseString: cutText(expectedBaseString, 8_000) }),
  } as const;
}

function given(call: Call, name: string): string | null {
  const text = parameterOf(call, name);
  return text === undefined ? null : cutText(text, 256);
}

const parameterOf = ({ header }: Call, name: string): string | undefined =>
  header.kind === "present" ? header.value(name) : undefined;
