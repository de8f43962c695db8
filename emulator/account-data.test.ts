import { expect, test } from "vitest";
import { accountDataSchema, mergedAccountData } from "./account-data.ts";
import { acme, anOrder, RECORDS } from "./testing/acme.ts";

const ORDERS = `${RECORDS}/salesOrder`;

test("a later file lies over the earlier ones, part by part, and adds its records", () => {
  const first = accountDataSchema.parse({
    rules: { addressTotalLength: 250, zeroTotals: "refused" },
    catalogue: { fields: { salesOrder: { memo: { maxLength: 10 }, tranId: { maxLength: 5 } } } },
    masterData: [{ recordType: "currency", body: { name: "Euro" } }],
  });
  const second = accountDataSchema.parse({
    rules: { zeroTotals: "taken" },
    catalogue: { customFields: "defined", fields: { salesOrder: { memo: { maxLength: 20 } } } },
    masterData: [{ recordType: "currency", body: { name: "Yen" } }],
  });
  expect(mergedAccountData([first, second])).toEqual({
    rules: { addressTotalLength: 250, zeroTotals: "taken" },
    catalogue: {
      customFields: "defined",
      fields: { salesOrder: { memo: { maxLength: 20 }, tranId: { maxLength: 5 } } },
    },
    masterData: [
      { recordType: "currency", body: { name: "Euro" } },
      { recordType: "currency", body: { name: "Yen" } },
    ],
  });
});

test("what is wrong is told with its place", () => {
  const parsed = accountDataSchema.safeParse({
    catalogue: { fields: { salesOrder: { memo: { maxLength: "long" } } } },
    quirks: { createStatus: 999 },
  });
  expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual([
    "catalogue.fields.salesOrder.memo.maxLength",
    "quirks.createStatus",
  ]);
});

test("an account that lists its forms takes these and no others; one that lists none takes any", async () => {
  const listed = acme({ catalogue: { forms: { salesOrder: { "68": "Web order" } } } });
  const post = async ({ call }: typeof listed, id: string) =>
    (await call("POST", ORDERS, { body: anOrder({ customForm: { id } }) })).error?.["detail"] ?? "taken";
  expect(await post(listed, "68")).toBe("taken");
  expect(await post(listed, "101")).toContain("customform");
  expect(await post(acme(), "101")).toBe("taken");
  expect(listed.account.records.find("salesOrder", {})?.fields["customForm"]).toMatchObject({
    refName: "Web order",
  });
});

test("a standard field starts with the account's own value, unless the caller sends one", async () => {
  const { call, account } = acme({ catalogue: { fields: { salesOrder: { memo: { default: "by web" } } } } });
  await call("POST", ORDERS, { body: anOrder() });
  await call("POST", ORDERS, { body: anOrder({ memo: "by phone" }) });
  expect(account.records.list("salesOrder").map(({ fields }) => fields["memo"])).toEqual([
    "by web",
    "by phone",
  ]);
});

test("a limit of its own goes before tier and licences", () => {
  expect(acme({ concurrencyLimit: 7, tier: "premium" }).account.concurrencyLimit).toBe(7);
});
