/** Lets a call in or answers NetSuite's one indistinct 401, and keeps the Login Audit Trail either way. */
import type { AccountCore } from "../account.ts";
import { type Reply, refusedReply } from "../exchange/answer.ts";
import { type Call, pathOf } from "../exchange/call.ts";
import { cutText } from "../journal/cut-text.ts";
import { authenticate, type LoginOutcome } from "./authenticate.ts";

/** The refusal, or undefined for a good login. */
export function login(account: AccountCore, call: Call, now: number): Reply | undefined {
  const { request, url, header } = call;
  const { accountId, credentials, nonces } = account;
  const attempt = { accountId, header, method: request.method, now, credentials, nonces };
  const outcome: LoginOutcome =
    url === undefined ? { kind: "failure", ...UNREADABLE_URL } : authenticate({ ...attempt, url });
  account.audit.add({
    at: now,
    channel: "rest",
    ...auditedOutcome(outcome),
    method: request.method,
    path: cutText(pathOf(call), 2_000),
    consumerKey: given(call, "oauth_consumer_key"),
    tokenId: given(call, "oauth_token"),
    nonce: given(call, "oauth_nonce"),
    timestamp: given(call, "oauth_timestamp"),
  });
  return outcome.kind === "success" ? undefined : refusedLogin(account, outcome.detail);
}

const UNREADABLE_URL = {
  detail: "parameter_rejected",
  hint: "The request line holds no readable URL.",
} as const;

/** Seen live with error="token_rejected"; that the other details stand there the same way is inferred. */
function refusedLogin(account: AccountCore, detail: string): Reply {
  const reply = refusedReply(account, { key: "invalid-login" }, "login-refused");
  const challenge = `OAuth realm="${account.accountId}", error="${detail}", error_description="Invalid login attempt."`;
  const headers = { ...reply.response.headers, "www-authenticate": challenge };
  return { ...reply, reason: detail, response: { ...reply.response, headers } };
}

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

function given({ header }: Call, name: string): string | null {
  const text = header.kind === "present" ? header.value(name) : undefined;
  return text === undefined ? null : cutText(text, 256);
}
