/** Decides whether a request with an access token may come in, and tells the audit trail why not. */
import type { Channel } from "../../exchange/channel.ts";
import type { Access } from "../access.ts";
import { foreignHost } from "../account-host.ts";
import { failure, type LoginFailure, type LoginOutcome } from "../login-outcome.ts";
import type { AccessTokens, Grant } from "./access-tokens.ts";
import { readJwt } from "./jwt.ts";
import { scopeOf } from "./scopes.ts";
import { isOfSystem } from "./system-key.ts";

export interface BearerAttempt {
  readonly accountId: string;
  readonly channel: Channel;
  readonly token: string;
  readonly url: URL;
  readonly now: number;
  readonly tokens: AccessTokens;
  readonly access: Access;
}

/** RFC 6750 section 2.1. */
const TOKEN = /^[\w.~+/-]+=*$/;

/** Whether the user is locked does not matter here (Oracle help section_158082518856). */
export function authenticateBearer(attempt: BearerAttempt): LoginOutcome {
  const { token, url, accountId, tokens, access, channel } = attempt;
  if (!TOKEN.test(token))
    return failure("parameter_rejected", "Authorization must read Bearer and one token.");
  const foreign = foreignHost(url, accountId);
  if (foreign !== undefined) return failure("TokenRejected", foreign);
  const grant = tokens.grantOf(token);
  if (grant === undefined) return unknownToken(attempt);
  const { integration, clientId } = grant;
  const obstacle = access.obstacle("oauth2", channel);
  const refused = refusedGrant(grant, attempt) ?? (obstacle && ({ kind: "failure", ...obstacle } as const));
  return refused === undefined ? { kind: "success", integration, clientId } : { ...refused, clientId };
}

/** Words of Oracle help subsect_158324637123. */
function refusedGrant(grant: Grant, { channel, now }: BearerAttempt): LoginFailure | undefined {
  const { integration, clientId, scopes, expiresAt } = grant;
  if (now >= expiresAt) {
    return failure(
      "AccessTokenExpired",
      "An access token is good for an hour; ask for a new one a while before.",
    );
  }
  if (integration.credentials.consumerKey !== clientId) {
    return failure("InvalidIntegration", "The token's integration record has another client ID by now.");
  }
  if (integration.state === "blocked") {
    return failure(
      "IntegrationBlocked",
      `The integration record ${integration.name} is blocked; set its State to Enabled.`,
    );
  }
  const needed = scopeOf(channel);
  if (scopes.includes(needed)) return undefined;
  return failure("ScopeMismatched", `The token has no scope ${needed}; it has ${scopes.join(", ")}.`);
}

function unknownToken({ token, accountId }: BearerAttempt): LoginFailure {
  const jwt = readJwt(token);
  if (jwt === undefined) return failure("TokenRejected", "This is no access token of NetSuite's.");
  if (!isOfSystem(jwt)) {
    return failure("InvalidSignature", "The token was changed, or issued by an emulator that kept no state.");
  }
  const { aud } = jwt.claims;
  if (Array.isArray(aud) && !aud.includes(accountId)) {
    return failure("TokenRejected", `The token is one of the account ${String(aud[1])}.`);
  }
  return failure("TokenRejected", "The token was revoked, or expired long ago.");
}
