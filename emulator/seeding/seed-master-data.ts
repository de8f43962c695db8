/** Invents a company's master data: believable, certainly nobody's, and always the same for the same seed. */
import type { Faker } from "@faker-js/faker";
import { COUNTRIES, CURRENCIES, PAYMENT_METHODS, PRICE_LEVELS, TERMS } from "./fixed-lists.ts";
import { type SeedOptions, seedCounts } from "./seed-counts.ts";
import { seedEntities } from "./seed-entities.ts";
import { seedItems } from "./seed-items.ts";
import type { SeededRecord, Seeding } from "./seeding.ts";

/**
 * Master data for an account's option `masterData`. Every record has an external id such as `CUSTOMER-7`.
 * Throws EmulatorError INVALID_OPTIONS for numbers that cannot be.
 */
export async function seedMasterData(options: SeedOptions = {}): Promise<readonly SeededRecord[]> {
  const counts = seedCounts(options);
  const faker = await createFaker(counts.seed);
  const seeding: Seeding = {
    faker,
    counts,
    subsidiary: (number) => ({ externalId: `SUBSIDIARY-${(number % counts.subsidiaries) + 1}` }),
    priceLevel: (number) => refTo(PRICE_LEVELS.slice(0, counts.priceLevels), number),
    terms: (number) => refTo(TERMS.slice(0, counts.terms), number),
  };
  return [...seedLists(seeding), ...seedItems(seeding), ...seedEntities(seeding)];
}

/** Loaded when it is wanted: it is larger than the rest of the emulator. */
async function createFaker(seed: number): Promise<Faker> {
  const { Faker, base, en } = await import("@faker-js/faker");
  const faker = new Faker({ locale: [en, base], seed });
  // Dates are counted from here, whatever day it is.
  faker.setDefaultRefDate("2026-01-01T00:00:00Z");
  return faker;
}

function refTo(named: readonly { readonly name: string }[], number: number) {
  const found = named[number % Math.max(1, named.length)];
  return found === undefined ? undefined : { refName: found.name };
}

const times = <Made>(count: number, make: (index: number) => Made): readonly Made[] =>
  Array.from({ length: count }, (_, index) => make(index));

function seedLists({ faker, counts, subsidiary }: Seeding): readonly SeededRecord[] {
  const currencies = CURRENCIES.slice(0, counts.currencies);
  return [
    ...currencies.map((body) => ({ recordType: "currency", body: { ...body, externalId: body.symbol } })),
    ...times(counts.subsidiaries, (index) => {
      const at = index % currencies.length;
      const name = `${faker.company.name()} ${COUNTRIES[at]} ${index + 1}`.slice(-83);
      const currency = { refName: currencies[at]?.name };
      const body = { name, externalId: `SUBSIDIARY-${index + 1}`, country: COUNTRIES[at], currency };
      return { recordType: "subsidiary", body };
    }),
    ...times(counts.locations, (index) => {
      const name = `${faker.location.city()} Warehouse ${index + 1}`.slice(-60);
      const body = { name, externalId: `LOCATION-${index + 1}`, subsidiary: { items: [subsidiary(index)] } };
      return { recordType: "location", body };
    }),
    ...PRICE_LEVELS.slice(0, counts.priceLevels).map(({ name }) => ({
      recordType: "priceLevel",
      body: { name },
    })),
    ...TERMS.slice(0, counts.terms).map((body) => ({ recordType: "term", body })),
    ...PAYMENT_METHODS.slice(0, counts.paymentMethods).map((name) => ({
      recordType: "paymentMethod",
      body: { name },
    })),
    ...times(counts.taxItems, (index) => {
      const rate = faker.number.int({ min: 0, max: 80 }) / 4;
      const body = { itemId: `Tax ${rate} % (${index + 1})`, externalId: `TAX-${index + 1}`, rate };
      return { recordType: "salesTaxItem", body };
    }),
    ...times(counts.accountingPeriods, (index) => ({
      recordType: "accountingPeriod",
      body: accountingPeriod(index, index < counts.accountingPeriods / 2),
    })),
  ];
}

const FIRST_PERIOD = { year: 2026, month: 0 };

function accountingPeriod(index: number, closed: boolean) {
  const day = (month: number, date: number) => new Date(Date.UTC(FIRST_PERIOD.year, month, date));
  const [start, end] = [day(index, 1), day(index + 1, 0)];
  const month = start.toLocaleString("en-US", { month: "short", timeZone: "UTC" });
  return {
    periodName: `${month} ${start.getUTCFullYear()}`,
    externalId: `PERIOD-${start.toISOString().slice(0, 7)}`,
    startDate: start.toISOString().slice(0, 10),
    endDate: end.toISOString().slice(0, 10),
    isPosting: true,
    closed,
    allLocked: closed,
  };
}
