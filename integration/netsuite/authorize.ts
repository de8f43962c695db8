/** How a call proves who sends it: signed with a token (TBA), or with an access token of OAuth 2.0. Configuration decides. */
import type { Clock } from "../clock.ts";
import type { Transport } from "../http/transport.ts";
import { createAccessToken, type OAuth2Credentials } from "./access-token.ts";
import type { Authorizer } from "./authorizer.ts";
import { signRequest, type TbaCredentials } from "./sign-request.ts";

/** Oracle lets no new integration use TBA from release 2027.1 on (section_0525020842). */
export type NetSuiteCredentials = TbaCredentials | OAuth2Credentials;

export interface AuthorizerOptions {
  readonly credentials: NetSuiteCredentials;
  readonly realm: string;
  /** Where access tokens are handed out. */
  readonly tokenUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
}

/** @throws IntegrationError `CONFIGURATION_INVALID` for a private key that cannot be used */
export function createAuthorizer(options: AuthorizerOptions): Authorizer {
  const { credentials } = options;
  if ("clientId" in credentials) return createAccessToken({ ...options, credentials });
  const { realm, clock } = options;
  return {
    authorize: async (call) => ({
      ok: true,
      header: signRequest({ ...call, realm, credentials, now: clock.now() }),
    }),
    refused: () => undefined,
  };
}
