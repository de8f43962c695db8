import { expect, test } from "vitest";
import { createEmulator, type Emulator } from "./index.ts";
import { acme, authorization, RECORDS } from "./testing/acme.ts";
import { manualClock } from "./testing/manual-clock.ts";

const masterData = [
  { recordType: "subsidiary", body: { name: "Acme", externalId: "ACME" } },
  {
    recordType: "customer",
    body: { companyName: "Harbour Ltd", externalId: "C-1", subsidiary: { externalId: "ACME" } },
  },
];
const [PRODUCTION, SANDBOX] = ["1234567", "1234567_SB1"];
const start = Date.UTC(2026, 4, 1);

const pair = () =>
  createEmulator({
    clock: manualClock(start),
    accounts: [PRODUCTION, SANDBOX].map((accountId) => ({ accountId, masterData })),
  });

const idOf = (emulator: Emulator, accountId: string): string =>
  emulator.account(accountId).records.find("customer", { externalId: "C-1" })?.id ?? "none";

async function statusOf(
  emulator: Emulator,
  accountId: string,
  credentials = emulator.account(accountId).credentials,
) {
  const url = `https://x.test${RECORDS}/customer/eid:C-1`;
  const login = { method: "GET", url, realm: accountId, credentials, now: start };
  const nonce = `nonce${emulator.account(accountId).auditTrail().length}`;
  const headers = { authorization: authorization({ ...login, nonce }) };
  const { status } = await emulator.handle({
    method: "GET",
    url,
    headers,
    body: new Uint8Array(),
    receivedAt: start,
  });
  return status;
}

test("the same records, found by the same external ids, have other internal ids in a sandbox, until it is refreshed", () => {
  const emulator = pair();
  expect(emulator.account(SANDBOX).sandboxOf).toBe(PRODUCTION);
  expect(idOf(emulator, SANDBOX)).not.toBe(idOf(emulator, PRODUCTION));
  emulator.refreshSandbox(SANDBOX);
  expect(idOf(emulator, SANDBOX)).toBe(idOf(emulator, PRODUCTION));
});

test("a refresh copies records and integration records, tells its date, and leaves no token that opens the sandbox", async () => {
  const emulator = pair();
  const [production, sandbox] = [emulator.account(PRODUCTION), emulator.account(SANDBOX)];
  const old = sandbox.credentials;
  expect([await statusOf(emulator, SANDBOX), sandbox.refreshedAt]).toEqual([200, undefined]);
  production.records.create("customer", {
    companyName: "New",
    externalId: "C-2",
    subsidiary: { externalId: "ACME" },
  });
  sandbox.records.create("customer", { companyName: "Only here", subsidiary: { externalId: "ACME" } });
  emulator.refreshSandbox(SANDBOX);
  expect(sandbox.refreshedAt).toBe(start);
  expect(sandbox.records.list("customer")).toEqual(production.records.list("customer"));
  const refusedOnes = [old, sandbox.credentials, production.credentials];
  for (const credentials of refusedOnes) expect(await statusOf(emulator, SANDBOX, credentials)).toBe(401);
  expect(sandbox.auditTrail().at(-1)).toMatchObject({ detail: "token_rejected" });
  expect(await statusOf(emulator, PRODUCTION)).toBe(200);
  const issued = sandbox.issueToken();
  expect(issued.consumerKey).toBe(production.credentials.consumerKey);
  expect(await statusOf(emulator, SANDBOX)).toBe(200);
});

test("after a refresh both accounts go their own ways", () => {
  const emulator = pair();
  emulator.refreshSandbox(SANDBOX);
  const [production, sandbox] = [emulator.account(PRODUCTION), emulator.account(SANDBOX)];
  sandbox.records.update("customer", idOf(emulator, SANDBOX), { phone: "1" });
  production.records.remove("customer", idOf(emulator, PRODUCTION));
  expect(sandbox.records.find("customer", { externalId: "C-1" })?.fields["phone"]).toBe("1");
  expect(production.records.list("customer")).toEqual([]);
});

test("a sandbox opened as refreshed begins with production's records and tokens of its own, and resets to them", async () => {
  const emulator = createEmulator({
    clock: manualClock(start),
    accounts: [
      { accountId: "1234567_RP", refreshed: true, masterData },
      { accountId: PRODUCTION, masterData },
    ],
  });
  const preview = emulator.account("1234567_RP");
  expect([preview.kind, preview.sandboxOf, preview.refreshedAt]).toEqual([
    "release-preview",
    PRODUCTION,
    start,
  ]);
  const id = idOf(emulator, "1234567_RP");
  expect(id).toBe(idOf(emulator, PRODUCTION));
  expect(await statusOf(emulator, "1234567_RP")).toBe(200);
  preview.records.remove("customer", id);
  preview.reset();
  expect(idOf(emulator, "1234567_RP")).toBe(id);
  expect(await statusOf(emulator, "1234567_RP")).toBe(200);
});

test("an account that is no sandbox, or whose production is not there, cannot be refreshed", () => {
  const emulator = pair();
  expect(() => emulator.refreshSandbox(PRODUCTION)).toThrow(/1234567 is no sandbox.*sandboxOf/);
  expect(() => acme().emulator.refreshSandbox("1234567_SB1")).toThrow(/no account 1234567\./);
  expect(() => createEmulator({ accounts: [{ accountId: SANDBOX, refreshed: true }] })).toThrow(
    /no account 1234567/,
  );
});

test("accounts come and go while the emulator runs", async () => {
  const emulator = pair();
  emulator.addAccount({ accountId: "1234567_SB2", masterData });
  expect(emulator.accounts.map(({ accountId }) => accountId)).toEqual([PRODUCTION, SANDBOX, "1234567_SB2"]);
  expect(await statusOf(emulator, "1234567_SB2")).toBe(200);
  const { credentials } = emulator.account("1234567_SB2");
  expect(() => emulator.addAccount({ accountId: SANDBOX })).toThrow("two accounts have the id 1234567_SB1");
  emulator.removeAccount("1234567_SB2");
  expect(() => emulator.account("1234567_SB2")).toThrow("There is no account 1234567_SB2");
  // Its requests land where their owner will look, and are let in nowhere.
  expect(await statusOf(emulator, PRODUCTION, credentials)).toBe(401);
  emulator.removeAccount(SANDBOX);
  expect(() => emulator.removeAccount(PRODUCTION)).toThrow(/only account/);
});
