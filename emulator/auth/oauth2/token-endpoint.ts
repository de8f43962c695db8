/** The OAuth 2.0 endpoints: a token for a client's own certificate (M2M), its revocation, and the keys that verify it. */
import type { ErrorKey } from "../../errors/catalogue.ts";
import type { Refusal } from "../../errors/refusal.ts";
import type { EngineRequest } from "../../exchange/exchange.ts";
import type { BoundedLog } from "../../journal/bounded-log.ts";
import type { Plan, Service, ServiceAnswer } from "../../services/service.ts";
import type { LoginAuditEntry } from "../login-audit-trail.ts";
import { TOKEN_SECONDS } from "./access-tokens.ts";
import {
  type AcceptedAssertion,
  type AssertionFacts,
  checkAssertion,
  type GrantError,
  type RefusedGrant,
} from "./client-assertion.ts";
import { type Form, readForm } from "./form.ts";
import { keySet } from "./system-key.ts";

const PATH = "/services/rest/auth/oauth2/v1";
/** RFC 7523 section 2.2. */
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

export interface TokenEndpointOptions extends AssertionFacts {
  readonly audit: BoundedLog<LoginAuditEntry>;
  now(): number;
}

type Endpoint = (options: TokenEndpointOptions, request: EngineRequest, url: URL) => ServiceAnswer;

const ENDPOINTS: Readonly<Record<string, { readonly method: string; readonly answer: Endpoint }>> = {
  [`${PATH}/token`]: { method: "POST", answer: issueToken },
  [`${PATH}/revoke`]: { method: "POST", answer: revokeToken },
  [`${PATH}/keys`]: { method: "GET", answer: () => contentOf(keySet()) },
};

export function createTokenEndpoint(options: TokenEndpointOptions): Service {
  return {
    path: PATH,
    plan: (request, url): Plan => ({
      operation: "token",
      latency: { kind: "get" },
      run() {
        const endpoint = ENDPOINTS[url.pathname];
        if (endpoint === undefined) return refused({ key: "path-not-found" });
        if (request.method !== endpoint.method) {
          return refused({ key: "method-not-allowed", values: { method: request.method } });
        }
        return endpoint.answer(options, request, url);
      },
    }),
  };
}

function issueToken(options: TokenEndpointOptions, request: EngineRequest, url: URL): ServiceAnswer {
  const { accountId, oauth2 } = options;
  const now = options.now();
  const outcome = outcomeOf(options, request, url, now);
  options.audit.add(auditEntry(outcome, { request, url, now }));
  if (outcome.kind === "refused") {
    const headers = { "www-authenticate": `Basic realm="${accountId}"` };
    const refusal = { key: KEYS[outcome.error] } as const;
    return { kind: "refused", refusal, ...(outcome.error === "invalid_client" ? { headers } : {}) };
  }
  const { integration, clientId, scopes } = outcome;
  return contentOf({
    access_token: oauth2.tokens.issue({ integration, clientId, scopes }, now),
    expires_in: TOKEN_SECONDS,
    token_type: "Bearer",
  });
}

const KEYS = {
  invalid_request: "oauth2-invalid-request",
  invalid_client: "oauth2-invalid-client",
  invalid_grant: "oauth2-invalid-grant",
  invalid_scope: "oauth2-invalid-scope",
  unauthorized_client: "oauth2-unauthorized-client",
  unsupported_grant_type: "oauth2-unsupported-grant-type",
} as const satisfies Record<GrantError, ErrorKey>;

function outcomeOf(
  options: TokenEndpointOptions,
  request: EngineRequest,
  endpoint: URL,
  now: number,
): AcceptedAssertion | RefusedGrant {
  const form = readForm(request);
  const unfit = form.kind === "unreadable" ? malformed(form.why) : unfitForm(form);
  if (unfit !== undefined) return unfit;
  const assertion = form.kind === "form" ? form.value("client_assertion") : "";
  return checkAssertion(options, { assertion, endpoint, now });
}

function unfitForm({ value }: Form & { kind: "form" }): RefusedGrant | undefined {
  const grantType = value("grant_type");
  if (grantType === "") return malformed("grant_type is missing");
  if (grantType !== "client_credentials") {
    const hint = `The emulator grants client_credentials only, not ${grantType}.`;
    return { ...malformed(""), error: "unsupported_grant_type", hint };
  }
  if (value("client_assertion_type") !== ASSERTION_TYPE) {
    return malformed(`client_assertion_type must read ${ASSERTION_TYPE}`);
  }
  return value("client_assertion") === "" ? malformed("client_assertion is missing") : undefined;
}

const malformed = (why: string): RefusedGrant => ({
  kind: "refused",
  error: "invalid_request",
  detail: "ClientAuthenticationFailed",
  hint: `The request is not as it should be: ${why}.`,
  clientId: null,
});

/** Whoever holds a token may end it; whether NetSuite wants the client's proof as well is not known. */
function revokeToken({ oauth2 }: TokenEndpointOptions, request: EngineRequest): ServiceAnswer {
  const form = readForm(request);
  if (form.kind === "unreadable" || form.value("token") === "")
    return refused({ key: "oauth2-invalid-request" });
  // A token that is not known is as good as revoked (RFC 7009 section 2.2).
  oauth2.tokens.revoke(form.value("token"));
  return contentOf({});
}

function auditEntry(
  outcome: AcceptedAssertion | RefusedGrant,
  { request, url, now }: { readonly request: EngineRequest; readonly url: URL; readonly now: number },
): LoginAuditEntry {
  const about = {
    at: now,
    channel: "oauth2",
    method: request.method,
    path: url.pathname,
    consumerKey: outcome.clientId,
    tokenId: null,
    nonce: null,
    timestamp: null,
  } as const;
  if (outcome.kind === "accepted") return { ...about, outcome: "success", detail: "Success" };
  return { ...about, outcome: "failure", detail: outcome.detail, hint: outcome.hint };
}

const refused = (refusal: Refusal): ServiceAnswer => ({ kind: "refused", refusal });
const contentOf = (content: unknown): ServiceAnswer => ({ kind: "content", shape: "json", content });
