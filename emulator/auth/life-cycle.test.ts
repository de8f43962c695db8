import { expect, test } from "vitest";
import { createEmulator, EmulatorError } from "../index.ts";
import { type Acme, acme, RECORDS } from "../testing/acme.ts";
import type { AccessCondition } from "./access.ts";

const PATH = `${RECORDS}/customer`;

const world = () =>
  acme({ integrations: [{ name: "shop" }, { name: "payroll" }, { name: "bank", allocation: 2 }] });

/** Status and the audit trail's word. */
async function knock({ call, account }: Acme, integration?: string) {
  const { credentials } = account.integration(integration);
  const { status, headers } = await call("GET", PATH, { credentials });
  const { detail, hint } = account.auditTrail().at(-1) ?? {};
  return { status, detail, hint, challenge: headers["www-authenticate"] };
}

const LET_IN = { status: 200, detail: "Success" };

test("the first integration record's credentials are the account's, and more records do not change them", () => {
  const { account } = world();
  expect(account.integration("shop").credentials).toEqual(account.credentials);
  expect(account.credentials).toEqual(acme().account.credentials);
  const keys = ["shop", "payroll", "bank"].map((name) => account.integration(name).credentials.consumerKey);
  expect(new Set(keys).size).toBe(3);
  expect(account.integration("bank")).toMatchObject({ name: "bank", allocation: 2, state: "enabled" });
});

test("an integration record the account does not have is named together with those it has", () => {
  expect(() => world().account.integration("crm")).toThrow(
    new EmulatorError(
      "UNKNOWN_INTEGRATION",
      "There is no integration record crm. This account has shop, payroll, bank.",
    ),
  );
});

test("every integration record lets its own token in", async () => {
  const acmeWorld = world();
  for (const name of ["shop", "payroll", "bank"]) expect(await knock(acmeWorld, name)).toMatchObject(LET_IN);
  expect(acmeWorld.account.governance().integrations.map(({ total }) => total)).toEqual([1, 1, 1]);
});

test("a blocked integration record refuses its consumer key until it is unblocked, the others go on", async () => {
  const acmeWorld = world();
  const payroll = acmeWorld.account.integration("payroll");
  payroll.block();
  expect(acmeWorld.account.integration("payroll").state).toBe("blocked");
  expect(await knock(acmeWorld, "payroll")).toMatchObject({ status: 401, detail: "consumer_key_refused" });
  expect(await knock(acmeWorld, "shop")).toMatchObject(LET_IN);
  payroll.unblock();
  expect(await knock(acmeWorld, "payroll")).toMatchObject(LET_IN);
});

test("a token of another integration record is rejected, and the hint names its owner", async () => {
  const { account, call } = world();
  const { tokenId, tokenSecret } = account.integration("payroll").credentials;
  const credentials = { ...account.credentials, tokenId, tokenSecret };
  expect((await call("GET", PATH, { credentials })).status).toBe(401);
  expect(account.auditTrail().at(-1)).toMatchObject({
    detail: "token_rejected",
    hint: expect.stringContaining("payroll"),
  });
});

test("tokens are revoked and issued for one integration record alone", async () => {
  const acmeWorld = world();
  const bank = acmeWorld.account.integration("bank");
  bank.setTokenActive(false);
  expect(await knock(acmeWorld, "bank")).toMatchObject({ status: 401, detail: "token_rejected" });
  bank.setTokenActive(true);
  expect(await knock(acmeWorld, "bank")).toMatchObject(LET_IN);
  bank.revokeToken();
  expect(await knock(acmeWorld, "bank")).toMatchObject({ status: 401, detail: "token_rejected" });
  expect(await knock(acmeWorld, "shop")).toMatchObject(LET_IN);
  bank.issueToken();
  expect(await knock(acmeWorld, "bank")).toMatchObject(LET_IN);
});

/** Oracle help subsect_156935170194 and bridgehead_4249078810. */
test.each<[AccessCondition, string]>([
  ["tbaFeature", "FeatureDisabled"],
  ["userActive", "permission_denied"],
  ["userHasAccess", "permission_denied"],
  ["roleActive", "permission_denied"],
  ["roleAssigned", "permission_denied"],
  ["roleAllowsTokens", "permission_denied"],
  ["roleEnabledByUser", "permission_denied"],
])(
  "without %s the audit trail says %s, and the same token works again with it",
  async (condition, detail) => {
    const acmeWorld = world();
    acmeWorld.account.setAccess({ [condition]: false });
    for (const name of ["shop", "payroll"]) {
      const refused = await knock(acmeWorld, name);
      expect(refused).toMatchObject({ status: 401, detail, hint: expect.any(String) });
      expect(refused.challenge).toContain(`error="${detail}"`);
    }
    expect(acmeWorld.account.governance().total).toBe(0);
    acmeWorld.account.setAccess({ [condition]: true });
    expect(await knock(acmeWorld, "shop")).toMatchObject(LET_IN);
  },
);

test("a leaver whose role was taken stays out while only the user is activated again", async () => {
  const acmeWorld = world();
  acmeWorld.account.setAccess({ userActive: false, roleAssigned: false });
  acmeWorld.account.setAccess({ userActive: true });
  expect(await knock(acmeWorld)).toMatchObject({ status: 401, hint: expect.stringContaining("role") });
});

test("a consumer key of any integration record finds its account when the realm is wrong", async () => {
  const emulator = createEmulator({
    accounts: [{ accountId: "1" }, { accountId: "2", integrations: [{ name: "a" }, { name: "b" }] }],
  });
  const { consumerKey } = emulator.account("2").integration("b").credentials;
  const headers = { authorization: `OAuth realm="9", oauth_consumer_key="${consumerKey}"` };
  const url = `http://localhost${PATH}`;
  await emulator.handle({ method: "GET", url, headers, body: new Uint8Array(), receivedAt: 0 });
  expect(emulator.account("2").auditTrail()).toHaveLength(1);
});
