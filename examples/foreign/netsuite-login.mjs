// Token-based authentication (OAuth 1.0a, HMAC-SHA256): the part that both examples share and that is right in both.
import { createHmac, randomBytes } from "node:crypto";

const { NETSUITE_URL, NETSUITE_ACCOUNT, NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET } = process.env;
const { NETSUITE_TOKEN_ID, NETSUITE_TOKEN_SECRET } = process.env;

const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function authorization(method, url) {
  const { origin, pathname, searchParams } = new URL(url);
  const oauth = {
    oauth_consumer_key: NETSUITE_CONSUMER_KEY,
    oauth_nonce: randomBytes(16).toString("hex"),
    oauth_signature_method: "HMAC-SHA256",
    oauth_timestamp: `${Math.floor(Date.now() / 1000)}`,
    oauth_token: NETSUITE_TOKEN_ID,
    oauth_version: "1.0",
  };
  const pairs = [...Object.entries(oauth), ...searchParams]
    .map((pair) => pair.map(encode))
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map((pair) => pair.join("="));
  const base = [method, `${origin}${pathname}`, pairs.join("&")].map(encode).join("&");
  const key = `${encode(NETSUITE_CONSUMER_SECRET)}&${encode(NETSUITE_TOKEN_SECRET)}`;
  const signature = createHmac("sha256", key).update(base).digest("base64");
  const fields = { realm: NETSUITE_ACCOUNT, ...oauth, oauth_signature: signature };
  return `OAuth ${Object.entries(fields)
    .map(([name, value]) => `${name}="${encode(value)}"`)
    .join(", ")}`;
}

/** One call of SuiteTalk REST, such as netsuite("GET", "customer?q=…"); gives the Response as it comes. */
export function netsuite(method, path, body, { signal } = {}) {
  const url = `${NETSUITE_URL}/services/rest/record/v1/${path}`;
  return fetch(url, {
    method,
    headers: { authorization: authorization(method, url), "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}
