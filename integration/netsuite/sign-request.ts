/** Signs one request with token-based authentication (OAuth 1.0a, HMAC-SHA256); nothing else imports oauth-1.0a. */
import { createHmac, randomBytes } from "node:crypto";
import OAuth from "oauth-1.0a";
import { IntegrationError } from "../errors.ts";

export interface TbaCredentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly tokenId: string;
  readonly tokenSecret: string;
}

export interface RequestToSign {
  readonly method: string;
  readonly url: string;
  readonly realm: string;
  readonly credentials: TbaCredentials;
  /** Epoch milliseconds; NetSuite accepts five minutes to either side (Oracle help, subsect_156935170194). */
  readonly now: number;
  /** 6 to 64 letters and digits, used once (Oracle help, section_4395630653). @default 32 random hexadecimal digits */
  readonly nonce?: string;
}

/**
 * The value of the Authorization header. The JSON body is never part of the signature.
 *
 * @throws IntegrationError `CONFIGURATION_INVALID` when a query parameter could override what is being signed
 */
export function signRequest(request: RequestToSign): string {
  const { credentials, realm, now, nonce = randomBytes(16).toString("hex") } = request;
  const url = new URL(request.url);
  const oauth = new OAuth({
    consumer: { key: credentials.consumerKey, secret: credentials.consumerSecret },
    realm,
    signature_method: "HMAC-SHA256",
    hash_function: (baseString, key) => createHmac("sha256", key).update(baseString).digest("base64"),
  });
  // The library's own nonce comes from Math.random and its timestamp from the wall clock.
  oauth.getNonce = () => nonce;
  oauth.getTimeStamp = () => Math.floor(now / 1000);
  // The library misreads query strings (repeated keys, "=" in values, encoded keys), so it never sees one.
  const authorization = oauth.authorize(
    { method: request.method, url: `${url.origin}${url.pathname}`, data: queryParameters(url) },
    { key: credentials.tokenId, secret: credentials.tokenSecret },
  );
  return oauth.toHeader(authorization).Authorization;
}

/** Without a prototype, so that a parameter called `toString` is a parameter; repeated keys become arrays. */
function queryParameters(url: URL): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = Object.create(null);
  for (const [key, value] of url.searchParams) {
    if (key.startsWith("oauth_")) {
      throw new IntegrationError({
        code: "CONFIGURATION_INVALID",
        message: `The URL for NetSuite carries a query parameter "${key}", which would replace what is being signed. Rename it.`,
      });
    }
    const known = parameters[key];
    parameters[key] = known === undefined ? value : [known, value].flat();
  }
  return parameters;
}
