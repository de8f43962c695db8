import { expect, test } from "vitest";
import type { Acme, Login } from "../testing/acme.ts";
import { ACCOUNT_ID, acme, authorization, ORIGIN, RECORDS } from "../testing/acme.ts";

const PATH = `${RECORDS}/customer`;

const knock = (world: Acme, login: Partial<Login> = {}) =>
  world.call("GET", PATH, {
    headers: {
      authorization: authorization({
        method: "GET",
        url: `${ORIGIN}${PATH}`,
        realm: ACCOUNT_ID,
        credentials: world.account.credentials,
        nonce: "abcdef123456",
        now: world.clock.now(),
        ...login,
      }),
    },
  });

const INDISTINCT = {
  type: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2",
  title: "Unauthorized",
  status: 401,
  "o:errorDetails": [
    {
      detail:
        "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at Setup > Users/Roles > User Management > View Login Audit Trail.",
      "o:errorCode": "INVALID_LOGIN",
    },
  ],
};

const MINUTE = 60_000;

const REFUSALS: readonly [string, (world: Acme) => Partial<Login>, string][] = [
  ["a realm in the host's form", () => ({ realm: "1234567-sb1" }), "token_rejected"],
  ["a lower-case realm", () => ({ realm: "1234567_sb1" }), "token_rejected"],
  ["HMAC-SHA1", () => ({ signatureMethod: "HMAC-SHA1" }), "UnknownAlgorithm"],
  ["another OAuth version", () => ({ version: "2.0" }), "VersionRejected"],
  ["an empty OAuth version", () => ({ version: "" }), "parameter_rejected"],
  [
    "an unknown consumer",
    ({ account }) => ({ credentials: { ...account.credentials, consumerKey: "x" } }),
    "consumer_key_unknown",
  ],
  [
    "an unknown token",
    ({ account }) => ({ credentials: { ...account.credentials, tokenId: "x" } }),
    "token_rejected",
  ],
  ["a nonce of five characters", () => ({ nonce: "abcde" }), "nonce_rejected"],
  ["a nonce of 65 characters", () => ({ nonce: "a".repeat(65) }), "nonce_rejected"],
  [
    "a clock over five minutes slow",
    ({ clock }) => ({ now: clock.now() - 5 * MINUTE - 1_000 }),
    "InvalidTimestamp",
  ],
  [
    "a clock over five minutes fast",
    ({ clock }) => ({ now: clock.now() + 5 * MINUTE + 1_000 }),
    "InvalidTimestamp",
  ],
  [
    "a wrong secret",
    ({ account }) => ({ credentials: { ...account.credentials, tokenSecret: "x" } }),
    "InvalidSignature",
  ],
];

test.each(REFUSALS)(
  "%s gets the one indistinct 401, and only the audit trail says why",
  async (_name, change, detail) => {
    const world = acme();
    const answer = await knock(world, change(world));
    expect(answer.json).toEqual(INDISTINCT);
    expect(answer.headers["www-authenticate"]).toBe(
      `OAuth realm="${ACCOUNT_ID}", error="${detail}", error_description="Invalid login attempt."`,
    );
    expect(world.account.auditTrail().at(-1)).toMatchObject({ outcome: "failure", detail });
    expect(world.account.governance().total).toBe(0);
  },
);

test.each([-1, 1])("a clock exactly five minutes off is still let in (%i)", async (sign) => {
  const world = acme();
  expect((await knock(world, { now: world.clock.now() + sign * 5 * MINUTE })).status).toBe(200);
});

test("a replayed request is refused as NonceUsed, and its nonce serves again with another timestamp", async () => {
  const world = acme();
  const now = world.clock.now();
  expect((await knock(world)).status).toBe(200);
  expect((await knock(world)).status).toBe(401);
  expect(world.account.auditTrail().at(-1)?.detail).toBe("NonceUsed");
  expect((await knock(world, { now: now + 1_000 })).status).toBe(200);
});

test("a failed signature does not use the nonce up", async () => {
  const world = acme();
  await knock(world, { credentials: { ...world.account.credentials, tokenSecret: "x" } });
  expect((await knock(world)).status).toBe(200);
});

test("a wrong signature leaves the expected base string in the audit trail and no secret anywhere", async () => {
  const world = acme();
  const { credentials } = world.account;
  await knock(world, { credentials: { ...credentials, consumerSecret: "x" } });
  const trail = JSON.stringify(world.account.auditTrail());
  expect(world.account.auditTrail().at(-1)?.expectedBaseString).toMatch(/^GET&https%3A%2F%2F1234567-sb1/);
  const seen = trail + JSON.stringify(world.account.journal());
  expect(seen).not.toContain(credentials.consumerSecret);
  expect(seen).not.toContain(credentials.tokenSecret);
});

test.each([
  ["consumerKey", "consumerSecret", "consumer_key_unknown", "consumer key"],
  ["tokenId", "tokenSecret", "token_rejected", "token ID"],
] as const)(
  "a client that mixes up %s and %s is told so, and the secret is shown nowhere",
  async (id, secret, detail, name) => {
    const world = acme();
    const { credentials } = world.account;
    await knock(world, {
      credentials: { ...credentials, [id]: credentials[secret], [secret]: credentials[id] },
    });
    expect(world.account.auditTrail()).toMatchObject([
      { detail, hint: expect.stringContaining(`where the ${name} belongs`), [id]: "[redacted]" },
    ]);
    const seen = JSON.stringify([world.account.auditTrail(), world.account.journal()]);
    expect(seen).not.toContain(credentials[secret]);
  },
);

test("an access token in a query is not in the expected base string", async () => {
  const world = acme();
  const url = `${ORIGIN}${PATH}`;
  const login = { method: "GET", url, realm: ACCOUNT_ID, nonce: "abcdef123456", now: world.clock.now() };
  const header = authorization({ ...login, credentials: world.account.credentials });
  await world.call("GET", `${url}?access_token=hidden`, { headers: { authorization: header } });
  const [entry] = world.account.auditTrail();
  expect(entry?.expectedBaseString).toContain("access_token%3D[redacted]");
  expect(JSON.stringify([entry, world.account.journal()])).not.toContain("hidden");
});

test("a value that is not percent-encoded is refused, and the hint names it", async () => {
  const world = acme();
  const login = { method: "GET", url: `${ORIGIN}${PATH}`, realm: ACCOUNT_ID, nonce: "abcdef123456" } as const;
  const good = authorization({ ...login, credentials: world.account.credentials, now: world.clock.now() });
  const raw = good.replace('%3D"', '="');
  expect(raw).not.toBe(good);
  expect((await world.call("GET", PATH, { headers: { authorization: raw } })).status).toBe(401);
  expect(world.account.auditTrail().at(-1)).toMatchObject({
    detail: "parameter_rejected",
    hint: expect.stringContaining("oauth_signature"),
    consumerKey: world.account.credentials.consumerKey,
  });
  expect((await world.call("GET", PATH, { headers: { authorization: good } })).status).toBe(200);
});

test("secrets that a client sends along are not in the expected base string", async () => {
  const world = acme();
  const url = `${ORIGIN}${PATH}?oauth_consumer_secret=hidden1`;
  const header = authorization({
    method: "POST",
    url,
    realm: ACCOUNT_ID,
    credentials: world.account.credentials,
    nonce: "abcdef123456",
    now: world.clock.now(),
  });
  await world.call("GET", url, { headers: { authorization: `${header}, oauth_token_secret="hidden2"` } });
  const [entry] = world.account.auditTrail();
  expect(entry?.detail).toBe("InvalidSignature");
  expect(entry?.expectedBaseString).toContain("oauth_token_secret%3D[redacted]");
  expect(JSON.stringify([entry, world.account.journal()])).not.toMatch(/hidden[12]/);
});

test("a timestamp from five minutes ahead cannot be replayed for as long as it is good", async () => {
  const world = acme();
  const now = world.clock.now() + 5 * MINUTE;
  expect((await knock(world, { now })).status).toBe(200);
  world.clock.advance(10 * MINUTE + 999);
  await knock(world, { nonce: "someone-else1" });
  expect((await knock(world, { now })).status).toBe(401);
  expect(world.account.auditTrail().at(-1)?.detail).toBe("NonceUsed");
});

test.each([undefined, "Bearer abc", "OAuth realm", 'OAuth realm="a", realm="b"'])(
  "%s as Authorization is refused",
  async (header) => {
    const world = acme();
    const headers: Record<string, string> = header === undefined ? {} : { authorization: header };
    const answer = await world.emulator.handle({
      method: "GET",
      url: `${ORIGIN}${PATH}`,
      headers,
      body: new Uint8Array(),
      receivedAt: 0,
    });
    expect(JSON.parse(answer.body)).toEqual(INDISTINCT);
  },
);

test.each([
  "realm",
  "oauth_consumer_key",
  "oauth_token",
  "oauth_nonce",
  "oauth_timestamp",
  "oauth_signature",
])("without %s the audit trail says MissingTokenPassportRequiredFields", async (name) => {
  const world = acme();
  const url = `${ORIGIN}${PATH}`;
  const login = { method: "GET", url, realm: ACCOUNT_ID, nonce: "abcdef123456", now: world.clock.now() };
  const whole = authorization({ ...login, credentials: world.account.credentials });
  const header = whole.replace(new RegExp(`\\b${name}="[^"]*"(, )?`), "").replace(/, $/, "");
  const answer = await world.call("GET", PATH, { headers: { authorization: header } });
  expect(answer.json).toEqual(INDISTINCT);
  expect(world.account.auditTrail().at(-1)).toMatchObject({
    detail: "MissingTokenPassportRequiredFields",
    hint: `Missing: ${name}.`,
  });
});

test("a revoked token never works again, a new one does", async () => {
  const world = acme();
  const old = world.account.credentials;
  world.account.revokeToken();
  world.account.setTokenActive(true);
  expect((await knock(world)).status).toBe(401);
  world.account.issueToken();
  expect((await knock(world)).status).toBe(200);
  expect((await knock(world, { credentials: old, nonce: "another1" })).status).toBe(401);
});

test("an inactive token works again once it is active", async () => {
  const world = acme();
  world.account.setTokenActive(false);
  expect((await knock(world)).status).toBe(401);
  world.account.setTokenActive(true);
  expect((await knock(world)).status).toBe(200);
});

test("a success is on the audit trail too", async () => {
  const world = acme();
  await knock(world);
  expect(world.account.auditTrail()).toMatchObject([
    { outcome: "success", detail: "Success", nonce: "abcdef123456" },
  ]);
});
