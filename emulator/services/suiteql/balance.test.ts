import fc from "fast-check";
import { expect, test } from "vitest";
import { acme, anOrder, MASTER_DATA } from "../../testing/acme.ts";
import { selectRows } from "../../testing/suiteql.ts";

const EXTRA = [
  { recordType: "account", body: { acctName: "Freight", acctType: "Income", externalId: "FREIGHT" } },
  {
    recordType: "shipItem",
    body: { itemId: "Courier", externalId: "COURIER", account: { externalId: "FREIGHT" } },
  },
  {
    recordType: "salesTaxItem",
    body: { itemId: "CA", externalId: "CA", rate: "7.25%", saleAccount: { id: "777" } },
  },
  {
    recordType: "vendor",
    body: { companyName: "Rope Works", externalId: "V-1", subsidiary: { externalId: "ACME" } },
  },
];

const cents = (max: number) => fc.integer({ min: 0, max }).map((value) => value / 100);

const bodies = fc.record(
  {
    items: fc.array(
      fc.record(
        { quantity: fc.integer({ min: 1, max: 9 }), rate: cents(5_000), taxRate1: fc.constantFrom(0, 7, 19) },
        { requiredKeys: ["quantity", "rate"] },
      ),
      { minLength: 1, maxLength: 4 },
    ),
    discountRate: fc.oneof(
      cents(100).map((value) => -value),
      fc.constant("-10%"),
    ),
    shippingCost: cents(2_000),
    handlingCost: cents(500),
    taxRate: fc.constantFrom(0, 7.25, 19),
  },
  { requiredKeys: ["items"] },
);

/** No discount is more than this costs. */
const DEAR = { quantity: 1, rate: 100 };

const KINDS = [
  "salesOrder",
  "invoice",
  "cashSale",
  "creditMemo",
  "cashRefund",
  "vendorBill",
  "purchaseOrder",
] as const;
const BOUGHT: ReadonlySet<string> = new Set(["vendorBill", "purchaseOrder"]);

test("debits and credits of whatever is saved are equal, and its lines add up to its main line", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...KINDS), bodies), { minLength: 1, maxLength: 4 }),
      async (orders) => {
        const world = acme({ masterData: [...MASTER_DATA, ...EXTRA] });
        for (const [recordType, { items, discountRate, ...charges }] of orders) {
          const discount =
            discountRate === undefined ? {} : { discountItem: { externalId: "WELCOME" }, discountRate };
          const sold = { ...charges, ...discount };
          world.account.records.create(recordType, {
            entity: { externalId: BOUGHT.has(recordType) ? "V-1" : "C-1" },
            ...(BOUGHT.has(recordType) ? {} : sold),
            item: { items: [DEAR, ...items].map((line) => ({ item: { externalId: "ANCHOR" }, ...line })) },
          });
        }
        const rows = await selectRows(
          world,
          "SELECT transaction, SUM(debit) d, SUM(credit) c, SUM(amount) a FROM transactionaccountingline GROUP BY transaction",
        );
        expect(rows).toHaveLength(orders.length);
        for (const { d, c, a = "0" } of rows) expect([d, Number(a)]).toEqual([c, 0]);
      },
    ),
    { numRuns: 20 },
  );
});

test("discount, shipping and tax are lines with their flags and accounts", async () => {
  const world = acme({ masterData: [...MASTER_DATA, ...EXTRA] });
  world.account.records.create(
    "invoice",
    anOrder({
      discountItem: { externalId: "WELCOME" },
      discountRate: -1,
      shipMethod: { externalId: "COURIER" },
      shippingCost: 4,
      taxItem: { externalId: "CA" },
    }),
  );
  expect(
    await selectRows(
      world,
      "SELECT l.id, l.mainline m, l.taxline t, l.transactiondiscount d, l.itemtype k, l.netamount n, BUILTIN.DF(a.account) a FROM transactionline l JOIN transactionaccountingline a ON a.transaction = l.transaction AND a.transactionline = l.id ORDER BY l.id",
    ),
  ).toMatchObject([
    { id: "0", m: "T", t: "F", d: "F", n: "25.45" },
    { id: "1", m: "F", t: "F", d: "F", n: "-21" },
    { id: "2", m: "F", t: "F", d: "T", k: "Discount", n: "1" },
    { id: "3", m: "F", t: "F", d: "F", k: "ShipItem", n: "-4", a: "Freight" },
    { id: "4", m: "F", t: "T", d: "F", k: "TaxItem", n: "-1.45", a: "777" },
  ]);
});

test("a payment debits the bank and credits what the customer owes", async () => {
  const world = acme();
  const { records } = world.account;
  records.create("account", { acctName: "Bank", acctType: "Bank", externalId: "BANK" });
  records.create("account", { acctName: "Receivables", acctType: "AcctRec", externalId: "AR" });
  const accounts = { account: { externalId: "BANK" }, arAcct: { externalId: "AR" } };
  records.create("customerPayment", { customer: { externalId: "C-1" }, payment: 12.5, ...accounts });
  expect(
    await selectRows(
      world,
      "SELECT BUILTIN.DF(account) a, debit, credit FROM transactionaccountingline ORDER BY transactionline",
    ),
  ).toEqual([
    { a: "Bank", debit: "12.5" },
    { a: "Receivables", credit: "12.5" },
  ]);
});
