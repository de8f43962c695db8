import { expect, test } from "vitest";
import { acme } from "../testing/acme.ts";
import { type AccountKind, accountKindOf, accountLimitOf } from "./account-kinds.ts";

test.each<[string, AccountKind]>([
  ["1234567", "production"],
  ["1234567_SB1", "sandbox"],
  ["1234567_SB", "sandbox"],
  ["1234567_RP", "release-preview"],
  ["TSTDRV1234567", "partner"],
  ["TSTDRV1234567_SB1", "partner"],
])("account id %s is a %s account", (accountId, kind) => {
  expect(accountKindOf(accountId)).toBe(kind);
});

/** Oracle help bridgehead_1500275603 and section_1504769959. */
test.each<[AccountKind, number]>([
  ["production", 35],
  ["sandbox", 35],
  ["release-preview", 35],
  ["development", 5],
  ["partner", 5],
])("a %s account on Premium with two licences has %i slots", (kind, limit) => {
  expect(accountLimitOf({ kind, tier: "premium", suiteCloudPlus: 2 })).toBe(limit);
});

test("licences no tier holds are ignored where licences are ignored", () => {
  expect(accountLimitOf({ kind: "development", tier: "standard", suiteCloudPlus: 99 })).toBe(5);
});

test("an account's kind is read from its id unless it is named", () => {
  expect(acme({ accountId: "TSTDRV1234567", tier: "ultimate" }).account.concurrencyLimit).toBe(5);
  expect(acme({ accountId: "1234567", kind: "development" }).account.concurrencyLimit).toBe(5);
  expect(acme({ accountId: "1234567", suiteCloudPlus: 1 }).account.concurrencyLimit).toBe(25);
});

test("a legacy contract brings its own maximum of licences", () => {
  const contract = { tier: "legacy-0", suiteCloudPlus: 14 } as const;
  expect(() => acme(contract)).toThrow(/0 to 12 SuiteCloud Plus licences, not 14/);
  expect(acme({ ...contract, maxSuiteCloudPlus: 14 }).account.concurrencyLimit).toBe(160);
});
