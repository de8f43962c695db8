/** OAuth 2.0 client credentials (machine to machine): a signed assertion for an access token of an hour, kept until it ends. */
import { createPrivateKey, type KeyObject, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { IntegrationError } from "../errors.ts";
import type { HttpAnswer, HttpOutcome, Transport } from "../http/transport.ts";
import type { Authorization, Authorizer } from "./authorizer.ts";

export interface OAuth2Credentials {
  /** Of the integration record. */
  readonly clientId: string;
  /** As Setup > Integration > OAuth 2.0 Client Credentials Setup shows it. */
  readonly certificateId: string;
  /** The private key of that certificate, PEM: RSA of 3072 or 4096 bits, or an elliptic curve of 256, 384 or 521. */
  readonly privateKey: string;
}

export interface AccessTokenOptions {
  readonly credentials: OAuth2Credentials;
  readonly tokenUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
}

const SECOND = 1_000;
/** NetSuite takes assertions of up to an hour (Oracle help, section_162790605110); ours are used at once. */
const ASSERTION_SECONDS = 300;
/** A token is not used in its last minute: the call has to arrive before it ends. */
const MARGIN_MS = 60 * SECOND;
const SCOPES = ["rest_webservices", "restlets"];
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

interface AccessToken {
  readonly header: string;
  readonly usableUntil: number;
}

type Fetched = { readonly ok: true; readonly token: AccessToken } | (Authorization & { readonly ok: false });

/** @throws IntegrationError `CONFIGURATION_INVALID` for a private key that cannot be used */
export function createAccessToken(options: AccessTokenOptions): Authorizer {
  const key = signingKey(options.credentials.privateKey);
  const { clock } = options;
  let token: AccessToken | null = null;
  let fetching: Promise<Fetched> | null = null;

  /** Many calls that find no token ask for one together. */
  async function fetched(): Promise<Fetched> {
    fetching ??= fetchToken(options, key).finally(() => {
      fetching = null;
    });
    return fetching;
  }

  return {
    async authorize() {
      if (token !== null && clock.now() < token.usableUntil) return { ok: true, header: token.header };
      const result = await fetched();
      if (!result.ok) return result;
      token = result.token;
      return { ok: true, header: token.header };
    },
    refused() {
      token = null;
    },
  };
}

const tokenBody = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

async function fetchToken(options: AccessTokenOptions, key: SigningKey): Promise<Fetched> {
  const { clock, tokenUrl, transport } = options;
  const askedAt = clock.now();
  const outcome = await transport.send({
    method: "POST",
    url: tokenUrl,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await assertion(options, key),
    }).toString(),
  });
  if (outcome.kind === "no-answer") return { ok: false, outcome: { ...outcome, sent: false } };
  const body = tokenBody.safeParse(jsonOf(outcome));
  if (outcome.status !== 200 || !body.success) return { ok: false, outcome: refusal(outcome) };
  const { access_token, expires_in } = body.data;
  const usableUntil = askedAt + expires_in * SECOND - MARGIN_MS;
  return { ok: true, token: { header: `Bearer ${access_token}`, usableUntil } };
}

function assertion(
  { credentials, tokenUrl, clock }: AccessTokenOptions,
  { key, alg }: SigningKey,
): Promise<string> {
  const now = Math.floor(clock.now() / SECOND);
  return new SignJWT({ scope: SCOPES })
    .setProtectedHeader({ alg, typ: "JWT", kid: credentials.certificateId })
    .setIssuer(credentials.clientId)
    .setAudience(tokenUrl)
    .setIssuedAt(now)
    .setExpirationTime(now + ASSERTION_SECONDS)
    .setJti(randomUUID())
    .sign(key);
}

/** Nothing of the call itself was sent, so trouble at the token's door is never an unknown outcome of the call. */
function refusal(answer: HttpAnswer): HttpOutcome {
  const { status } = answer;
  // Too many at once says nothing of the certificate.
  if (status === 429) return answer;
  if (status >= 500 || status < 400) {
    const message = `The token endpoint answered ${status}.`;
    return { kind: "no-answer", code: "TOKEN_NOT_GIVEN", message, sent: false };
  }
  const reason = z.object({ error: z.string() }).safeParse(jsonOf(answer));
  const detail = `The token endpoint refused the certificate: ${reason.success ? reason.data.error : status}.`;
  const text = JSON.stringify({ "o:errorDetails": [{ detail, "o:errorCode": "OAUTH2_REFUSED" }] });
  return { ...answer, status: 401, text };
}

function jsonOf({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface SigningKey {
  readonly key: KeyObject;
  readonly alg: string;
}

/** Oracle help, section_162790605110: PS256 to PS512 and ES256 to ES512, never RS256. */
const CURVES: Readonly<Record<string, string>> = {
  prime256v1: "ES256",
  secp384r1: "ES384",
  secp521r1: "ES512",
};

function signingKey(pem: string): SigningKey {
  const key = readKey(pem);
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  const alg = asymmetricKeyType === "rsa" ? "PS256" : CURVES[asymmetricKeyDetails?.namedCurve ?? ""];
  if (alg !== undefined) return { key, alg };
  throw unusableKey(`it is of type ${asymmetricKeyType}`);
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw unusableKey("it is no private key in PEM form", cause);
  }
}

const unusableKey = (why: string, cause?: unknown): IntegrationError =>
  new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message: `NetSuite's private key cannot be used: ${why}. Give the PEM file of the key whose certificate was uploaded: RSA of 3072 or 4096 bits, or a curve of 256, 384 or 521.`,
    cause,
  });
