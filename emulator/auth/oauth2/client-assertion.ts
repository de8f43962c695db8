/** Checks the token by which a client proves who it is (RFC 7523), as Oracle help section_162790605110 describes it. */
import type { Access } from "../access.ts";
import { hostLabelOf } from "../account-host.ts";
import type { IntegrationRecord, IntegrationRecords } from "../integration-records.ts";
import type { LoginDetail } from "../login-audit-trail.ts";
import { ALGORITHMS, isAlgorithm, isSignedBy, type Jwt, readJwt } from "./jwt.ts";
import type { OAuth2 } from "./oauth2.ts";
import { isScope, readScopes, type Scope } from "./scopes.ts";

export interface AssertionFacts {
  readonly accountId: string;
  readonly integrations: IntegrationRecords;
  readonly access: Access;
  readonly oauth2: OAuth2;
}

/** Of RFC 6749 section 5.2; Oracle lists them too (help subsect_158521832417). */
export type GrantError =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_scope"
  | "unauthorized_client"
  | "unsupported_grant_type";

export interface RefusedGrant {
  readonly kind: "refused";
  readonly error: GrantError;
  readonly detail: LoginDetail;
  readonly hint: string;
  readonly clientId: string | null;
}

export interface AcceptedAssertion {
  readonly kind: "accepted";
  readonly integration: IntegrationRecord;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
}

interface Assertion extends AssertionFacts {
  readonly jwt: Jwt;
  readonly integration: IntegrationRecord;
  /** Where the token was asked for. */
  readonly endpoint: URL;
  readonly now: number;
}

type Finding = Pick<RefusedGrant, "error" | "detail" | "hint">;
type Check = (assertion: Assertion) => Finding | undefined;

export interface AssertionAttempt {
  readonly assertion: string;
  readonly endpoint: URL;
  readonly now: number;
}

export function checkAssertion(
  facts: AssertionFacts,
  { assertion, endpoint, now }: AssertionAttempt,
): AcceptedAssertion | RefusedGrant {
  const jwt = readJwt(assertion);
  if (jwt === undefined) {
    const hint = "client_assertion is no JSON Web Token of three parts.";
    return {
      kind: "refused",
      error: "invalid_request",
      detail: "ClientAuthenticationFailed",
      hint,
      clientId: null,
    };
  }
  const clientId = typeof jwt.claims["iss"] === "string" ? jwt.claims["iss"] : "";
  const integration = facts.integrations.withConsumerKey(clientId);
  if (integration === undefined) {
    return {
      kind: "refused",
      ...failed("iss is the client ID of no integration record here.", "InvalidIntegration"),
      clientId,
    };
  }
  for (const check of CHECKS) {
    const finding = check({ ...facts, jwt, integration, endpoint, now });
    if (finding !== undefined) return { kind: "refused", ...finding, clientId };
  }
  const scopes = readScopes(jwt.claims["scope"]).filter(isScope);
  return { kind: "accepted", integration, clientId, scopes: [...new Set(scopes)] };
}

/** That whatever is wrong with an assertion is invalid_client is RFC 7521 section 4.2.1; for NetSuite inferred. */
const CHECKS: readonly Check[] = [
  requireAlgorithm,
  requireCertificate,
  requireSignature,
  requireAudience,
  requireTimes,
  requireEnabled,
  requireAccess,
  requireScopes,
];

const failed = (hint: string, detail: LoginDetail = "ClientAuthenticationFailed"): Finding => ({
  error: "invalid_client",
  detail,
  hint,
});

function requireAlgorithm({ jwt }: Assertion): ReturnType<Check> {
  if (isAlgorithm(jwt.header["alg"])) return undefined;
  return failed(`alg must be one of ${Object.keys(ALGORITHMS).join(", ")}; RS256 is not among them.`);
}

const mappingOf = ({ jwt, integration, oauth2 }: Assertion) =>
  oauth2.credentialsOf(integration.name).mapping(String(jwt.header["kid"]));

function requireCertificate(assertion: Assertion): ReturnType<Check> {
  const mapping = mappingOf(assertion);
  if (mapping === undefined) {
    return failed(
      "kid must be the certificate ID that the M2M setup page shows for this integration record.",
    );
  }
  if (mapping.isRevoked) return failed("The certificate was revoked; it takes a new one.");
  if (assertion.now >= mapping.validUntil) return failed("The certificate has expired; it takes a new one.");
  return assertion.now < mapping.validFrom ? failed("The certificate is not valid yet.") : undefined;
}

function requireSignature(assertion: Assertion): ReturnType<Check> {
  const mapping = mappingOf(assertion);
  if (mapping !== undefined && isSignedBy(assertion.jwt, mapping.publicKey)) return undefined;
  return failed(
    "The assertion was not signed with the certificate's private key, or alg is not of that key's kind.",
    "InvalidSignature",
  );
}

const API_HOSTS = ["suitetalk.api", "restlets.api", "app"];

/** Oracle names the token endpoint, its own sample the restlets host: any of the account's hosts will do. */
function requireAudience({ jwt, endpoint, accountId }: Assertion): ReturnType<Check> {
  const label = hostLabelOf(accountId);
  const origins = [...API_HOSTS.map((host) => `https://${label}.${host}.netsuite.com`), endpoint.origin];
  const expected = origins.map((origin) => `${origin}${endpoint.pathname}`);
  const given = [jwt.claims["aud"]].flat();
  if (given.some((audience) => expected.includes(withLowerHost(audience)))) return undefined;
  return failed(`aud must be the token endpoint, such as ${expected.at(-1)}.`);
}

const withLowerHost = (audience: unknown): string =>
  typeof audience === "string" && URL.canParse(audience) ? new URL(audience).href : "";

const LONGEST_SECONDS = 3_600;
/** How far ahead a client's clock may be; for a signed request it is five minutes, here the same is inferred. */
const SKEW_SECONDS = 300;

/** Oracle says less than an hour, its own sample is an hour: an hour will do. */
function requireTimes({ jwt, now }: Assertion): ReturnType<Check> {
  const { iat, exp } = jwt.claims;
  if (typeof iat !== "number" || typeof exp !== "number")
    return failed("iat and exp must be seconds since 1970.");
  const seconds = now / 1_000;
  if (exp <= seconds) return failed(`The assertion expired ${Math.ceil(seconds - exp)} seconds ago.`);
  if (iat > seconds + SKEW_SECONDS) return failed(`iat is ${Math.floor(iat - seconds)} seconds ahead.`);
  return exp - iat > LONGEST_SECONDS || exp <= iat
    ? failed(`exp must be at most ${LONGEST_SECONDS} seconds after iat, it is ${exp - iat}.`)
    : undefined;
}

function requireEnabled({ integration }: Assertion): ReturnType<Check> {
  if (integration.state === "enabled") return undefined;
  const hint = `The integration record ${integration.name} is blocked; set its State to Enabled.`;
  return { error: "unauthorized_client", detail: "IntegrationBlocked", hint };
}

function requireAccess({ access }: Assertion): ReturnType<Check> {
  const obstacle = access.obstacle("oauth2", "oauth2");
  return obstacle === undefined ? undefined : { error: "invalid_grant", ...obstacle };
}

function requireScopes({ jwt, integration }: Assertion): ReturnType<Check> {
  const asked = readScopes(jwt.claims["scope"]);
  const unknown = asked.filter((name) => !isScope(name) || !integration.scopes.includes(name));
  if (asked.length > 0 && unknown.length === 0) return undefined;
  const hint =
    asked.length === 0
      ? "scope names nothing; ask for restlets, rest_webservices, or both."
      : `This integration record has no scope ${unknown.join(", ")}; it has ${integration.scopes.join(", ")}.`;
  return { error: "invalid_scope", detail: "ScopeMismatched", hint };
}
