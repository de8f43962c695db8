import { expect, test } from "vitest";
import { createEmulator, EmulatorError, type LoginAuditEntry } from "./index.ts";
import { acme } from "./testing/acme.ts";

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof EmulatorError ? error.code : String(error);
  }
};

test.each([
  ["no account", { accounts: [] }],
  ["the host's form of an account id", { accounts: [{ accountId: "1234567-sb1" }] }],
  ["two accounts of one id", { accounts: [{ accountId: "1" }, { accountId: "1" }] }],
  ["a time scale of nothing", { accounts: [{ accountId: "1" }], timeScale: 0 }],
])("%s is refused before anything starts", (_name, options) => {
  expect(codeOf(() => createEmulator(options))).toBe("INVALID_OPTIONS");
});

test("more licences than the tier holds are refused with the rule and its source", () => {
  const order = () => createEmulator({ accounts: [{ accountId: "1", tier: "standard", suiteCloudPlus: 2 }] });
  expect(order).toThrow(/standard holds 0 to 1 SuiteCloud Plus licences, not 2 \(Oracle help/);
});

test("master data NetSuite would refuse stops the start with NetSuite's words", () => {
  const masterData = [{ recordType: "customer", body: { companyName: "X" } }];
  expect(() => createEmulator({ accounts: [{ accountId: "1", masterData }] })).toThrow(
    /enter value\(s\) for: Subsidiary/,
  );
});

test("the account an emulator does not have is named together with those it has", () => {
  const { emulator } = acme();
  expect(() => emulator.account("9")).toThrow("There is no account 9. This emulator has 1234567_SB1.");
});

test("an auditor finds records by fields, by reference and by external id", () => {
  const { account } = acme();
  const subsidiary = account.records.find("subsidiary", { name: "Acme Inc" });
  expect(account.records.find("customer", { subsidiary: subsidiary?.id })?.externalId).toBe("C-1");
  expect(account.records.find("customer", { externalId: "C-1", entityId: "Harbour Ltd" })).toBeDefined();
  expect(account.records.find("customer", { externalId: "C-1", entityId: "Other" })).toBeUndefined();
});

test("an administrator edits and removes records under the same rules as a request", () => {
  const { account } = acme();
  const id = account.records.find("customer", { externalId: "C-1" })?.id ?? "";
  account.records.update("customer", id, { phone: "123" });
  expect(account.records.find("customer", { id })?.fields["phone"]).toBe("123");
  expect(codeOf(() => account.records.update("customer", id, { phone: "1".repeat(33) }))).toBe(
    "RECORD_REFUSED",
  );
  account.records.remove("customer", id);
  expect(codeOf(() => account.records.remove("customer", id))).toBe("UNKNOWN_RECORD");
  expect(codeOf(() => account.records.list("nope"))).toBe("UNKNOWN_RECORD");
});

test("a duplicate has its own internal id and the same external id", () => {
  const { account } = acme();
  const order = {
    entity: { externalId: "C-1" },
    item: { items: [{ item: { externalId: "ANCHOR" } }] },
    externalId: "S-1",
  };
  const id = account.records.create("salesOrder", order);
  const copy = account.records.duplicate("salesOrder", id);
  expect(account.records.list("salesOrder").map((row) => [row.id, row.externalId])).toEqual([
    [id, "S-1"],
    [copy, "S-1"],
  ]);
});

test("records given out do not change when the account does", () => {
  const { account } = acme();
  const before = account.records.find("customer", { externalId: "C-1" });
  account.records.update("customer", before?.id ?? "", { phone: "1" });
  expect(before?.fields).not.toHaveProperty("phone");
});

test("whoever asked is told of a refused login, with the audit trail's entry, and not of a good one", async () => {
  const heard: [LoginAuditEntry, string][] = [];
  const emulator = createEmulator({
    accounts: [{ accountId: "1234567" }],
    onLoginRefused: (...told) => heard.push(told),
  });
  const request = { method: "GET", url: "http://x/y", body: new Uint8Array(), receivedAt: 0 };
  await emulator.handle({ ...request, headers: {} });
  expect(heard).toEqual([[emulator.account("1234567").auditTrail()[0], "1234567"]]);
  expect(heard[0]?.[0]).toMatchObject({ outcome: "failure", hint: expect.stringContaining("OAuth") });
});
