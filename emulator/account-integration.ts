/** One integration record as an administrator sees it: its credentials, its slots, and its life cycle. */
import type { TbaCredentials } from "./auth/credentials.ts";
import type { IntegrationRecord, IntegrationState } from "./auth/integration-records.ts";
import type { OAuth2Credentials } from "./auth/oauth2/client-credentials.ts";
import type { OAuth2 } from "./auth/oauth2/oauth2.ts";
import type { Slots } from "./governance/slots.ts";

/** An integration record and its token; both are the same for the same seed. */
export interface Integration {
  readonly name: string;
  /** Slots kept for it, which it cannot exceed; null when it shares the unallocated ones. */
  readonly allocation: number | null;
  /** As an administrator at Integration Governance; throws EmulatorError IMPOSSIBLE_ALLOCATION if none stayed unallocated. */
  allocate(allocation: number | null): void;
  readonly state: IntegrationState;
  readonly credentials: TbaCredentials;
  /** For OAuth 2.0 client credentials. The key pair is made when it is first asked for. */
  readonly oauth2: OAuth2Credentials;
  /** A new key pair and certificate ID; earlier certificates keep their state. */
  issueCertificate(): void;
  /** A certificate of one's own, in PEM; throws EmulatorError INVALID_OPTIONS for one that NetSuite would not take. */
  registerCertificate(certificatePem: string): void;
  /** For ever, all there are; tokens that were issued before stay good for their hour. */
  revokeCertificates(): void;
  /** Nobody gets in through it until it is unblocked; the audit trail says consumer_key_refused. */
  block(): void;
  unblock(): void;
  /** For ever: a revoked token never comes back. */
  revokeToken(): void;
  /** A new token, which `credentials` shows from now on; earlier tokens keep their state. */
  issueToken(): TbaCredentials;
  /** The reversible Inactive box of the current token. */
  setTokenActive(active: boolean): void;
}

export function createAccountIntegration(
  record: IntegrationRecord,
  { slots, oauth2 }: { readonly slots: Slots; readonly oauth2: OAuth2 },
): Integration {
  const { name, credentials } = record;
  const certificates = oauth2.credentialsOf(name);
  return {
    name,
    get allocation() {
      return slots.shareOf(name).allocation ?? null;
    },
    allocate: (allocation) => slots.allocate(name, allocation),
    get state() {
      return record.state;
    },
    get credentials() {
      return credentials.current;
    },
    get oauth2() {
      return { clientId: credentials.consumerKey, ...certificates.current() };
    },
    issueCertificate: certificates.issue,
    registerCertificate: certificates.register,
    revokeCertificates: certificates.revoke,
    block: () => record.setState("blocked"),
    unblock: () => record.setState("enabled"),
    revokeToken: () => credentials.revoke(),
    issueToken: () => credentials.issue(),
    setTokenActive: (active) => credentials.setActive(active),
  };
}
