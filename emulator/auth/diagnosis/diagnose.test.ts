import { createHmac } from "node:crypto";
import fc from "fast-check";
import OAuth from "oauth-1.0a";
import { expect, test } from "vitest";
import { ACCOUNT_ID, type Acme, acme, ORIGIN, RECORDS } from "../../testing/acme.ts";

const ORDERS = `${RECORDS}/salesOrder`;
const LIST = `${ORDERS}?limit=5&q=memo%20IS%20%22it's%20(new)%20%2B%22&offset=0`;

interface Client {
  readonly method?: string;
  /** What is called. */
  readonly path?: string;
  /** What is signed instead of the URL that is called. */
  readonly url?: string;
  readonly signedMethod?: string;
  /** Signed with the rest, and not sent. */
  readonly data?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** What the client does to the text that it signs. */
  readonly text?: (right: string) => string;
  readonly key?: (secrets: Secrets) => string;
  readonly seal?: (text: string, key: string) => string;
  readonly version?: string;
}
type Secrets = Acme["account"]["credentials"];

const sha256 = (text: string, key: string): string => createHmac("sha256", key).update(text).digest("base64");

/** An independent client of its own ways; the emulator's answer, as its audit trail has it. */
async function auditOf(client: Client, world = acme({ lockOut: false })) {
  const { method = "GET", path = LIST, seal = sha256, text = (right: string) => right } = client;
  const { account, clock } = world;
  const { consumerKey, consumerSecret, tokenId, tokenSecret } = account.credentials;
  const called = path.startsWith("http") ? path : `${ORIGIN}${path}`;
  const oauth = new OAuth({
    consumer: { key: consumerKey, secret: consumerSecret },
    signature_method: "HMAC-SHA256",
    hash_function: (right, key) => seal(text(right), client.key?.(account.credentials) ?? key),
  });
  if (client.version !== undefined) oauth.version = client.version;
  oauth.getTimeStamp = () => Math.floor(clock.now() / 1000);
  // A copy, because oauth-1.0a writes into what it is given.
  const signed = {
    url: client.url ?? called,
    method: client.signedMethod ?? method,
    data: { ...client.data },
  };
  const parameters = oauth.authorize(signed, { key: tokenId, secret: tokenSecret });
  const header = [["realm", ACCOUNT_ID], ...Object.entries(parameters)]
    .filter(([name = ""], index) => index === 0 || /^oauth_\w+$/.test(String(name)))
    .map(([name, value]) => `${name}="${encodeURIComponent(String(value))}"`)
    .join(", ");
  await world.call(method, called, { headers: { authorization: `OAuth ${header}` }, body: client.body });
  const [entry] = account.auditTrail().slice(-1);
  if (entry === undefined) throw new TypeError("nothing was audited");
  return entry;
}

test("oauth-1.0a's own signature needs no diagnosis", async () => {
  expect(await auditOf({})).toMatchObject({ outcome: "success" });
});

const part = (text: string, at: number, change: (part: string) => string): string =>
  text
    .split("&")
    .map((own, index) => (index === at ? change(own) : own))
    .join("&");
/** The parameters of a base string, each still encoded once. */
const reordered = (text: string, order: (pairs: string[]) => string[]): string =>
  part(text, 2, (pairs) => order(pairs.split("%26")).join("%26"));

const HOST = "1234567-sb1.suitetalk.api.netsuite.com";
const LOCAL = "http://127.0.0.1:9000";

const MISTAKES: readonly [string, Client][] = [
  ["the realm was signed as a parameter", { data: { realm: ACCOUNT_ID } }],
  ["the parameters of the query string were not signed", { url: `${ORIGIN}${ORDERS}` }],
  [
    "the query string was left on the URL",
    {
      path: `${ORDERS}?a=1`,
      text: (right) => part(right, 1, (url) => `${url}${encodeURIComponent("?a=1")}`),
    },
  ],
  ["the port was left out of the URL", { path: `${LOCAL}${LIST}`, url: `http://127.0.0.1${LIST}` }],
  [
    "the URL was signed with the port that its scheme has anyway",
    { text: (right) => right.replace(HOST, `${HOST}%3A443`) },
  ],
  [
    "another scheme was signed than was called, http instead of https or the reverse",
    { text: (right) => right.replace("https", "http") },
  ],
  ["the host was signed in upper case", { text: (right) => right.replace(HOST, HOST.toUpperCase()) }],
  [
    "the host was not signed in lower case",
    {
      path: `${ORIGIN.replace("sb1", "SB1")}${LIST}`,
      text: (right) => right.replace(HOST, HOST.replace("sb1", "SB1")),
    },
  ],
  [
    "the account's suitetalk.api.netsuite.com was signed instead of the URL that was called",
    { path: `${LOCAL}${LIST}`, url: `${ORIGIN}${LIST}` },
  ],
  [
    "the account's restlets.api.netsuite.com was signed instead of the URL that was called",
    { path: `${LOCAL}${LIST}`, url: `${ORIGIN.replace("suitetalk", "restlets")}${LIST}` },
  ],
  ["the old host rest.netsuite.com was signed", { url: `https://rest.netsuite.com${LIST}` }],
  [
    "localhost and 127.0.0.1 were taken for the same",
    { path: `${LOCAL}${LIST}`, url: `http://localhost:9000${LIST}` },
  ],
  ["a slash was added to the URL", { path: ORDERS, url: `${ORIGIN}${ORDERS}/` }],
  ["the slash at the end of the URL was left out", { path: `${ORDERS}/`, url: `${ORIGIN}${ORDERS}` }],
  [
    "the path was decoded before it was signed",
    { path: `${ORDERS}/eid:A%20B`, text: (right) => right.replace("A%2520B", "A%20B") },
  ],
  [
    "more of the path was percent-encoded than in the URL that was called",
    { path: `${ORDERS}/eid:A`, url: `${ORIGIN}${ORDERS}/eid%3AA` },
  ],
  [
    "only the path was signed, without scheme and host",
    { text: (right) => right.replace(encodeURIComponent(ORIGIN), "") },
  ],
  [
    "the members of the JSON body were signed as parameters",
    {
      method: "POST",
      path: ORDERS,
      body: { memo: "a b", quantity: 2 },
      data: { memo: "a b", quantity: "2" },
    },
  ],
  [
    "a plus sign in the query string was signed as a plus, it is a blank",
    { path: `${ORDERS}?q=memo+IS+%22x%22` },
  ],
  [
    "the query string's values were signed as they stand in the URL, without decoding them first",
    { path: `${ORDERS}?q=a%20b`, text: (right) => right.replace("a%2520b", "a%252520b") },
  ],
  [
    "oauth_version was sent but not signed",
    { text: (right) => right.replace(/%26oauth_version%3D1\.0/, "") },
  ],
  ["oauth_token was not signed", { text: (right) => right.replace(/%26oauth_token%3D[0-9a-f]+/, "") }],
  [
    "only the last of the query parameters with one name was signed",
    { path: `${ORDERS}?a=1&a=2`, url: `${ORIGIN}${ORDERS}?a=2` },
  ],
  ["blanks were encoded as a plus, they are %20", { text: (right) => right.replaceAll("%2520", "%2B") }],
  [
    "the characters !'()* were not percent-encoded",
    { text: (right) => right.replaceAll("%2527", "'").replaceAll("%2528", "(").replaceAll("%2529", ")") },
  ],
  [
    "percent-encoding was written in lower case",
    { text: (right) => right.replace(/%(?:25)?[0-9A-F]{2}/g, (code) => code.toLowerCase()) },
  ],
  ["the values were percent-encoded once too often", { text: (right) => right.replaceAll("%25", "%2525") }],
  [
    "the values were not percent-encoded before they were joined",
    { path: `${ORDERS}?q=a%20b`, text: (right) => right.replaceAll("%2520", "%20") },
  ],
  ["the joined parameters were not percent-encoded", { text: (right) => part(right, 2, decodeURIComponent) }],
  ["the URL was not percent-encoded", { text: (right) => part(right, 1, decodeURIComponent) }],
  [
    "the parameters were not sorted",
    {
      path: `${ORDERS}?z=1&q=2`,
      text: (right) =>
        reordered(right, () => [
          "z%3D1",
          "q%3D2",
          ...["consumer_key", "nonce", "signature_method", "timestamp", "version", "token"].map(
            (name) => new RegExp(`oauth_${name}%3D[^%]*`).exec(right)?.[0] ?? "",
          ),
        ]),
    },
  ],
  ["the method was signed in lower case", { text: (right) => right.replace("GET", "get") }],
  ["the method POST was signed, another one was called", { signedMethod: "POST" }],
  [
    "the signing key has the two secrets in the wrong order: it is consumer secret, &, token secret",
    { key: (own) => `${own.tokenSecret}&${own.consumerSecret}` },
  ],
  ["the signing key lacks the token secret", { key: (own) => `${own.consumerSecret}&` }],
  [
    "the signing key is the consumer secret alone, without & and token secret",
    { key: (own) => own.consumerSecret },
  ],
  [
    "the signing key was made of consumer key and token id instead of their secrets",
    { key: (own) => `${own.consumerKey}&${own.tokenId}` },
  ],
  ["the token secret ends in a line break", { key: (own) => `${own.consumerSecret}&${own.tokenSecret}%0A` }],
  [
    "it was signed with HMAC-SHA1, although the header says HMAC-SHA256",
    { seal: (text, key) => createHmac("sha1", key).update(text).digest("base64") },
  ],
  [
    "the signature is in hexadecimal, it is to be Base64",
    { seal: (text, key) => createHmac("sha256", key).update(text).digest("hex") },
  ],
  [
    "the signature was percent-encoded twice in the header",
    { seal: (text, key) => encodeURIComponent(sha256(text, key)) },
  ],
];

test.each(MISTAKES)("it is found that %s", async (what, client) => {
  const { detail, mistakes, hint, difference, expectedBaseString = "" } = await auditOf(client);
  expect({ detail, mistakes }).toEqual({ detail: "InvalidSignature", mistakes: [what] });
  expect(hint).toContain(what);
  if (difference !== undefined) {
    expect(hint).toContain(`part at byte ${difference.atByte}`);
    const around = expectedBaseString.slice(Math.max(0, difference.atByte - 24), difference.atByte + 24);
    expect(difference.expected.replaceAll("…", "")).toBe(around);
    expect(difference.signed).not.toBe(difference.expected);
  }
});

test("the difference stands where the realm was put in", async () => {
  const { difference, expectedBaseString = "" } = await auditOf({
    path: ORDERS,
    data: { realm: ACCOUNT_ID },
  });
  expect(difference?.atByte).toBe(expectedBaseString.length);
  expect(difference?.signed).toMatch(/%26realm%3D1234567_SB1$/);
});

test("where only the key is wrong there is no difference to show", async () => {
  const audited = await auditOf({ key: (own) => `${own.tokenSecret}&${own.consumerSecret}` });
  expect(audited.difference).toBeUndefined();
  expect(audited.hint).toContain("The base string is right.");
});

test("two mistakes that were made together are both named", async () => {
  const { mistakes } = await auditOf({ path: `${LOCAL}${LIST}`, url: `${ORIGIN}${ORDERS}` });
  expect(mistakes).toEqual([
    "the account's suitetalk.api.netsuite.com was signed instead of the URL that was called",
    "the parameters of the query string were not signed",
  ]);
});

test.each([
  ["a secret that is simply another one", { key: () => "another&secret" }],
  ["a text that nobody would sign", { text: () => "anything" }],
] as const)("%s is explained by no mistake, and the hint says what that means", async (_name, client) => {
  const audited = await auditOf(client);
  expect(audited.mistakes).toBeUndefined();
  expect(audited.hint).toContain("Compare your base string with the expected one");
});

test("whatever the query and the mistake, no secret is on the audit trail and a right signature is let in", async () => {
  const world = acme({ lockOut: false });
  const { consumerSecret, tokenSecret } = world.account.credentials;
  const value = fc.string({ unit: "grapheme", maxLength: 12 });
  const query = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), value, { maxKeys: 4 });
  await fc.assert(
    fc.asyncProperty(
      query,
      fc.constantFrom(undefined, ...MISTAKES.slice(0, 2)),
      async (parameters, mistake) => {
        const search = Object.entries(parameters)
          .map(([name, text]) => `${name}=${encodeURIComponent(text)}`)
          .join("&");
        const client = mistake?.[1] ?? {};
        const path = search === "" ? ORDERS : `${ORDERS}?${search}`;
        const audited = await auditOf({ ...client, path }, world);
        const hasMistake = mistake !== undefined && (mistake[1].data !== undefined || search !== "");
        expect(audited.detail).toBe(hasMistake ? "InvalidSignature" : "Success");
        expect(audited.mistakes).toEqual(hasMistake ? [mistake[0]] : undefined);
        const kept = JSON.stringify(audited);
        expect(kept).not.toContain(consumerSecret);
        expect(kept).not.toContain(tokenSecret);
      },
    ),
    { numRuns: 60 },
  );
});

test("a secret that came along as a parameter is in neither window", async () => {
  const client = {
    method: "POST",
    path: ORDERS,
    body: { aPassword: "hunter2" },
    data: { aPassword: "hunter2" },
  };
  const audited = await auditOf(client);
  expect(audited.mistakes).toEqual(["the members of the JSON body were signed as parameters"]);
  expect(audited.difference?.signed).toContain("aPassword%3D[redacted]");
  expect(JSON.stringify(audited)).not.toContain("hunter2");
});
