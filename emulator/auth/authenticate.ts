/** Decides whether a token-based request may come in, and tells the audit trail why not. */
import type { Channel } from "../exchange/channel.ts";
import type { EngineRequest } from "../exchange/exchange.ts";
import type { Access } from "./access.ts";
import { foreignHost } from "./account-host.ts";
import { baseStringOf, withoutSecretValues } from "./base-string.ts";
import type { Token } from "./credentials.ts";
import type { IntegrationRecord, IntegrationRecords } from "./integration-records.ts";
import type { LockOut } from "./lock-out.ts";
import { failure, type LoginFailure, type LoginOutcome } from "./login-outcome.ts";
import type { NonceStore } from "./nonce-store.ts";
import type { OAuthHeader } from "./oauth-header.ts";
import { isSameSignature, signatureOf } from "./signature.ts";
import { wrongSignature } from "./wrong-signature.ts";

export interface LoginAttempt {
  readonly accountId: string;
  readonly channel: Channel;
  readonly header: TbaHeader;
  readonly request: EngineRequest;
  readonly url: URL;
  readonly now: number;
  readonly integrations: IntegrationRecords;
  readonly nonces: NonceStore;
  readonly access: Access;
  readonly lockOut: LockOut;
}

type PresentHeader = OAuthHeader & { readonly kind: "present" };
type TbaHeader = Exclude<OAuthHeader, { readonly kind: "bearer" }>;

interface Passport {
  readonly attempt: LoginAttempt;
  readonly header: PresentHeader;
  value(name: string): string;
  /** The one whose consumer key was sent. */
  readonly integration: IntegrationRecord | undefined;
}
type Check = (passport: Passport) => LoginFailure | undefined;

const REQUIRED = [
  "realm",
  "oauth_consumer_key",
  "oauth_token",
  "oauth_nonce",
  "oauth_timestamp",
  "oauth_signature_method",
  "oauth_signature",
];

/** Oracle help subsect_156935170194 and section_4395630653: 6 to 64 characters. */
const NONCE_LENGTH = { min: 6, max: 64 };
/** Oracle help subsect_156935170194: five minutes either way. */
const TIMESTAMP_WINDOW_SECONDS = 300;

export function authenticate(attempt: LoginAttempt): LoginOutcome {
  const { header, nonces, now, integrations } = attempt;
  if (header.kind !== "present") return withoutParameters(header);
  const integration = integrations.withConsumerKey(header.value("oauth_consumer_key"));
  const passport: Passport = { attempt, header, integration, value: (name) => header.value(name) ?? "" };
  for (const check of CHECKS) {
    const refused = check(passport);
    // Whatever was wrong, the caller's next question is what it should have signed.
    if (refused !== undefined) return { ...refused, expectedBaseString: expectedBaseStringOf(passport) };
  }
  if (integration === undefined) return UNKNOWN_CONSUMER;
  // Only a good signature uses a nonce up: a stranger must not be able to burn the caller's.
  nonces.remember(nonceUseOf(passport), now);
  return { kind: "success", integration };
}

function withoutParameters(header: Exclude<TbaHeader, PresentHeader>): LoginFailure {
  switch (header.kind) {
    case "absent":
      return failure(
        "MissingTokenPassportRequiredFields",
        "Send an Authorization header that starts with OAuth.",
      );
    case "password":
      // Which word its audit trail has is not published (inferred).
      return failure(
        "MissingTokenPassportRequiredFields",
        "E-mail and password (NLAuth) are no way in for new integrations since 2021.1; sign with a token, or use OAuth 2.0.",
      );
    case "malformed":
      return failure("parameter_rejected", `The Authorization header cannot be read: ${header.why}.`);
  }
}

/** The order is inferred: who it is, whether the user is locked, whether it is really them, what they may do. */
const CHECKS: readonly Check[] = [
  requireParameters,
  requireValues,
  requireEncoding,
  requireRealm,
  requireHost,
  requireAlgorithm,
  requireVersion,
  requireConsumer,
  requireToken,
  requireUnlocked,
  requireNonce,
  requireTimestamp,
  requireFreshNonce,
  requireSignature,
  requireAccess,
];

function requireParameters({ header }: Passport): ReturnType<Check> {
  const missing = REQUIRED.filter((name) => header.value(name) === undefined);
  if (missing.length === 0) return undefined;
  return failure("MissingTokenPassportRequiredFields", `Missing: ${missing.join(", ")}.`);
}

/** Of an empty realm nothing is published: it is none. */
function requireValues({ header, value }: Passport): ReturnType<Check> {
  if (value("realm") === "") return failure("MissingTokenPassportRequiredFields", "Empty: realm.");
  const empty = header.parameters.filter(([name, text]) => text === "" && name.startsWith("oauth_"));
  if (empty.length === 0) return undefined;
  return failure("parameter_rejected", `Empty: ${empty.map(([name]) => name).join(", ")}.`);
}

/** That NetSuite refuses it is inferred from Oracle's demand that every value be encoded (help section_1534941088). */
function requireEncoding({ header }: Passport): ReturnType<Check> {
  if (header.unencoded.length === 0) return undefined;
  const names = header.unencoded.join(", ");
  return failure("parameter_rejected", `Percent-encode these values in the Authorization header: ${names}.`);
}

function requireRealm({ value, attempt: { accountId } }: Passport): ReturnType<Check> {
  if (value("realm") === accountId) return undefined;
  // Which detail a wrong realm gets is not published; a token of another account is what it amounts to.
  return failure(
    "token_rejected",
    `The realm must read ${accountId}, upper case with an underscore; the host name's form is refused.`,
  );
}

/** A token of one account at another account's host is a wrong realm seen from the other side (inferred). */
function requireHost({ attempt: { url, accountId } }: Passport): ReturnType<Check> {
  const hint = foreignHost(url, accountId);
  return hint === undefined ? undefined : failure("token_rejected", hint);
}

function requireAlgorithm({ value }: Passport): ReturnType<Check> {
  if (value("oauth_signature_method") === "HMAC-SHA256") return undefined;
  return failure("UnknownAlgorithm", "Sign with HMAC-SHA256; HMAC-SHA1 ended with release 2023.1.");
}

function requireVersion({ header }: Passport): ReturnType<Check> {
  // Oracle: must be 1.0 when sent; RFC 5849 allows leaving it out.
  const version = header.value("oauth_version");
  if (version === undefined || version === "1.0") return undefined;
  return failure("VersionRejected", "oauth_version must be 1.0.");
}

function requireConsumer({ integration, attempt, value }: Passport): ReturnType<Check> {
  if (integration === undefined) {
    const isSecret = attempt.integrations.isSecret(value("oauth_consumer_key"));
    return isSecret ? failure(UNKNOWN_CONSUMER.detail, secretForId("consumer key")) : UNKNOWN_CONSUMER;
  }
  if (integration.state === "enabled") return undefined;
  return failure(
    "consumer_key_refused",
    `The integration record ${integration.name} is blocked; set its State to Enabled.`,
  );
}

const secretForId = (id: string): string =>
  `A secret was sent where the ${id} belongs: the two are mixed up.`;

const TOKEN_HINTS = {
  inactive: "The token is marked inactive; untick Inactive on the token.",
  revoked: "The token was revoked and stays so; issue a new one.",
} as const satisfies Record<Exclude<Token["state"], "active">, string>;

function requireToken({ value, integration, attempt: { integrations } }: Passport): ReturnType<Check> {
  const id = value("oauth_token");
  const token = integration?.credentials.token(id);
  if (token !== undefined) {
    return token.state === "active" ? undefined : failure("token_rejected", TOKEN_HINTS[token.state]);
  }
  const owner = integrations.ofToken(id);
  if (owner === undefined) {
    return failure(
      "token_rejected",
      integrations.isSecret(id) ? secretForId("token ID") : "No token of this account has this id.",
    );
  }
  return failure("token_rejected", `The token was issued for another integration record, ${owner.name}.`);
}

function requireUnlocked({ attempt: { lockOut, now } }: Passport): ReturnType<Check> {
  if (!lockOut.isLocked(now)) return undefined;
  return failure(
    "temporary_locked",
    "Too many failed logins in a row locked the token's user; stop calling, correct the secrets and wait.",
  );
}

function requireAccess({ attempt: { access, channel } }: Passport): ReturnType<Check> {
  const obstacle = access.obstacle("tba", channel);
  return obstacle === undefined ? undefined : { kind: "failure", ...obstacle };
}

function requireNonce({ value }: Passport): ReturnType<Check> {
  const { length } = value("oauth_nonce");
  if (length >= NONCE_LENGTH.min && length <= NONCE_LENGTH.max) return undefined;
  return failure("nonce_rejected", `A nonce has 6 to 64 characters, this one has ${length}.`);
}

function requireTimestamp({ value, attempt: { now } }: Passport): ReturnType<Check> {
  const text = value("oauth_timestamp");
  const seconds = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  const skew = Math.floor(now / 1000) - seconds;
  if (Math.abs(skew) <= TIMESTAMP_WINDOW_SECONDS) return undefined;
  const distance = Number.isNaN(skew) ? "not a number of seconds" : `${Math.abs(skew)} seconds off`;
  return failure("InvalidTimestamp", `The timestamp is ${distance}; sign a request just before it is sent.`);
}

function requireFreshNonce(passport: Passport): ReturnType<Check> {
  const { nonces, channel } = passport.attempt;
  if (!nonces.isUsed(nonceUseOf(passport))) return undefined;
  // One thing, two words: Oracle help subsect_156935170194.
  const detail = channel === "restlet" ? "nonce_used" : "NonceUsed";
  return failure(detail, "This nonce and timestamp were used before; sign every retry anew.");
}

function requireSignature(passport: Passport): ReturnType<Check> {
  const { integration, value } = passport;
  const token = integration?.credentials.token(value("oauth_token"));
  if (integration === undefined || token === undefined) return UNKNOWN_CONSUMER;
  const { consumerKey, consumerSecret } = integration.credentials;
  const secrets = { consumerKey, consumerSecret, tokenId: token.tokenId, tokenSecret: token.tokenSecret };
  if (isSameSignature(value("oauth_signature"), signatureOf(signedBaseStringOf(passport), secrets)))
    return undefined;
  return wrongSignature({ ...passport.attempt, value, oauth: passport.header.parameters, secrets });
}

const signedBaseStringOf = ({ header, attempt: { request, url } }: Passport): string =>
  baseStringOf({ method: request.method, url, oauth: header.parameters });

/** As the audit trail may show it. */
const expectedBaseStringOf = (passport: Passport): string =>
  withoutSecretValues(signedBaseStringOf(passport), passport.attempt.integrations.secrets());

const nonceUseOf = ({ value }: Passport) => ({
  tokenId: value("oauth_token"),
  nonce: value("oauth_nonce"),
  timestamp: value("oauth_timestamp"),
});

const UNKNOWN_CONSUMER = failure(
  "consumer_key_unknown",
  "No integration record of this account has this consumer key.",
);
