/** What NetSuite's codes and the statuses of HTTP mean by themselves, without any text. */
import type { FailureClass } from "../failure.ts";

export interface CodeRule {
  readonly class: FailureClass;
  readonly advice: string;
}

/** NetSuite's codes that say enough by themselves; they count before any text and any status. */
export const CODES: Readonly<Record<string, CodeRule>> = {
  CONCURRENCY_LIMIT_EXCEEDED: {
    class: "throttled",
    advice: "Wait: the call is sent again when a slot is free.",
  },
  // RESTlets answer 400 with this code instead of 429 (Oracle help, bridgehead_1525252812).
  SSS_REQUEST_LIMIT_EXCEEDED: {
    class: "throttled",
    advice: "Wait: the call is sent again when a slot is free.",
  },
  INVALID_LOGIN: {
    class: "credentials",
    advice:
      "Open Setup > Users/Roles > User Management > View Login Audit Trail in NetSuite, correct the token or the role it names; the entries wait until then.",
  },
  INVALID_LOGIN_ATTEMPT: {
    class: "credentials",
    advice:
      "Open the Login Audit Trail in NetSuite, correct the token or the role it names; the entries wait until then.",
  },
  // Ours, for what the token endpoint of OAuth 2.0 answers with 4xx.
  OAUTH2_REFUSED: {
    class: "credentials",
    advice:
      "Check Setup > Integration > OAuth 2.0 Client Credentials Setup in NetSuite: the certificate may be revoked, expired or of another account; the entries wait until then.",
  },
  // What e-mail and password were refused with (Oracle help, section_4634920277).
  INVALID_LOGIN_CREDENTIALS: {
    class: "credentials",
    advice: "Use a token or a certificate instead of an e-mail and a password; the entries wait until then.",
  },
  TWO_FA_REQD: {
    class: "credentials",
    advice:
      "The role demands two-factor authentication: give the integration a role that does not; the entries wait until then.",
  },
  SSS_INVALID_SCRIPTLET_ID: {
    class: "defect",
    advice:
      "Deploy the RESTlet, release it to the integration's role, and write its script and deployment into the configuration.",
  },
  SSS_INVALID_SCRIPTLET_METHOD: {
    class: "defect",
    advice: "The RESTlet has no such function: deploy the script that belongs to this version.",
  },
};

/** A script that was ended, or that failed by itself, may have saved something before. */
export const ENDED_HALF_WAY: ReadonlySet<string> = new Set([
  "SSS_TIME_LIMIT_EXCEEDED",
  "SSS_USAGE_LIMIT_EXCEEDED",
  "SSS_MEMORY_USAGE_EXCEEDED",
  "SSS_INSTRUCTION_COUNT_EXCEEDED",
  "UNEXPECTED_ERROR",
]);

export const STATUSES: readonly { readonly from: number; readonly to: number; readonly rule: CodeRule }[] = [
  {
    from: 429,
    to: 429,
    rule: { class: "throttled", advice: "Wait: the call is sent again when a slot is free." },
  },
  {
    from: 401,
    to: 401,
    rule: {
      class: "credentials",
      advice:
        "Check the token, the integration record and the role in NetSuite; the entries wait until then.",
    },
  },
  {
    from: 403,
    to: 403,
    rule: {
      class: "credentials",
      advice: "Give the integration's role the missing permission in NetSuite; the entries wait until then.",
    },
  },
  {
    from: 405,
    to: 406,
    rule: {
      class: "defect",
      advice: "NetSuite does not offer this call: report it as a fault of the integration.",
    },
  },
  {
    from: 408,
    to: 408,
    rule: { class: "transient", advice: "The call is tried again; if this persists, check the network." },
  },
  {
    from: 415,
    to: 415,
    rule: {
      class: "defect",
      advice: "NetSuite does not read this content type: report it as a fault of the integration.",
    },
  },
  {
    from: 500,
    to: 599,
    rule: {
      class: "transient",
      advice: "NetSuite is in trouble and the call is tried again; see status.netsuite.com.",
    },
  },
  {
    from: 300,
    to: 399,
    rule: {
      class: "transient",
      advice: "NetSuite sends the call elsewhere: check that the base URL is the account's own.",
    },
  },
  {
    from: 400,
    to: 499,
    rule: {
      class: "data",
      advice: "Correct what NetSuite names, in the source order, the mapping or NetSuite, then re-run.",
    },
  },
];
