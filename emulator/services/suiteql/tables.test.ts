import { expect, test } from "vitest";
import { acme, anOrder } from "../../testing/acme.ts";
import { askSuiteql, selectRows } from "../../testing/suiteql.ts";

/** An order and its invoice, a bill, a journal, an adjustment, and people of every kind. */
function books() {
  const world = acme({ firstInternalId: 100, rules: {} });
  const { records } = world.account;
  const create = (recordType: string, body: Record<string, unknown>): string =>
    records.create(recordType, body);
  create("account", { acctName: "Receivables", acctType: "AcctRec", acctNumber: "1100", externalId: "AR" });
  create("account", { acctName: "Sales", acctType: "Income", acctNumber: "4000", externalId: "SALES" });
  create("account", { acctName: "Rent", acctType: "Expense", acctNumber: "6000", externalId: "RENT" });
  create("account", { acctName: "Payables", acctType: "AcctPay", acctNumber: "2000", externalId: "AP" });
  create("department", { name: "Deck", externalId: "DECK" });
  create("vendor", { companyName: "Rope Works", externalId: "V-1", subsidiary: { externalId: "ACME" } });
  create("employee", {
    firstName: "Ann",
    lastName: "Lee",
    externalId: "P-1",
    subsidiary: { externalId: "ACME" },
  });
  create("contact", {
    firstName: "Bo",
    lastName: "Ray",
    entityId: "Bo Ray",
    externalId: "K-1",
    subsidiary: { externalId: "ACME" },
  });
  records.update("inventoryItem", records.find("inventoryItem", { externalId: "ANCHOR" })?.id ?? "", {
    incomeAccount: { externalId: "SALES" },
  });
  create("salesOrder", anOrder({ externalId: "E-1", tranId: "SO1" }));
  create("journalEntry", {
    externalId: "J-1",
    tranId: "J1",
    subsidiary: { externalId: "ACME" },
    line: {
      items: [
        { account: { externalId: "RENT" }, debit: 70, memo: "rent" },
        { account: { externalId: "AP" }, credit: 70 },
      ],
    },
  });
  return world;
}

test.each<[string, Record<string, string>[]]>([
  ["SELECT acctnumber FROM account WHERE acctname = 'Sales'", [{ acctnumber: "4000" }]],
  [
    "SELECT accountsearchdisplayname s, accountsearchdisplaynamecopy c, fullname f, displaynamewithhierarchy h FROM account WHERE acctnumber = '4000'",
    [{ s: "4000 Sales", c: "Sales", f: "Sales", h: "Sales" }],
  ],
  [
    "SELECT l.itemtype, TO_CHAR(l.linelastmodifieddate, 'YYYY') y, TO_CHAR(l.linecreateddate, 'YYYY') z FROM transactionline l JOIN transaction t ON t.id = l.transaction WHERE t.tranid = 'SO1' AND l.mainline = 'F'",
    [{ itemtype: "InvtPart", y: "2026", z: "2026" }],
  ],
  [
    "SELECT BUILTIN.DF(t.type) type, t.trandisplayname shown FROM transaction t WHERE t.tranid = 'J1'",
    [{ type: "Journal", shown: "Journal #J1" }],
  ],
  [
    "SELECT t.type, LISTAGG(l.memo, ', ') WITHIN GROUP (ORDER BY l.id DESC) memos, LISTAGG(DISTINCT l.mainline, '+') m FROM transaction t JOIN transactionline l ON l.transaction = t.id WHERE t.externalid = 'J-1' GROUP BY t.type",
    [{ type: "Journal", memos: "rent", m: "T+F" }],
  ],
  [
    "SELECT LISTAGG(acctname, ' | ') WITHIN GROUP (ORDER BY acctnumber DESC) l FROM account",
    [{ l: "Rent | Sales | Payables | Receivables" }],
  ],
  [
    "SELECT (SELECT LISTAGG(a.acctnumber) FROM account a WHERE a.acctname = d.name) none FROM department d",
    [{}],
  ],
  ["SELECT name FROM department", [{ name: "Deck" }]],
  ["SELECT fullname FROM item WHERE itemid = 'ANCHOR'", [{ fullname: "ANCHOR" }]],
  [
    "SELECT COUNT(DISTINCT uniquekey) n, SUM(quantityshiprecv) moved, MAX(isfullyshipped) shipped, MAX(isinventoryaffecting) stock, MAX(kitcomponent) kit FROM transactionline",
    [{ n: "5", moved: "0", shipped: "F", stock: "F", kit: "F" }],
  ],
  [
    "SELECT externalid, type, altname FROM entity WHERE externalid IN ('C-1', 'V-1', 'P-1', 'K-1') ORDER BY 1",
    [
      { externalid: "C-1", type: "CustJob", altname: "Harbour Ltd" },
      { externalid: "K-1", type: "Contact", altname: "Bo Ray" },
      { externalid: "P-1", type: "Employee", altname: "Ann Lee" },
      { externalid: "V-1", type: "Vendor", altname: "Rope Works" },
    ],
  ],
  ["SELECT lastname FROM employee", [{ lastname: "Lee" }]],
  ["SELECT companyname FROM vendor", [{ companyname: "Rope Works" }]],
  [
    "SELECT itemid, itemtype FROM item WHERE itemid IN ('ANCHOR', 'ENGRAVING') ORDER BY 1",
    [
      { itemid: "ANCHOR", itemtype: "InvtPart" },
      { itemid: "ENGRAVING", itemtype: "NonInvtPart" },
    ],
  ],
  [
    "SELECT i.itemid, p.unitprice FROM item i JOIN pricing p ON p.item = i.id",
    [{ itemid: "ANCHOR", unitprice: "19.99" }],
  ],
  ["SELECT price FROM itemprice", [{ price: "19.99" }]],
  [
    "SELECT t.type, COUNT(*) n FROM transaction t JOIN transactionline l ON l.transaction = t.id GROUP BY t.type ORDER BY 1",
    [
      { type: "Journal", n: "3" },
      { type: "SalesOrd", n: "2" },
    ],
  ],
  [
    "SELECT BUILTIN.DF(l.account) a, l.netamount, l.memo FROM transactionline l JOIN transaction t ON t.id = l.transaction WHERE t.externalid = 'J-1' AND l.mainline = 'F' ORDER BY l.linesequencenumber",
    [
      { a: "Rent", netamount: "70", memo: "rent" },
      { a: "Payables", netamount: "-70" },
    ],
  ],
  [
    "SELECT BUILTIN.DF(a.account) n, a.debit, a.credit, a.posting FROM transactionaccountingline a, transaction t WHERE a.transaction = t.id AND t.externalid = 'J-1' AND a.transactionline > 0 ORDER BY a.transactionline",
    [
      { n: "Rent", debit: "70", posting: "T" },
      { n: "Payables", credit: "70", posting: "T" },
    ],
  ],
  [
    "SELECT BUILTIN.DF(a.account) n, a.credit, a.posting FROM transactionaccountingline a JOIN transaction t ON t.id = a.transaction WHERE t.tranid = 'SO1' AND a.transactionline = 1",
    [{ n: "Sales", credit: "21", posting: "F" }],
  ],
])("%s", async (q, rows) => {
  expect(await selectRows(books(), q)).toEqual(rows);
});

test("the main line has the department of the whole, other lines their own", async () => {
  const world = acme({ rules: {} });
  const { records } = world.account;
  const deck = records.create("department", { name: "Deck" });
  records.create("salesOrder", anOrder({ department: { id: deck } }));
  expect(
    await selectRows(world, "SELECT mainline, BUILTIN.DF(department) name FROM transactionline ORDER BY id"),
  ).toEqual([{ mainline: "T", name: "Deck" }, { mainline: "F" }]);
});

test("an account's full name has those above it", async () => {
  const world = acme();
  const { records } = world.account;
  const above = records.create("account", { acctName: "Costs", acctType: "Expense" });
  records.create("account", {
    acctName: "Rent",
    acctType: "Expense",
    acctNumber: "6100",
    parent: { id: above },
  });
  const q = "SELECT fullname, accountsearchdisplayname FROM account WHERE acctnumber = '6100'";
  expect(await selectRows(world, q)).toEqual([
    { fullname: "Costs : Rent", accountsearchdisplayname: "6100 Rent" },
  ]);
});

test("a field of several choices is one text of their ids, or of one id", async () => {
  const world = acme({ firstInternalId: 100 });
  const { records } = world.account;
  records.create("subsidiary", { name: "Second", externalId: "SECOND" });
  const both = { items: [{ externalId: "ACME" }, { externalId: "SECOND" }] };
  records.create("department", { name: "Deck", subsidiary: both });
  records.create("department", { name: "Hold", subsidiary: { items: [{ externalId: "ACME" }] } });
  const idOf = (externalId: string) => records.find("subsidiary", { externalId })?.id;
  expect(
    await selectRows(world, "SELECT subsidiary, BUILTIN.DF(subsidiary) names FROM department ORDER BY name"),
  ).toEqual([
    { subsidiary: `${idOf("ACME")}, ${idOf("SECOND")}`, names: "Acme Inc, Second" },
    { subsidiary: idOf("ACME"), names: "Acme Inc" },
  ]);
  const joined = "SELECT d.name FROM department d JOIN subsidiary s ON s.id = d.subsidiary";
  expect(await selectRows(world, `${joined} WHERE d.name = 'Hold'`)).toEqual([{ name: "Hold" }]);
});

test("an address book and its addresses are tables that meet by nkey", async () => {
  const world = acme();
  const id = world.account.records.find("customer", { externalId: "C-1" })?.id ?? "";
  world.account.records.update("customer", id, {
    addressBook: {
      items: [
        { defaultShipping: true, addressBookAddress: { addr1: "1 Quay", city: "Port", country: "US" } },
      ],
    },
  });
  expect(
    await selectRows(
      world,
      "SELECT b.entity, b.defaultshipping, a.addr1, a.city FROM customeraddressbook b JOIN customeraddressbookentityaddress a ON a.nkey = b.addressbookaddress",
    ),
  ).toEqual([{ entity: id, defaultshipping: "T", addr1: "1 Quay", city: "Port" }]);
});

test("every record type that is a table answers a star", async () => {
  const world = acme();
  const names = [
    "accountingperiod",
    "classification",
    "term",
    "pricelevel",
    "paymentmethod",
    "salestaxitem",
    "customerstatus",
    "contact",
    "vendor",
    "employee",
    "entity",
    "item",
    "transaction",
    "transactionline",
  ];
  for (const name of names) expect((await askSuiteql(world, `SELECT * FROM ${name}`)).status, name).toBe(200);
});

test.each(["salesorder", "vendorbill", "inventoryitem", "nothing"])(
  "%s is no table: its family is",
  async (name) => {
    expect((await askSuiteql(acme(), `SELECT id FROM ${name}`)).error?.["detail"]).toContain(
      `Invalid search type: ${name}.`,
    );
  },
);

test.each([
  "SELECT balance FROM customer",
  "SELECT total FROM transaction",
  "SELECT createdfrom FROM transaction",
])("%s asks for what REST alone has", async (q) => {
  expect((await askSuiteql(acme(), q)).error?.["detail"]).toContain("Unknown identifier");
});

test("a custom record type is a table, its own fields columns", async () => {
  const world = acme({
    catalogue: {
      customRecords: { customrecord_berth: { fields: { custrecord_depth: { type: "decimal" } } } },
    },
  });
  world.account.records.create("customrecord_berth", { name: "B1", custrecord_depth: 4.5 });
  expect(await selectRows(world, "SELECT name, custrecord_depth FROM customrecord_berth")).toEqual([
    { name: "B1", custrecord_depth: "4.5" },
  ]);
});

test("a fulfilment's lines say what they were made from, and its tracking numbers are a table away", async () => {
  const world = acme({ firstInternalId: 100, rules: {} });
  const { records } = world.account;
  const order = records.create("salesOrder", anOrder({ externalId: "E-1", orderStatus: { id: "B" } }));
  await world.call("POST", `/services/rest/record/v1/salesOrder/${order}/!transform/itemFulfillment`, {
    body: {
      shipStatus: { id: "C" },
      package: { items: [{ packageWeight: 1, packageTrackingNumber: "1Z-1" }, { packageWeight: 2 }] },
    },
  });
  const fulfilment = records.list("itemFulfillment")[0]?.id;
  const lines = await selectRows(
    world,
    "SELECT t.createdfrom, t.mainline, t.iscogs FROM transactionline t INNER JOIN transaction f ON f.id = t.transaction WHERE f.type = 'ItemShip' ORDER BY t.id",
  );
  expect(lines).toEqual([
    { createdfrom: order, mainline: "T", iscogs: "F" },
    { createdfrom: order, mainline: "F", iscogs: "F" },
  ]);
  const numbers = await selectRows(
    world,
    "SELECT m.transaction, n.trackingnumber FROM trackingnumbermap m INNER JOIN trackingnumber n ON n.id = m.trackingnumber",
  );
  expect(numbers).toEqual([{ transaction: fulfilment, trackingnumber: "1Z-1" }]);
});
