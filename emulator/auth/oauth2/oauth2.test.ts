import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRemoteJWKSet, customFetch, decodeJwt, importPKCS8, jwtVerify, SignJWT } from "jose";
import { generate } from "selfsigned";
import { expect, test } from "vitest";
import { createEmulator } from "../../index.ts";
import { ACCOUNT_ID, type Acme, type Answer, acme, ORIGIN, RECORDS } from "../../testing/acme.ts";

const BASE = "/services/rest/auth/oauth2/v1";
const CUSTOMERS = `${RECORDS}/customer`;
const RESTLET = "/app/site/hosting/restlet.nl?script=1&deploy=1";
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const HOUR = 3_600;

interface Assertion {
  readonly alg?: string;
  readonly kid?: string;
  readonly key?: string;
  readonly iss?: string;
  readonly scope?: unknown;
  readonly aud?: unknown;
  readonly iat?: number;
  readonly exp?: number;
}

async function assertionOf({ account, clock }: Acme, more: Assertion = {}): Promise<string> {
  const { oauth2 } = account;
  const { alg = "ES256", kid = oauth2.certificateId, key = oauth2.privateKeyPem ?? "" } = more;
  const iat = more.iat ?? Math.floor(clock.now() / 1_000);
  const claims = {
    iss: more.iss ?? oauth2.clientId,
    scope: "scope" in more ? more.scope : ["restlets", "rest_webservices"],
    aud: "aud" in more ? more.aud : `${ORIGIN}${BASE}/token`,
    iat,
    exp: more.exp ?? iat + HOUR,
  };
  return new SignJWT(claims as Record<string, unknown>)
    .setProtectedHeader({ alg, typ: "JWT", kid })
    .sign(await importPKCS8(key, alg));
}

const FORM = "application/x-www-form-urlencoded";
const formOf = (fields: Readonly<Record<string, string>>) => Buffer.from(String(new URLSearchParams(fields)));

async function ask(
  world: Acme,
  { form = {}, type = FORM, ...more }: Assertion & { form?: Record<string, string>; type?: string } = {},
): Promise<Answer> {
  const fields = {
    grant_type: "client_credentials",
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await assertionOf(world, more),
    ...form,
  };
  const headers = { authorization: "", "content-type": type };
  return world.call("POST", `${BASE}/token`, { headers, body: formOf(fields) });
}

async function tokenOf(world: Acme, more?: Assertion): Promise<string> {
  const { json } = await ask(world, more);
  return String(json?.["access_token"]);
}

const use = ({ call }: Acme, token: string, path = CUSTOMERS) =>
  call("GET", path, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  });
const audited = ({ account }: Acme) => account.auditTrail().at(-1);

test("a client with a certificate gets a token for an hour, and the token lets it in", async () => {
  const world = acme();
  const answer = await ask(world);
  expect(answer).toMatchObject({
    status: 200,
    json: { access_token: expect.any(String), expires_in: 3_600, token_type: "Bearer" },
  });
  expect(answer.headers["content-type"]).toBe("application/json; charset=UTF-8");
  expect(audited(world)).toMatchObject({ channel: "oauth2", detail: "Success" });
  const token = String(answer.json?.["access_token"]);
  expect((await use(world, token)).status).toBe(200);
  expect((await use(world, token, RESTLET)).headers["www-authenticate"]).toBeUndefined();
  expect(audited(world)).toMatchObject({
    channel: "restlet",
    detail: "Success",
    consumerKey: world.account.oauth2.clientId,
  });
  expect(world.account.governance()).toMatchObject({ total: 2 });
});

test("asking for a token takes no slot", async () => {
  const world = acme({ tier: "standard" });
  world.account.occupySlots(5, 60_000);
  expect((await ask(world)).status).toBe(200);
  expect(world.account.governance().rejected).toBe(0);
});

test("client ID and certificate ID follow from the seed, the private key does not", () => {
  const [one, two] = [acme().account.oauth2, acme().account.oauth2];
  expect(one.clientId).toBe(acme().account.credentials.consumerKey);
  expect(one.certificateId).toBe(two.certificateId);
  expect(one.certificateId).toMatch(/^[\w-]{43}$/);
  expect(one.privateKeyPem).not.toBe(two.privateKeyPem);
  expect(acme({ seed: 2 }).account.oauth2.certificateId).not.toBe(one.certificateId);
});

test("the token is what Oracle describes, and verifies with the published keys", async () => {
  const world = acme();
  const token = await tokenOf(world);
  const keys = await world.call("GET", `${BASE}/keys`, { headers: { authorization: "" } });
  const fetched = async () => new Response(JSON.stringify(keys.json));
  const jwks = createRemoteJWKSet(new URL(`${ORIGIN}${BASE}/keys`), { [customFetch]: fetched });
  const { payload, protectedHeader } = await jwtVerify(token, jwks, {
    currentDate: new Date(world.clock.now()),
  });
  expect(protectedHeader).toMatchObject({ alg: "PS256", typ: "JWT" });
  expect(payload).toMatchObject({
    iss: "https://system.netsuite.com",
    aud: [world.account.oauth2.clientId, ACCOUNT_ID],
    scope: ["restlets", "rest_webservices"],
    exp: Number(payload.iat) + HOUR,
  });
});

test.each<[string, Assertion]>([
  ["one scope as text", { scope: "rest_webservices" }],
  ["scopes with commas", { scope: "restlets,rest_webservices" }],
  ["scopes with blanks", { scope: "restlets rest_webservices" }],
  ["the restlets host as audience", { aud: `${ORIGIN.replace("suitetalk", "restlets")}${BASE}/token` }],
  ["the host in upper case as audience", { aud: `${ORIGIN.toUpperCase()}${BASE}/token` }],
  ["several audiences", { aud: ["https://example.test", `${ORIGIN}${BASE}/token`] }],
])("an assertion with %s is accepted", async (_name, more) => {
  expect((await ask(acme(), more)).status).toBe(200);
});

test("the emulator's own token endpoint is an audience too", async () => {
  const world = acme();
  const local = `http://127.0.0.1:8080${BASE}/token`;
  const fields = {
    grant_type: "client_credentials",
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await assertionOf(world, { aud: local }),
  };
  const headers = { authorization: "", "content-type": FORM };
  expect((await world.call("POST", local, { headers, body: formOf(fields) })).status).toBe(200);
});

const seconds = ({ clock }: Acme) => Math.floor(clock.now() / 1_000);
const stranger = async () =>
  (await generate([{ name: "commonName", value: "stranger" }], { keyType: "ec" })).private;

const REFUSED: readonly [
  string,
  (world: Acme) => Parameters<typeof ask>[1] | Promise<Parameters<typeof ask>[1]>,
  string,
][] = [
  ["an unknown client", () => ({ iss: "nobody" }), "invalid_client InvalidIntegration"],
  ["an unknown certificate", () => ({ kid: "nothing" }), "invalid_client ClientAuthenticationFailed"],
  ["another key", async () => ({ key: await stranger() }), "invalid_client InvalidSignature"],
  [
    "another audience",
    () => ({ aud: "https://example.test/token" }),
    "invalid_client ClientAuthenticationFailed",
  ],
  ["no audience", () => ({ aud: undefined }), "invalid_client ClientAuthenticationFailed"],
  ["more than an hour", (w) => ({ exp: seconds(w) + HOUR + 1 }), "invalid_client ClientAuthenticationFailed"],
  [
    "an end that is past",
    (w) => ({ iat: seconds(w) - 10, exp: seconds(w) }),
    "invalid_client ClientAuthenticationFailed",
  ],
  [
    "a beginning in ten minutes",
    (w) => ({ iat: seconds(w) + 600 }),
    "invalid_client ClientAuthenticationFailed",
  ],
  ["no scope", () => ({ scope: undefined }), "invalid_scope ScopeMismatched"],
  ["an unknown scope", () => ({ scope: ["restlets", "everything"] }), "invalid_scope ScopeMismatched"],
  ["a scope the record has not", () => ({ scope: ["suite_analytics"] }), "invalid_scope ScopeMismatched"],
  [
    "another content type",
    () => ({ type: "application/json" }),
    "invalid_request ClientAuthenticationFailed",
  ],
  ["no grant type", () => ({ form: { grant_type: "" } }), "invalid_request ClientAuthenticationFailed"],
  [
    "another assertion type",
    () => ({ form: { client_assertion_type: "saml" } }),
    "invalid_request ClientAuthenticationFailed",
  ],
  ["no assertion", () => ({ form: { client_assertion: "" } }), "invalid_request ClientAuthenticationFailed"],
  [
    "no token at all",
    () => ({ form: { client_assertion: "a.b.c" } }),
    "invalid_request ClientAuthenticationFailed",
  ],
  ...["authorization_code", "refresh_token", "password"].map((grantType): (typeof REFUSED)[number] => [
    grantType,
    () => ({ form: { grant_type: grantType } }),
    "unsupported_grant_type ClientAuthenticationFailed",
  ]),
  [
    "a blocked integration record",
    ({ account }) => {
      account.integration().block();
      return {};
    },
    "unauthorized_client IntegrationBlocked",
  ],
  [
    "an inactive user",
    ({ account }) => {
      account.setAccess({ userActive: false });
      return {};
    },
    "invalid_grant EntityOrRoleDisabled",
  ],
  [
    "OAuth 2.0 switched off",
    ({ account }) => {
      account.setAccess({ oauth2Feature: false });
      return {};
    },
    "invalid_grant FeatureDisabled",
  ],
  [
    "a revoked certificate",
    ({ account }) => {
      account.integration().revokeCertificates();
      return {};
    },
    "invalid_client ClientAuthenticationFailed",
  ],
  [
    "a certificate of two years ago",
    ({ account, clock }) => {
      void account.oauth2.privateKeyPem;
      clock.advance(2 * 365 * 86_400_000);
      return {};
    },
    "invalid_client ClientAuthenticationFailed",
  ],
];

test.each(REFUSED)("%s gets no token", async (_name, arrange, expected) => {
  const world = acme();
  const [error, detail] = expected.split(" ");
  const answer = await ask(world, await arrange(world));
  expect(answer).toMatchObject({ status: error === "invalid_client" ? 401 : 400, json: { error } });
  expect(answer.headers["www-authenticate"]).toBe(
    error === "invalid_client" ? `Basic realm="${ACCOUNT_ID}"` : undefined,
  );
  expect(audited(world)).toMatchObject({
    channel: "oauth2",
    outcome: "failure",
    detail,
    hint: expect.any(String),
  });
});

test("RS256 is refused although the certificate's key would do", async () => {
  const world = acme();
  const { key, cert } = await certificateFor(world, { keySize: 3_072 });
  const own = acme({ integrations: [{ name: "shop", oauth2: { certificate: cert } }] });
  expect(own.account.oauth2.privateKeyPem).toBeUndefined();
  expect(await ask(own, { key, alg: "RS256" })).toMatchObject({
    status: 401,
    json: { error: "invalid_client" },
  });
  expect(audited(own)?.hint).toContain("RS256");
  expect((await ask(own, { key, alg: "PS256" })).status).toBe(200);
});

/** Good from a second ago to a day from now, on the account's clock. */
async function certificateFor({ clock }: Acme, kind: object) {
  const { private: key, cert } = await generate([{ name: "commonName", value: "shop" }], {
    ...kind,
    algorithm: "sha256",
    notBeforeDate: new Date(clock.now() - 1_000),
    notAfterDate: new Date(clock.now() + 86_400_000),
  });
  return { key, cert };
}

test.each([
  ["PS256", { keySize: 3_072 }],
  ["PS384", { keySize: 3_072 }],
  ["ES256", { keyType: "ec" }],
  ["ES384", { keyType: "ec", curve: "P-384" }],
  ["ES512", { keyType: "ec", curve: "P-521" }],
] as const)("a certificate of one's own signs with %s", async (alg, kind) => {
  const world = acme();
  const { key, cert } = await certificateFor(world, kind);
  world.account.integration().registerCertificate(cert);
  expect((await ask(world, { key, alg })).status).toBe(200);
  // Its own day is over.
  world.clock.advance(2 * 86_400_000);
  expect((await ask(world, { key, alg })).json).toEqual({ error: "invalid_client" });
});

test.each([
  ["no certificate", async () => "no certificate", "no X.509 certificate"],
  [
    "a short key",
    async () => (await generate([{ name: "commonName", value: "x" }], { keySize: 2_048 })).cert,
    "3072 or 4096",
  ],
  [
    "three years",
    async () => {
      const notAfterDate = new Date(Date.parse("2040-01-01"));
      const notBeforeDate = new Date(Date.parse("2037-01-01"));
      return (
        await generate([{ name: "commonName", value: "x" }], { keyType: "ec", notBeforeDate, notAfterDate })
      ).cert;
    },
    "two years",
  ],
])("a certificate with %s is not taken", async (_name, pem, why) => {
  const certificate = await pem();
  expect(() => acme().account.integration().registerCertificate(certificate)).toThrow(why);
});

test("an issued certificate replaces the one that is shown, the earlier one goes on", async () => {
  const world = acme();
  const before = world.account.oauth2;
  world.account.integration().issueCertificate();
  expect(world.account.oauth2.certificateId).not.toBe(before.certificateId);
  expect((await ask(world)).status).toBe(200);
  expect((await ask(world, { kid: before.certificateId, key: before.privateKeyPem ?? "" })).status).toBe(200);
});

const after = (act: (world: Acme) => void) => (world: Acme, token: string) => {
  act(world);
  return token;
};

const BEARER: readonly [string, (world: Acme, token: string) => string | Promise<string>, string][] = [
  ["an expired token", after(({ clock }) => clock.advance(HOUR * 1_000)), "AccessTokenExpired"],
  ["a changed token", (_world, token) => `${token.slice(0, -6)}AAAAAA`, "InvalidSignature"],
  ["a word that is no token", () => "something", "TokenRejected"],
  [
    "a revoked token",
    async ({ call }, token) => {
      const headers = { authorization: "", "content-type": FORM };
      expect((await call("POST", `${BASE}/revoke`, { headers, body: formOf({ token }) })).status).toBe(200);
      return token;
    },
    "TokenRejected",
  ],
  [
    "a token of a blocked integration record",
    after(({ account }) => account.integration().block()),
    "IntegrationBlocked",
  ],
  ...(
    [
      "userActive",
      "userHasAccess",
      "roleActive",
      "roleAssigned",
      "roleAllowsOAuth2",
      "roleEnabledByUser",
    ] as const
  ).map((condition): (typeof BEARER)[number] => [
    `a token, while ${condition} is not so,`,
    after(({ account }) => account.setAccess({ [condition]: false })),
    "EntityOrRoleDisabled",
  ]),
];

test.each(BEARER.flatMap((row) => [["rest", ...row] as const, ["restlet", ...row] as const]))(
  "%s: %s is refused as invalid_token, and only the audit trail says why",
  async (channel, _name, arrange, detail) => {
    const world = acme();
    const token = await arrange(world, await tokenOf(world));
    const answer = await use(world, token, channel === "rest" ? CUSTOMERS : RESTLET);
    expect(answer.status).toBe(401);
    expect(JSON.stringify(answer.json)).toContain(
      channel === "rest" ? "INVALID_LOGIN" : "INVALID_LOGIN_ATTEMPT",
    );
    expect(answer.headers["www-authenticate"]).toBe(
      `Bearer realm="${ACCOUNT_ID}", error="invalid_token", error_description="Invalid login attempt."`,
    );
    expect(audited(world)).toMatchObject({ channel, detail, hint: expect.any(String) });
    expect(world.account.governance()).toMatchObject({ total: 0 });
  },
);

test.each([
  ["rest_webservices", RESTLET],
  ["restlets", CUSTOMERS],
])("a token with the scope %s alone does not open %s", async (scope, path) => {
  const world = acme();
  expect((await use(world, await tokenOf(world, { scope }), path)).status).toBe(401);
  expect(audited(world)).toMatchObject({ detail: "ScopeMismatched" });
});

test.each(["Bearer", "Bearer ", "bearer two words"])("the header %j is malformed", async (authorization) => {
  const world = acme();
  const answer = await world.call("GET", CUSTOMERS, { headers: { authorization } });
  expect(answer).toMatchObject({ status: 400, error: { "o:errorCode": "INVALID_REQUEST" } });
  expect(answer.headers["www-authenticate"]).toContain('Bearer realm="1234567_SB1", error="invalid_request"');
});

test("access tokens keep working while the user is locked, and do not unlock it", async () => {
  const world = acme();
  const token = await tokenOf(world);
  const wrong = { ...world.account.credentials, tokenSecret: "x" };
  for (let time = 0; time < 5; time += 1) await world.call("GET", CUSTOMERS, { credentials: wrong });
  expect((await use(world, token)).status).toBe(200);
  await world.call("GET", CUSTOMERS);
  expect(audited(world)?.detail).toBe("temporary_locked");
});

test("switching token-based authentication off leaves access tokens alone, and the reverse", async () => {
  const world = acme();
  const token = await tokenOf(world);
  world.account.setAccess({ tbaFeature: false, roleAllowsTokens: false });
  expect((await use(world, token)).status).toBe(200);
  world.account.setAccess({ tbaFeature: true, roleAllowsTokens: true, oauth2Feature: false });
  expect((await world.call("GET", CUSTOMERS)).status).toBe(200);
  expect((await use(world, token)).status).toBe(401);
  expect(audited(world)?.detail).toBe("FeatureDisabled");
});

test("neither tokens nor assertions nor keys are kept where they can be read", async () => {
  const world = acme();
  const assertion = await assertionOf(world);
  const token = await tokenOf(world, {});
  await ask(world, { form: { client_assertion: assertion } });
  await use(world, token);
  const headers = { authorization: "", "content-type": FORM };
  await world.call("POST", `${BASE}/revoke`, { headers, body: formOf({ token }) });
  const kept = JSON.stringify([world.account.auditTrail(), world.account.journal()]);
  expect(kept).not.toContain(token.split(".")[2]);
  expect(kept).not.toContain(assertion.split(".")[2]);
});

test("with several accounts the token, the client or the host finds its own", async () => {
  const emulator = createEmulator({ accounts: [{ accountId: "1111111" }, { accountId: ACCOUNT_ID }] });
  const account = emulator.account(ACCOUNT_ID);
  const clock = { now: () => emulator.clock.now() } as Acme["clock"];
  const world = { account, clock } as Acme;
  const send = async (method: string, url: string, headers: Record<string, string>, body = "") => {
    const request = { method, url, headers, body: Buffer.from(body), receivedAt: clock.now() };
    return emulator.handle(request);
  };
  const local = `http://127.0.0.1:8080${BASE}/token`;
  const fields = {
    grant_type: "client_credentials",
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await assertionOf(world, { aud: local }),
  };
  const { body } = await send("POST", local, { "content-type": FORM }, String(new URLSearchParams(fields)));
  const token = (JSON.parse(body) as { access_token: string }).access_token;
  expect(decodeJwt(token).aud).toContain(ACCOUNT_ID);
  const authorization = `Bearer ${token}`;
  expect((await send("GET", `http://127.0.0.1:8080${CUSTOMERS}`, { authorization })).status).toBe(200);
  const elsewhere = `https://1111111.suitetalk.api.netsuite.com${CUSTOMERS}`;
  expect((await send("GET", elsewhere, { authorization })).status).toBe(401);
  expect(account.auditTrail().at(-1)).toMatchObject({ detail: "TokenRejected" });
});

test("keys, registered certificates and access tokens survive a restart with a state folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-oauth2-"));
  const start = () => acme({}, 1, { state: { folder } });
  try {
    const first = start();
    const made = first.account.oauth2;
    const { key, cert } = await certificateFor(first, { keyType: "ec" });
    const [token, gone] = [await tokenOf(first), await tokenOf(first)];
    const headers = { authorization: "", "content-type": FORM };
    await first.call("POST", `${BASE}/revoke`, { headers, body: formOf({ token: gone }) });
    first.account.integration().registerCertificate(cert);
    const registered = first.account.oauth2;
    first.emulator.close();
    const second = start();
    expect(second.account.oauth2).toEqual(registered);
    expect((await use(second, token)).status).toBe(200);
    expect((await use(second, gone)).status).toBe(401);
    expect((await ask(second, { key })).status).toBe(200);
    const old = { kid: made.certificateId, ...(made.privateKeyPem && { key: made.privateKeyPem }) };
    expect((await ask(second, old)).status).toBe(200);
    second.clock.advance(HOUR * 1_000);
    expect((await use(second, token)).status).toBe(401);
    second.emulator.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
