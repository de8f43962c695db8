import { expect, test } from "vitest";
import { ACCOUNT_ID, type Acme, acme, authorization, type Login, ORIGIN, RECORDS } from "../testing/acme.ts";
import type { LoginDetail } from "./login-audit-trail.ts";

const PATHS = {
  rest: `${RECORDS}/customer`,
  restlet: "/app/site/hosting/restlet.nl?script=1&deploy=1",
} as const;
type Channel = keyof typeof PATHS;

const MINUTE = 60_000;

interface Row {
  readonly situation: string;
  /** What is done to the account, and what then differs in the login. */
  readonly login: (world: Acme) => Partial<Login>;
  /** What is done to a good header. */
  readonly header?: (good: string) => string;
  readonly rest: LoginDetail;
  /** Default: as on REST. */
  readonly restlet?: LoginDetail;
  /** Default: INVALID_LOGIN_ATTEMPT with 401. */
  readonly isSyntax?: boolean;
}

const change = (act: (world: Acme) => void) => (world: Acme) => {
  act(world);
  return {};
};
const unchanged = () => ({});
const credentials = (more: object) => (world: Acme) => ({
  credentials: { ...world.account.credentials, ...more },
});
const without = (name: string) => (good: string) => good.replace(new RegExp(`${name}="[^"]*"(, |$)`), "");

/** Oracle help subsect_156935170194, row by row; where Oracle prints a dash for REST, the RESTlet's word (inferred). */
const ROWS: readonly Row[] = [
  {
    situation: "a blocked integration record",
    login: change(({ account }) => account.integration().block()),
    rest: "consumer_key_refused",
  },
  {
    situation: "an unknown consumer key",
    login: credentials({ consumerKey: "x" }),
    rest: "consumer_key_unknown",
  },
  {
    situation: "the feature switched off",
    login: change(({ account }) => account.setAccess({ tbaFeature: false })),
    rest: "FeatureDisabled",
  },
  ...["oauth_consumer_key", "oauth_token", "oauth_nonce", "oauth_timestamp", "oauth_signature_method"].map(
    (name): Row => ({
      situation: `no ${name}`,
      login: unchanged,
      header: without(name),
      rest: "MissingTokenPassportRequiredFields",
    }),
  ),
  {
    situation: "no Authorization at all",
    login: unchanged,
    header: () => "",
    rest: "MissingTokenPassportRequiredFields",
  },
  { situation: "a nonce of five characters", login: () => ({ nonce: "abcde" }), rest: "nonce_rejected" },
  { situation: "a nonce of 65 characters", login: () => ({ nonce: "a".repeat(65) }), rest: "nonce_rejected" },
  {
    situation: "a parameter that is there twice",
    login: unchanged,
    header: (good) => `${good}, oauth_nonce="abcdefgh"`,
    rest: "parameter_rejected",
    isSyntax: true,
  },
  ...["oauth_consumer_key", "oauth_token", "oauth_nonce", "oauth_signature"].map(
    (name): Row => ({
      situation: `an empty ${name}`,
      login: unchanged,
      header: (good) => good.replace(new RegExp(`${name}="[^"]*"`), `${name}=""`),
      rest: "parameter_rejected",
      isSyntax: true,
    }),
  ),
  {
    situation: "a parameter that is malformed",
    login: unchanged,
    header: (good) => good.replace("oauth_version=", "oauth_version;"),
    rest: "parameter_rejected",
    isSyntax: true,
  },
  ...(
    [
      "userActive",
      "userHasAccess",
      "roleActive",
      "roleAssigned",
      "roleAllowsTokens",
      "roleEnabledByUser",
    ] as const
  ).map(
    (condition): Row => ({
      situation: `${condition} is not so`,
      login: change(({ account }) => account.setAccess({ [condition]: false })),
      rest: "permission_denied",
    }),
  ),
  { situation: "a wrong secret", login: credentials({ consumerSecret: "x" }), rest: "InvalidSignature" },
  ...["HMAC-SHA1", "PLAINTEXT"].map(
    (signatureMethod): Row => ({
      situation: signatureMethod,
      login: () => ({ signatureMethod }),
      rest: "UnknownAlgorithm",
      isSyntax: true,
    }),
  ),
  ...[-5 * MINUTE - 1_000, 5 * MINUTE + 1_000].map(
    (skew): Row => ({
      situation: `a clock that is ${skew} ms off`,
      login: ({ clock }) => ({ now: clock.now() + skew }),
      rest: "InvalidTimestamp",
      isSyntax: true,
    }),
  ),
  { situation: "an unknown token", login: credentials({ tokenId: "x" }), rest: "token_rejected" },
  {
    situation: "an inactive token",
    login: change(({ account }) => account.setTokenActive(false)),
    rest: "token_rejected",
  },
  {
    situation: "a revoked token",
    login: change(({ account }) => account.revokeToken()),
    rest: "token_rejected",
  },
  {
    situation: "a token of another integration record",
    login: ({ account }) => {
      const { tokenId, tokenSecret } = account.integration("other").credentials;
      return { credentials: { ...account.credentials, tokenId, tokenSecret } };
    },
    rest: "token_rejected",
  },
  ...["1234567-sb1", "1234567_sb1", "1234567", "7654321"].map(
    (realm): Row => ({ situation: `the realm ${realm}`, login: () => ({ realm }), rest: "token_rejected" }),
  ),
  {
    situation: "another version",
    login: () => ({ version: "2.0" }),
    rest: "VersionRejected",
    isSyntax: true,
  },
];

const world = () => acme({ integrations: [{ name: "shop" }, { name: "other" }] });

function knock(at: Acme, channel: Channel, login: Partial<Login> = {}, header = (good: string) => good) {
  const url = `${ORIGIN}${PATHS[channel]}`;
  const good = authorization({
    method: "POST",
    url,
    realm: ACCOUNT_ID,
    credentials: at.account.credentials,
    nonce: "abcdef123456",
    now: at.clock.now(),
    ...login,
  });
  const headers = { authorization: header(good), "content-type": "application/json" };
  return at.call("POST", PATHS[channel], { headers, body: {} });
}

const both = ROWS.flatMap((row) => [
  ["rest", row.situation, row.rest, row] as const,
  ["restlet", row.situation, row.restlet ?? row.rest, row] as const,
]);

test.each(both)("%s: %s is %s on the audit trail, and takes no slot", async (channel, _name, detail, row) => {
  const at = world();
  const { credentials: before } = at.account;
  const answer = await knock(at, channel, { credentials: before, ...row.login(at) }, row.header);
  const refused = row.isSyntax === true ? ["INVALID_REQUEST", 400] : ["INVALID_LOGIN_ATTEMPT", 401];
  const [code, status] = channel === "rest" ? ["INVALID_LOGIN", 401] : refused;
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.json)).toContain(`"${code}"`);
  expect(answer.headers["www-authenticate"]).toBe(
    `OAuth realm="${ACCOUNT_ID}", error="${detail}", error_description="Invalid login attempt."`,
  );
  expect(at.account.auditTrail()).toMatchObject([
    { channel, outcome: "failure", detail, hint: expect.stringMatching(/\w+/) },
  ]);
  expect(at.account.governance()).toMatchObject({ total: 0, rejected: 0, inFlight: 0 });
});

test.each([
  ["rest", "NonceUsed"],
  ["restlet", "nonce_used"],
] as const)("%s: a nonce that was used with its timestamp is %s", async (channel, detail) => {
  const at = world();
  expect((await knock(at, channel)).headers["www-authenticate"]).toBeUndefined();
  expect((await knock(at, channel)).headers["www-authenticate"]).toContain(`error="${detail}"`);
});

test("the two channels share what nonces were used", async () => {
  const at = world();
  await knock(at, "restlet");
  await knock(at, "rest");
  expect(at.account.auditTrail().at(-1)?.detail).toBe("NonceUsed");
});

test.each(["rest", "restlet"] as const)(
  "%s: the sixth login after five bad ones is temporary_locked",
  async (channel) => {
    const at = world();
    const wrong = { credentials: { ...at.account.credentials, tokenSecret: "x" } };
    for (let time = 0; time < 5; time += 1) await knock(at, channel, wrong);
    expect((await knock(at, channel)).headers["www-authenticate"]).toContain('error="temporary_locked"');
  },
);

test.each(["rest", "restlet"] as const)(
  "%s: a role that is taken and given back lets its old token in",
  async (channel) => {
    const at = world();
    at.account.setAccess({ roleAssigned: false });
    await knock(at, channel, { nonce: "first123" });
    at.account.setAccess({ roleAssigned: true });
    await knock(at, channel, { nonce: "second123" });
    expect(at.account.auditTrail().map(({ detail }) => detail)).toEqual(["permission_denied", "Success"]);
  },
);

const NLAUTH =
  "NLAuth nlauth_account=1234567_SB1, nlauth_email=buyer@harbour.test, nlauth_signature=hunter2, nlauth_role=3";

test.each(["rest", "restlet"] as const)(
  "%s: e-mail and password are refused and nothing of them is kept",
  async (channel) => {
    const at = world();
    const answer = await knock(at, channel, {}, () => NLAUTH);
    expect(answer.status).toBe(401);
    expect(JSON.stringify(answer.json)).toContain(
      channel === "rest"
        ? "INVALID_LOGIN"
        : "You have entered an invalid email address or account number. Please try again.",
    );
    expect(JSON.stringify([at.account.auditTrail(), at.account.journal(), answer])).not.toMatch(
      /hunter2|buyer@/,
    );
  },
);

test("a role without REST Web Services is kept out of REST alone, with 401 or, where the account says so, 403", async () => {
  const at = world();
  at.account.setAccess({ roleAllowsRest: false });
  expect((await knock(at, "rest")).error?.["o:errorCode"]).toBe("INVALID_LOGIN");
  await knock(at, "restlet", { nonce: "another123" });
  expect(at.account.auditTrail().map(({ detail }) => detail)).toEqual(["permission_denied", "Success"]);
  const strict = acme({ quirks: { restPermissionStatus: 403 } });
  strict.account.setAccess({ roleAllowsRest: false });
  expect(await knock(strict, "rest")).toMatchObject({
    status: 403,
    error: { "o:errorCode": "INSUFFICIENT_PERMISSION" },
  });
});

test("a refused login at a RESTlet can be answered 403", async () => {
  const at = acme({ quirks: { restletLoginStatus: 403 } });
  const answer = await knock(at, "restlet", { credentials: { ...at.account.credentials, tokenSecret: "x" } });
  expect(answer).toMatchObject({ status: 403, json: { error: { code: "INVALID_LOGIN_ATTEMPT" } } });
});

test.each([
  ["ignored", "Success"],
  ["refused", "token_rejected"],
] as const)("a Cookie header is %s", async (cookieHeader, detail) => {
  const { call, account } = acme({ quirks: { cookieHeader } });
  await call("GET", PATHS.rest, { headers: { cookie: "JSESSIONID=stale" } });
  expect(account.auditTrail().at(-1)?.detail).toBe(detail);
});
