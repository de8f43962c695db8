/** How a login ended, and what the audit trail says of it. */
import type { AccessCondition } from "./access.ts";
import type { Difference } from "./diagnosis/first-difference.ts";
import type { IntegrationRecord } from "./integration-records.ts";
import type { LoginDetail } from "./login-audit-trail.ts";

export type LoginOutcome = LoginSuccess | LoginFailure;

export interface LoginSuccess {
  readonly kind: "success";
  readonly integration: IntegrationRecord;
  /** Of an access token. */
  readonly clientId?: string;
}

export interface LoginFailure {
  readonly kind: "failure";
  readonly detail: LoginDetail;
  /** What to look at next; the emulator's own words, NetSuite says no more than the detail. */
  readonly hint: string;
  /** Of an access token that is known. */
  readonly clientId?: string;
  /** What the user or the role lacks. */
  readonly condition?: AccessCondition;
  readonly expectedBaseString?: string;
  readonly mistakes?: readonly string[];
  readonly difference?: Difference;
}

export const failure = (detail: LoginDetail, hint: string): LoginFailure => ({
  kind: "failure",
  detail,
  hint,
});
