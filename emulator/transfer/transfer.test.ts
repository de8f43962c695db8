import { expect, test } from "vitest";
import { createEmulator, readDataFile, type StoredRecord, seedMasterData } from "../index.ts";
import { acme } from "../testing/acme.ts";
import { manualClock } from "../testing/manual-clock.ts";
import type { DataFile } from "./read-data-file.ts";

const read = async (...files: readonly DataFile[]) =>
  (await Promise.all(files.map((file) => readDataFile(file)))).flat();

async function opened(...files: readonly DataFile[]) {
  const imports = await read(...files);
  const accounts = [{ accountId: "1234567", imports }];
  return createEmulator({ clock: manualClock(), accounts }).account("1234567").records;
}

const SUBSIDIARY = { file: "subsidiary.csv", text: "Internal ID,Name,External ID\n7,Acme Inc,ACME\n" };

test("a CSV file as NetSuite exports it: labels in any case, dates, ticks, references by name, external id and internal id", async () => {
  const text = [
    "\uFEFFInternal ID,COMPANY NAME,external id,Subsidiary,Is Person,e-mail,custentity_vip,terms",
    '501,"Harbour, Ltd",C-1,Acme Inc,No,buy@harbour.example,gold,Net 30',
    "502,Quay Ltd,C-2,acme,F,,,",
    "503,Pier Ltd,C-3,7,false,,,",
  ].join("\r\n");
  const customers = { file: "data/customer.csv", text: text.replace("e-mail", "Email") };
  const terms = { file: "term.csv", text: "name,daysuntilnetdue\nNet 30,30\n" };
  const records = await opened(customers, terms, SUBSIDIARY);
  expect(records.find("customer", { id: "501" })?.fields).toMatchObject({
    companyName: "Harbour, Ltd",
    externalId: "C-1",
    isPerson: false,
    subsidiary: { id: "7", refName: "Acme Inc" },
    custentity_vip: "gold",
    terms: { refName: "Net 30" },
  });
  expect(records.list("customer").map(({ id }) => id)).toEqual(["501", "502", "503"]);
  expect(Number(records.create("customer", { companyName: "New", subsidiary: { id: "7" } }))).toBeGreaterThan(
    503,
  );
});

test("lines of a sublist: dotted headers, and rows that repeat the external id", async () => {
  const text = [
    "externalId,companyName,subsidiary,addressBook.label,addressBook.addr1,addressBook.country,addressBook.defaultShipping",
    "C-1,Harbour Ltd,ACME,Office,1 Quay St,US,T",
    "C-1,,,Store,2 Quay St,US,F",
    "C-2,Pier Ltd,ACME,,,,",
  ].join("\n");
  const records = await opened({ file: "customer.csv", text }, SUBSIDIARY);
  expect(records.list("customer")).toHaveLength(2);
  expect(records.find("customer", { externalId: "C-1" })?.fields["addressBook"]).toMatchObject({
    items: [
      {
        label: "Office",
        addressBookAddress: { addr1: "1 Quay St", country: { id: "US" } },
        defaultShipping: true,
      },
      { label: "Store", addressBookAddress: { addr1: "2 Quay St" }, defaultShipping: false },
    ],
  });
});

test("a JSON file holds records as requests send them, with the ids they shall keep", async () => {
  const text = '[\n  {"id": 42, "companyName": "Harbour Ltd", "subsidiary": {"externalId": "ACME"}}\n]';
  const records = await opened({ file: "customer.json", text }, SUBSIDIARY);
  expect(records.find("customer", { id: "42" })?.fields["companyName"]).toBe("Harbour Ltd");
});

test.each([
  [
    "an unknown header",
    "subsidiary.csv",
    "Name,Favourite Colour\nAcme,red",
    'subsidiary.csv:2:2: subsidiary has no field "Favourite Colour"',
  ],
  [
    "an unknown record type",
    "unicorn.csv",
    "Name\nAcme",
    "unicorn.csv:2: there is no record type unicorn; rename the file",
  ],
  [
    "a value too many",
    "subsidiary.csv",
    "Name\nAcme,Inc",
    "subsidiary.csv:2:2: there are 2 values under 1 headers",
  ],
  ["an open quote", "subsidiary.csv", 'Name\n"Acme', /subsidiary\.csv:\d: it is no valid CSV/],
  [
    "an internal id that is none",
    "subsidiary.csv",
    "id,Name\nx7,Acme",
    "subsidiary.csv:2: x7 is no internal id",
  ],
  [
    "an internal id that is taken",
    "subsidiary.csv",
    "id,Name\n7,Acme\n8,Other\n7,Third",
    "subsidiary.csv:4: the internal id 7 is taken",
  ],
  [
    "what NetSuite refuses, at its column",
    "customer.csv",
    "companyName,subsidiary\nA,Acme",
    /customer\.csv:2:2: NetSuite would refuse this customer: .*Correct/,
  ],
  ["broken JSON", "customer.json", '[\n {"a" "b"}\n]', /customer\.json:2:\d+: /],
  [
    "JSON that is no array",
    "customer.json",
    '{"id": 1}',
    "customer.json:1:1: it must be an array of records",
  ],
  [
    "JSON that holds no records",
    "customer.json",
    "[\n 7\n]",
    "customer.json:2:2: a record must be an object",
  ],
  ["no known form", "customer.xlsx", "", "customer.xlsx:1: the name must say record type and form"],
  ["nothing at all", "customer.csv", "", "customer.csv:1:1: there is no header line"],
])("it says where and what: %s", async (_name, file, text, told) => {
  await expect(opened({ file, text })).rejects.toThrow(told);
});

test("every problem is told at once, and nothing comes in", async () => {
  const { account } = acme();
  const before = account.snapshot();
  const text = "name,country\nGood,US\nBad,XX\nWorse,YY\n";
  const rows = await read({ file: "subsidiary.csv", text });
  const attempt = () => account.records.import(rows);
  expect(attempt).toThrow(/subsidiary\.csv:3:2: .*\nsubsidiary\.csv:4:2: /);
  expect(account.records.find("subsidiary", { name: "Good" })).toBeUndefined();
  expect(JSON.stringify(account.snapshot())).toBe(JSON.stringify(before));
});

test.each(["csv", "json"] as const)("what was exported as %s comes back under its ids", async (form) => {
  const masterData = await seedMasterData({ items: 20, customers: 12, priceLevels: 3, subsidiaries: 2 });
  const accounts = [{ accountId: "1", masterData }];
  const { records } = createEmulator({ clock: manualClock(), accounts }).account("1");
  const files = records.export(form);
  const again = await opened(...files);
  const names = [
    "customer",
    "inventoryItem",
    "kitItem",
    "discountItem",
    "subsidiary",
    "location",
    "accountingPeriod",
    "vendor",
  ];
  for (const name of names) expect(again.list(name).map(plain)).toEqual(records.list(name).map(plain));
});

/** Address ids are the account's own, as are the names of records that neither account holds. */
const plain = ({ fields, ...row }: StoredRecord): unknown => ({
  ...row,
  fields: JSON.parse(
    JSON.stringify(fields, (key, value: unknown) =>
      ["internalId", "addressId", "entityStatus"].includes(key) || (key === "id" && typeof value === "number")
        ? undefined
        : value,
    ),
  ),
});
