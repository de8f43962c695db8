/** Invents a customer with an address: believable in their own language, and certainly nobody. */
import type { Faker } from "@faker-js/faker";
import type { DraftCustomer } from "../compose/order-draft.ts";
import type { ShopifyAddress } from "../shopify-order.ts";
import type { Country, Town } from "./places.ts";

export interface Person {
  readonly customer: DraftCustomer;
  readonly address: ShopifyAddress;
  readonly town: Town;
  readonly country: Country;
}

/** Domains that RFC 2606 keeps free for examples. */
const MAIL_DOMAINS = ["example.com", "example.org", "example.net", "mail.example"] as const;
const COMPANY_SHARE = 0.08;
const SECOND_LINE_SHARE = 0.25;

/** `faker` must be the country's own, seeded by the caller. */
export function inventPerson(country: Country, { faker, number }: { faker: Faker; number: number }): Person {
  const town = faker.helpers.arrayElement(country.towns);
  const firstName = faker.person.firstName();
  const lastName = faker.person.lastName();
  const phone = country.phone === null ? null : faker.helpers.replaceSymbols(country.phone);
  const email = `${mailName(firstName, lastName)}.${number}@${faker.helpers.arrayElement(MAIL_DOMAINS)}`;
  const address: ShopifyAddress = {
    first_name: firstName,
    address1: faker.location.streetAddress(),
    phone,
    city: town.city,
    zip: postcode(faker, town.zip),
    province: town.province,
    country: country.name,
    last_name: lastName,
    address2: faker.datatype.boolean(SECOND_LINE_SHARE) ? faker.location.secondaryAddress() : null,
    company: faker.datatype.boolean(COMPANY_SHARE) ? faker.company.name() : null,
    latitude: null,
    longitude: null,
    name: `${firstName} ${lastName}`,
    country_code: country.code,
    province_code: town.provinceCode,
  };
  const customer = { id: customerId(number), firstName, lastName, email, phone };
  return { customer, address, town, country };
}

/** Every customer of the shop has an id of their own, the same for the same order number. */
export const customerId = (number: number): bigint => 7_120_000_000_000n + BigInt(number) * 16_411n;

const postcode = (faker: Faker, pattern: string): string =>
  pattern.replace(/[#?]/g, (mark) =>
    mark === "#" ? String(faker.number.int(9)) : faker.string.alpha({ length: 1, casing: "upper" }),
  );

function mailName(firstName: string, lastName: string): string {
  const plain = `${firstName}.${lastName}`
    .normalize("NFD")
    .replaceAll("ł", "l")
    .replaceAll("Ł", "L")
    .toLowerCase()
    .replace(/[^a-z.]/g, "");
  return /[a-z]/.test(plain) ? plain.replace(/^\.+|\.+$/g, "") : "shopper";
}
