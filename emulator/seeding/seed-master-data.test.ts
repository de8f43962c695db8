import { expect, test } from "vitest";
import { createEmulator } from "../index.ts";
import type { SeedOptions } from "./seed-counts.ts";
import { seedMasterData } from "./seed-master-data.ts";

const seeded = async (options: SeedOptions = {}) => {
  const masterData = await seedMasterData(options);
  return createEmulator({ accounts: [{ accountId: "1234567", masterData }] }).account("1234567").records;
};

test("NetSuite takes every record of it, whatever the numbers", async () => {
  const usual = await seeded();
  expect(usual.list("customer")).toHaveLength(20);
  const large = { items: 120, customers: 90, vendors: 30, currencies: 6, subsidiaries: 7, locations: 9 };
  const more = await seeded({
    ...large,
    priceLevels: 4,
    terms: 4,
    paymentMethods: 6,
    taxItems: 8,
    accountingPeriods: 24,
  });
  const counts = ["customer", "vendor", "subsidiary", "location", "priceLevel", "accountingPeriod"].map(
    (type) => more.list(type).length,
  );
  expect(counts).toEqual([90, 30, 7, 9, 4, 24]);
  const kinds = ["inventoryItem", "nonInventorySaleItem", "serviceSaleItem", "kitItem", "discountItem"];
  expect(kinds.map((kind) => more.list(kind).length)).toEqual([72, 12, 12, 12, 12]);
  const least = {
    items: 1,
    customers: 1,
    vendors: 0,
    locations: 0,
    priceLevels: 0,
    terms: 0,
    paymentMethods: 0,
  };
  await seeded({ ...least, taxItems: 0, accountingPeriods: 0 });
});

test("it is the same for the same seed, another for another, and more of it changes none of what hangs on less", async () => {
  expect(await seedMasterData({ seed: 3, customers: 9 })).toEqual(
    await seedMasterData({ seed: 3, customers: 9 }),
  );
  expect(await seedMasterData({ seed: 3 })).not.toEqual(await seedMasterData({ seed: 4 }));
  const [few, many] = [await seedMasterData({ customers: 5 }), await seedMasterData({ customers: 50 })];
  expect(many.slice(0, few.length)).toEqual(few);
});

test("items have a price at every price level, kits their goods, customers their addresses, old periods are closed", async () => {
  const records = await seeded({ items: 10, customers: 4, priceLevels: 3, accountingPeriods: 4 });
  const [item] = records.list("inventoryItem");
  expect(item?.fields["price"]).toMatchObject({
    items: [{ priceLevel: { refName: "Base Price" } }, {}, { priceLevel: { refName: "Wholesale" } }],
  });
  expect(records.list("kitItem")[0]?.fields["member"]).toMatchObject({
    items: [{ quantity: 1 }, { quantity: 3 }],
  });
  const books = records
    .list("customer")
    .map(({ fields }) => (fields["addressBook"] as { items: unknown[] }).items.length);
  expect(books).toEqual([2, 1, 1, 1]);
  const closed = records
    .list("accountingPeriod")
    .map(({ fields }) => [fields["periodName"], fields["closed"]]);
  expect(closed).toEqual([
    ["Jan 2026", true],
    ["Feb 2026", true],
    ["Mar 2026", false],
    ["Apr 2026", false],
  ]);
});

test("what cannot be counted is refused with what can", async () => {
  await expect(seedMasterData({ unicorns: 1 } as SeedOptions)).rejects.toThrow(
    /unicorns.*What can be counted: seed, cur/s,
  );
  await expect(seedMasterData({ subsidiaries: 0 })).rejects.toThrow(/subsidiaries/);
});
