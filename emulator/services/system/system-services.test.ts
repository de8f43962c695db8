import { expect, test } from "vitest";
import { acme, ORIGIN } from "../../testing/acme.ts";

const LIMITS = "/services/rest/system/v1/governanceLimits";
const TIME = "/services/rest/system/v1/serverTime";
const DATA_CENTER = "/rest/datacenterurls";

const STANDARD = {
  tier: "standard",
  integrations: [{ name: "shop", allocation: 2 }, { name: "payroll" }, { name: "NSPOS", internal: true }],
} as const;

test("serverTime is the account's own time", async () => {
  const { call, clock, account } = acme();
  const { status, json } = await call("GET", TIME);
  expect({ status, json }).toEqual({
    status: 200,
    json: { serverTime: new Date(clock.now()).toISOString() },
  });
  expect(account.journal().at(-1)?.operation).toBe("system");
});

/** Oracle help article_0625010817. */
test.each([
  ["shop", { integrationConcurrencyLimit: 2, integrationLimitType: "integrationSpecific" }],
  ["payroll", { integrationLimitType: "accountLimit" }],
  ["NSPOS", { integrationLimitType: "internal" }],
])("governanceLimits tells %s the limits that concern it", async (name, own) => {
  const { call, account } = acme(STANDARD);
  const { json } = await call("GET", LIMITS, { credentials: account.integration(name).credentials });
  expect(json).toEqual({ accountConcurrencyLimit: 5, accountUnallocatedConcurrencyLimit: 3, ...own });
});

test("tokeninfo tells which account, role and application a token belongs to", async () => {
  const { call, account } = acme(STANDARD);
  const { credentials } = account.integration("payroll");
  const { json } = await call("GET", "/rest/tokeninfo", { credentials });
  expect(json).toMatchObject({ companyId: "1234567_SB1", roleId: 3, applicationName: "payroll" });
});

test.each([TIME, LIMITS, "/rest/tokeninfo"])("%s takes a login and a slot like any request", async (path) => {
  const { call, account } = acme();
  expect((await call("GET", path, { headers: { authorization: "" } })).status).toBe(401);
  expect(account.governance().total).toBe(0);
  await call("GET", path);
  expect(account.governance().total).toBe(1);
});

test("datacenterurls needs no login and no slot, and keeps the client at the origin it called", async () => {
  const { call, account } = acme({ tier: "standard" });
  account.occupySlots(5, 60_000);
  const origin = "http://127.0.0.1:8080";
  const answer = await call("GET", `${origin}${DATA_CENTER}?account=1234567_SB1`, {
    headers: { authorization: "" },
  });
  expect(answer.json).toEqual({ restDomain: origin, systemDomain: origin, webservicesDomain: origin });
  expect(account.auditTrail()).toEqual([]);
  expect(account.governance().total).toBe(5);
});

test.each([ORIGIN, "https://rest.netsuite.com"])(
  "datacenterurls at %s names the account's own hosts",
  async (host) => {
    const answer = await acme().call("GET", `${host}${DATA_CENTER}?account=1234567_SB1`);
    expect(answer.json).toEqual({
      restDomain: "https://1234567-sb1.restlets.api.netsuite.com",
      systemDomain: "https://1234567-sb1.app.netsuite.com",
      webservicesDomain: "https://1234567-sb1.suitetalk.api.netsuite.com",
    });
  },
);

test.each(["?account=1234567-sb1", "?account=", ""])("datacenterurls%s is refused", async (query) => {
  const { call } = acme();
  expect(await call("GET", `${DATA_CENTER}${query}`)).toMatchObject({
    status: 400,
    error: { detail: "Company Id is invalid" },
  });
});

test.each(["/services/rest/record/v1", "/services/rest/query/v1/suiteql", "/services/rest/anything", LIMITS])(
  "OPTIONS %s answers 204 to a good login and 401 to a bad one",
  async (path) => {
    const { call, account } = acme();
    expect((await call("OPTIONS", path)).status).toBe(204);
    expect(account.journal().at(-1)?.operation).toBe("connect");
    expect((await call("OPTIONS", path, { headers: { authorization: "OAuth" } })).status).toBe(401);
  },
);

test.each([
  ["POST", TIME, 405],
  ["GET", `${TIME}/now`, 404],
  ["DELETE", DATA_CENTER, 405],
  ["OPTIONS", "/rest/tokeninfo", 405],
])("%s %s is answered %i", async (method, path, status) => {
  expect((await acme().call(method, path)).status).toBe(status);
});
