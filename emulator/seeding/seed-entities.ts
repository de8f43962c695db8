/** Invents vendors and customers, people and companies, with one or two addresses each. */
import type { Faker } from "@faker-js/faker";
import type { SeededRecord, Seeding } from "./seeding.ts";

export const seedEntities = (seeding: Seeding): readonly SeededRecord[] => [
  ...Array.from({ length: seeding.counts.vendors }, (_, index) => vendor(seeding, index)),
  ...Array.from({ length: seeding.counts.customers }, (_, index) => customer(seeding, index)),
];

function vendor({ faker, subsidiary, terms }: Seeding, index: number): SeededRecord {
  const body = {
    entityId: `V-${String(index + 1).padStart(6, "0")}`,
    externalId: `VENDOR-${index + 1}`,
    companyName: faker.company.name().slice(0, 83),
    email: `vendor.${index + 1}@example.com`,
    subsidiary: subsidiary(index),
    ...optional({ terms: terms(index) }),
  };
  return { recordType: "vendor", body };
}

/** Every third customer is a company. */
function customer({ faker, subsidiary, terms, priceLevel }: Seeding, index: number): SeededRecord {
  const isPerson = index % 3 !== 2;
  const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()];
  const named = isPerson ? { firstName, lastName } : { companyName: faker.company.name().slice(0, 83) };
  const addressee = isPerson ? `${firstName} ${lastName}` : named.companyName;
  const books = index % 4 === 0 ? ["Office", "Warehouse"] : ["Home"];
  const body = {
    entityId: `C-${String(index + 1).padStart(6, "0")}`,
    externalId: `CUSTOMER-${index + 1}`,
    isPerson,
    ...named,
    // RFC 2606 keeps these domains free for examples, and nobody has a number that begins with 555-01.
    email: `customer.${index + 1}@${index % 2 === 0 ? "example.com" : "example.org"}`,
    phone: `555-01${String(faker.number.int(99)).padStart(2, "0")}`,
    subsidiary: subsidiary(index),
    ...optional({ terms: terms(index), priceLevel: priceLevel(index) }),
    addressBook: {
      items: books.map((label, position) => ({
        label,
        defaultBilling: position === 0,
        defaultShipping: position === books.length - 1,
        addressBookAddress: address(faker, addressee),
      })),
    },
  };
  return { recordType: "customer", body };
}

const address = (faker: Faker, addressee: string | undefined) => ({
  ...optional({ addressee }),
  addr1: faker.location.streetAddress(),
  city: faker.location.city().slice(0, 50),
  state: faker.location.state({ abbreviated: true }),
  zip: faker.location.zipCode("#####"),
  country: "US",
});

const optional = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
