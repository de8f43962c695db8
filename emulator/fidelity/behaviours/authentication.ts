/** Logins and the audit trail. */
import type { Behaviour } from "../behaviour.ts";

export const AUTHENTICATION_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "base string, HMAC-SHA256, five minutes, nonce once per token and timestamp",
    confidence: "documented",
    source: "documented (section_1534941088, subsect_156935170194); all published vectors are tests",
  },
  {
    rule: "detail words of the audit trail, on REST and at RESTlets",
    confidence: "documented",
    source:
      "documented (subsect_156935170194), `nonce_used` where REST has `NonceUsed`; `parameter_rejected`, `nonce_rejected`, `VersionRejected` on REST, and `token_rejected` for a wrong realm, inferred",
  },
  {
    rule: "a failed login at a RESTlet: INVALID_REQUEST for signature method, version, timestamp and a header that cannot be read, else INVALID_LOGIN_ATTEMPT",
    status: "400, 401",
    confidence: "conflict",
    source:
      "which is which documented (section_4634920277); 401 observed in two logs, 403 in another; that a timestamp out of its window counts as syntax inferred",
    switch: "quirks.restletLoginStatus",
  },
  {
    rule: "a RESTlet words its errors by the request's Content-Type: JSON, XML or text; text where there is none",
    confidence: "documented",
    source:
      "documented (section_4634920277, names case-sensitive section_4619215993); no type at all inferred",
  },
  {
    rule: "`WWW-Authenticate` on 401",
    confidence: "observed",
    source: "observed on REST with `token_rejected`, other words and RESTlets inferred",
  },
  {
    rule: "e-mail and password (NLAuth) are refused: INVALID_LOGIN_CREDENTIALS at a RESTlet, INVALID_LOGIN on REST",
    status: "401",
    confidence: "inferred",
    source:
      "words documented (section_4634920277), end for new RESTlets with 2021.1 documented (section_4623992425); status and audit word inferred",
  },
  {
    rule: "lock-out after five failures for thirty minutes",
    confidence: "documented",
    source:
      "documented (subsect_156935170194); that only wrong signatures count, and that a good login starts anew, inferred; `lockOut.counts` sets it",
    switch: "lockOut",
  },
  {
    rule: "`consumer_key_refused`, `permission_denied`, `FeatureDisabled`",
    confidence: "documented",
    source: "documented (subsect_156935170194); for a role taken from its user inferred",
  },
  {
    rule: "a role without REST Web Services is told what any failed login is",
    status: "401 INVALID_LOGIN",
    confidence: "conflict",
    source:
      "observed (jacobsvante/netsuite issue 27); another client looks for 403 with a code of PERMISSION",
    switch: "quirks.restPermissionStatus",
  },
  {
    rule: "a Cookie header beside the login is ignored",
    confidence: "conflict",
    source:
      "older clients send one (`NS_ROUTING_VERSION`) and get in; one author was refused with 401 (adaptivesuitesolutions.com, netsuite-401-not-credentials)",
    switch: "quirks.cookieHeader",
  },
  {
    rule: "header values must be percent-encoded, `oauth_` parameters not empty",
    confidence: "documented",
    source:
      "encoding documented (section_1534941088), its refusal inferred; an empty parameter documented for RESTlets (subsect_156935170194), on REST inferred",
  },
  {
    rule: "the header may be folded, its parameters in any order, with or without quotes, the scheme in any case; every oauth_ parameter is signed, known or not",
    confidence: "inferred",
    source:
      "RFC 5849 section 3.4.1.3, which Oracle names (section_1534941088); values without quotes inferred",
  },
  {
    rule: "OAuth 2.0 client credentials (M2M): certificate, assertion, token for an hour; access tokens on REST and at RESTlets, scopes checked",
    confidence: "documented",
    source:
      "documented (section_162755359851, section_162790605110, section_158255317571); an hour from iat to exp, scopes as a list or a text, and any host of the account as audience, because Oracle's own samples differ from its words",
  },
  {
    rule: "whatever is wrong with an assertion is invalid_client, a user or role that may not log in invalid_grant, a blocked integration record unauthorized_client",
    status: "401, 400, 400",
    confidence: "inferred",
    source: "codes documented (subsect_158521832417), which case gets which from RFC 6749 and RFC 7521",
  },
  {
    rule: "a token that is expired, revoked, changed, of another scope or of another account is invalid_token; a header that is no token invalid_request",
    status: "401, 400",
    confidence: "documented",
    source:
      "documented (subsect_158521885412, words of the audit trail subsect_158324637123); the JSON body, and 401 for a scope, inferred",
  },
  {
    rule: "access tokens keep working during a lock-out, and stop when user or role may not log in",
    confidence: "documented",
    source:
      "lock-out documented (section_158082518856); checked at every use inferred from subsect_158324637123",
  },
  {
    rule: "the authorization code grant and refresh tokens are not offered",
    status: "400 unsupported_grant_type",
    confidence: "inferred",
    source: "a gap of the emulator: NetSuite grants both",
  },
  {
    rule: "whoever holds a token may revoke it",
    status: "200",
    confidence: "inferred",
    source: "the endpoint documented (section_161071224088), what it wants besides the token not known",
  },
  {
    rule: "a login of one account at another account's host is refused",
    status: "401",
    confidence: "inferred",
    source: "the audit words `token_rejected` and `TokenRejected` inferred",
  },
];
