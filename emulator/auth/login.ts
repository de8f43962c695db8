/** Lets a call in or answers NetSuite's one indistinct no, and keeps the Login Audit Trail either way. */
import type { AccountCore } from "../account.ts";
import type { Refusal } from "../errors/refusal.ts";
import { answeringOn, type Reply, refusedReply } from "../exchange/answer.ts";
import { type Call, pathOf } from "../exchange/call.ts";
import { cutText } from "../journal/cut-text.ts";
import { authenticate } from "./authenticate.ts";
import type { IntegrationRecords } from "./integration-records.ts";
import type { LoginAuditEntry, LoginDetail } from "./login-audit-trail.ts";
import { failure, type LoginFailure, type LoginOutcome } from "./login-outcome.ts";
import { challengeOf, loginRefusal } from "./login-refusal.ts";
import { authenticateBearer } from "./oauth2/authenticate-bearer.ts";

export type LoginResult =
  | { readonly kind: "in"; readonly integration: string }
  | { readonly kind: "refused"; readonly reply: Reply };

export function login(account: AccountCore, call: Call, now: number): LoginResult {
  const { integrations, lockOut } = account;
  const outcome = outcomeOf(account, call, now);
  account.audit.add(auditEntry(call, outcome, { now, integrations }));
  if (outcome.kind === "success") {
    // The lock is on tokens that are signed with (Oracle help section_158082518856).
    if (call.header.kind === "present") lockOut.succeeded();
    return { kind: "in", integration: outcome.integration.name };
  }
  // Only a known token has a user to lock.
  if (integrations.ofToken(parameterOf(call, "oauth_token")) !== undefined)
    lockOut.failed(outcome.detail, now);
  return { kind: "refused", reply: refused(account, call, outcome) };
}

function outcomeOf(account: AccountCore, call: Call, now: number): LoginOutcome {
  const { request, url, header, channel } = call;
  if (url === undefined) return UNREADABLE_URL;
  if (account.quirks.cookieHeader === "refused" && request.headers["cookie"] !== undefined) {
    return COOKIE_SENT;
  }
  const { accountId, integrations, nonces, access, lockOut, oauth2 } = account;
  const { tokens } = oauth2;
  return header.kind === "bearer"
    ? authenticateBearer({ accountId, channel, url, now, access, token: header.token, tokens })
    : authenticate({ accountId, channel, url, now, access, header, request, integrations, nonces, lockOut });
}

const UNREADABLE_URL = failure("parameter_rejected", "The request line holds no readable URL.");

/** The word is inferred: the request's session was rejected, not its token. */
const COOKIE_SENT = failure(
  "token_rejected",
  "A Cookie header came with the login, which NetSuite was seen to take for a browser's session; send none.",
);

export function failedLogin(account: AccountCore, call: Call, detail: LoginDetail): Reply {
  return refused(account, call, failure(detail, ""));
}

function refused(account: AccountCore, call: Call, outcome: LoginFailure): Reply {
  const refusal: Refusal = loginRefusal(call, outcome, account.quirks);
  const reply = refusedReply(answeringOn(account, call), refusal, "login-refused");
  const challenge = challengeOf(account.accountId, call, outcome);
  const headers = { ...reply.response.headers, "www-authenticate": challenge };
  return { ...reply, reason: outcome.detail, response: { ...reply.response, headers } };
}

interface Audited {
  readonly now: number;
  readonly integrations: IntegrationRecords;
}

function auditEntry(call: Call, outcome: LoginOutcome, { now, integrations }: Audited): LoginAuditEntry {
  const given = (name: string): string | null => shownParameter(call, name, integrations);
  return {
    at: now,
    channel: call.channel,
    ...auditedOutcome(outcome),
    method: call.request.method,
    path: cutText(pathOf(call), 2_000),
    consumerKey: outcome.clientId ?? given("oauth_consumer_key"),
    tokenId: given("oauth_token"),
    nonce: given("oauth_nonce"),
    timestamp: given("oauth_timestamp"),
  };
}

function auditedOutcome(outcome: LoginOutcome) {
  if (outcome.kind === "success") return { outcome: "success", detail: "Success" } as const;
  const { detail, hint, expectedBaseString, mistakes, difference } = outcome;
  return {
    outcome: "failure",
    detail,
    hint,
    ...(expectedBaseString === undefined ? {} : { expectedBaseString: cutText(expectedBaseString, 8_000) }),
    ...(mistakes === undefined ? {} : { mistakes }),
    ...(difference === undefined ? {} : { difference }),
  } as const;
}

function shownParameter(call: Call, name: string, integrations: IntegrationRecords): string | null {
  const text = parameterOf(call, name);
  if (text === undefined) return null;
  return integrations.isSecret(text) ? "[redacted]" : cutText(text, 256);
}

const parameterOf = ({ header }: Call, name: string): string | undefined =>
  header.kind === "present" ? header.value(name) : undefined;
