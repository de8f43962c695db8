/** The Login Audit Trail: the only place where NetSuite says why a login failed. */

import type { Channel } from "../exchange/channel.ts";
import type { Difference } from "./diagnosis/first-difference.ts";

/** Detail words of Oracle's table, help subsect_156935170194. */
export type LoginDetail =
  | "Success"
  | "MissingTokenPassportRequiredFields"
  | "parameter_rejected"
  | "consumer_key_unknown"
  | "consumer_key_refused"
  | "FeatureDisabled"
  | "token_rejected"
  | "UnknownAlgorithm"
  | "VersionRejected"
  | "nonce_rejected"
  | "NonceUsed"
  /** NonceUsed at a RESTlet. */
  | "nonce_used"
  // Of OAuth 2.0, help subsect_158324637123 and subsect_158711892221.
  | "EntityOrRoleDisabled"
  | "AccessTokenExpired"
  | "TokenRejected"
  | "InvalidIntegration"
  | "ScopeMismatched"
  | "IntegrationBlocked"
  | "ClientAuthenticationFailed"
  | "InvalidTimestamp"
  | "InvalidSignature"
  | "permission_denied"
  | "temporary_locked";

export interface LoginAuditEntry {
  readonly at: number;
  readonly channel: Channel;
  readonly outcome: "success" | "failure";
  readonly detail: LoginDetail;
  /** What to look at next; the emulator's own words, NetSuite says no more than the detail. */
  readonly hint?: string;
  readonly method: string;
  readonly path: string;
  readonly consumerKey: string | null;
  readonly tokenId: string | null;
  readonly nonce: string | null;
  readonly timestamp: string | null;
  /** The text that should have been signed. It holds no secret. */
  readonly expectedBaseString?: string;
  /** For InvalidSignature: what the client did, where that explains the signature. One mistake, or two together. */
  readonly mistakes?: readonly string[];
  /** Where the text that the client signed parts from the expected one. It holds no secret. */
  readonly difference?: Difference;
}

export const AUDIT_TRAIL_LIMIT = 1_000;
