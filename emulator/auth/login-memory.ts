/** Everything that an account's logins are checked against, and where they are written down. */
import type { AccountSettings } from "../account-options.ts";
import { type BoundedLog, createBoundedLog } from "../journal/bounded-log.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { type Access, createAccess } from "./access.ts";
import { createIntegrationRecords, type IntegrationRecords } from "./integration-records.ts";
import { createLockOut, type LockOut } from "./lock-out.ts";
import { AUDIT_TRAIL_LIMIT, type LoginAuditEntry } from "./login-audit-trail.ts";
import { createNonceStore, type NonceStore } from "./nonce-store.ts";
import { createOAuth2, type OAuth2 } from "./oauth2/oauth2.ts";

export interface LoginMemory {
  readonly integrations: IntegrationRecords;
  readonly oauth2: OAuth2;
  readonly access: Access;
  readonly lockOut: LockOut;
  readonly nonces: NonceStore;
  readonly audit: BoundedLog<LoginAuditEntry>;
}

interface Surroundings {
  random(stream: string): SeededRandom;
  now(): number;
}

export function createLoginMemory(settings: AccountSettings, surroundings: Surroundings): LoginMemory {
  const integrations = createIntegrationRecords(settings.integrations, surroundings.random);
  return {
    integrations,
    oauth2: createOAuth2({ ...settings, ...surroundings, integrationNamed: integrations.named }),
    access: createAccess(),
    lockOut: createLockOut(settings.lockOut),
    nonces: createNonceStore(),
    audit: createBoundedLog(AUDIT_TRAIL_LIMIT),
  };
}
