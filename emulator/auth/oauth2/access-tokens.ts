/** The access tokens of an account: each is good for an hour, or until it is revoked. */
import { z } from "zod";
import type { SeededRandom } from "../../seeded-random.ts";
import type { IntegrationRecord } from "../integration-records.ts";
import { signJwt } from "./jwt.ts";
import { SCOPES, type Scope } from "./scopes.ts";
import { SYSTEM_KEY_ID, systemKey } from "./system-key.ts";

export interface Grant {
  readonly integration: IntegrationRecord;
  /** The consumer key that it was issued to. */
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface AccessTokens {
  issue(request: Omit<Grant, "expiresAt">, now: number): string;
  /** Known tokens need no signature checked again, so a login with one costs a look-up. */
  grantOf(token: string): Grant | undefined;
  revoke(token: string): void;
  clear(): void;
  save(): readonly SavedGrant[];
  /** Known tokens need no key: those that an earlier process signed are as good as ever. */
  load(saved: readonly SavedGrant[]): void;
}

export const savedGrantSchema = z.object({
  token: z.string(),
  integration: z.string(),
  clientId: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  expiresAt: z.number(),
});

type SavedGrant = z.output<typeof savedGrantSchema>;

export interface AccessTokensOptions {
  readonly accountId: string;
  readonly random: SeededRandom;
  /** Throws for a name that no integration record has. */
  integrationNamed(name: string): IntegrationRecord;
  changed(): void;
}

/** Oracle help section_158081952044. */
export const TOKEN_SECONDS = 3_600;
/** An expired token is remembered for a while, so that the audit trail can say what became of it. */
const KEPT_MS = 2 * TOKEN_SECONDS * 1_000;

export function createAccessTokens(options: AccessTokensOptions): AccessTokens {
  const { accountId, random, integrationNamed, changed } = options;
  // Maps keep the order of insertion, so the oldest are in front.
  const grants = new Map<string, Grant>();
  return {
    issue(request, now) {
      for (const [token, { expiresAt }] of grants) {
        if (expiresAt + KEPT_MS > now) break;
        grants.delete(token);
      }
      const iat = Math.floor(now / 1_000);
      const claims = {
        // Role and entity (help section_158255317571): the one user's.
        sub: "3;1",
        aud: [request.clientId, accountId],
        scope: request.scopes,
        iss: "https://system.netsuite.com",
        oit: iat,
        iat,
        exp: iat + TOKEN_SECONDS,
        jti: random.uuid(),
      };
      const token = signJwt({ alg: "PS256", kid: SYSTEM_KEY_ID }, claims, systemKey());
      grants.set(token, { ...request, expiresAt: claims.exp * 1_000 });
      changed();
      return token;
    },
    grantOf: (token) => grants.get(token),
    revoke(token) {
      if (grants.delete(token)) changed();
    },
    clear: () => grants.clear(),
    save: () =>
      [...grants].map(([token, { integration, scopes, ...grant }]) => ({
        token,
        ...grant,
        integration: integration.name,
        scopes: [...scopes],
      })),
    load(saved) {
      grants.clear();
      for (const { token, integration, ...grant } of saved) {
        grants.set(token, { ...grant, integration: integrationNamed(integration) });
      }
    },
  };
}
