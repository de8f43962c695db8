/** Orders whose customer or address is odd: nobody, no address, no e-mail, too long, incomplete. */
import { DELIVERED, DELIVERED_WITH_WARNING, type EdgeCase } from "./edge-case.ts";

const STREET = "Upper Meadow Lane at the Old Water Mill behind the Second Bridge ";

/** A believable line of words, exactly this long. */
const lineOfLength = (length: number): string => {
  const words = STREET.repeat(Math.ceil(length / STREET.length)).slice(0, length - 4);
  return `${words.trimEnd().padEnd(length - 4, "x")} 128`;
};

const HOME = {
  address2: null,
  company: null,
  city: "Albany",
  province: "New York",
  province_code: "NY",
  zip: "12207",
  country: "United States",
  country_code: "US",
} as const;

export const PEOPLE_CASES: readonly EdgeCase[] = [
  {
    name: "no-customer",
    why: "a guest order: customer is null, so it goes to the customer WEB-GUEST",
    expected: DELIVERED,
    make: (order) => order.withoutCustomer(),
  },
  {
    name: "point-of-sale",
    why: "sold over the counter: no customer, no e-mail, no address, nothing to ship",
    expected: DELIVERED,
    make: (order) =>
      order
        .withoutCustomer()
        .withEmail(null)
        .withoutShippingAddress()
        .withBillingAddress(null)
        .withoutShipping()
        .with({ source_name: "pos", location_id: 67_890_123_456n, browser_ip: null, customer_locale: null }),
  },
  {
    name: "no-shipping-address",
    why: "a customer picks the goods up: billing address only",
    expected: DELIVERED,
    make: (order) => order.withoutShippingAddress().withoutShipping(),
  },
  {
    name: "no-email",
    why: "the customer gave a phone number instead; an empty e-mail must never match another customer",
    expected: DELIVERED,
    make: (order) => order.withEmail(null),
  },
  {
    name: "address-line-of-160",
    why: "one street line is longer than the 150 characters NetSuite takes in addr1",
    expected: DELIVERED_WITH_WARNING,
    make: (order) => order.withShippingAddress({ ...HOME, address1: lineOfLength(160) }),
  },
  {
    name: "address-line-of-255",
    why: "Shopify takes 255 characters in one street line, more than one line in NetSuite holds",
    expected: DELIVERED_WITH_WARNING,
    make: (order) => order.withShippingAddress({ ...HOME, address1: lineOfLength(255) }),
  },
  {
    name: "address-over-250",
    why: "every line fits, the whole address is over the account's 250 characters",
    expected: DELIVERED_WITH_WARNING,
    make: (order) =>
      order.withShippingAddress({
        ...HOME,
        address1: lineOfLength(130),
        address2: `Building C, ${lineOfLength(117)}`,
      }),
  },
  {
    name: "long-name",
    why: "a name of 110 characters is longer than the 83 of NetSuite's addressee",
    expected: DELIVERED_WITH_WARNING,
    make: (order) => {
      const firstName = "Maria Wilhelmina Friederike Alexandrina Antoinette Josephine";
      const lastName = "von Hohenfelden-Wiesengrund zu Unterlaubach-Oberau";
      return order
        .withCustomer({ firstName, lastName })
        .withShippingAddress({ ...HOME, first_name: firstName, last_name: lastName });
    },
  },
  {
    name: "no-first-name",
    why: "the checkout asks for a last name only",
    expected: DELIVERED,
    make: (order) => order.withCustomer({ firstName: null }).withShippingAddress({ first_name: null }),
  },
  {
    name: "no-postcode",
    why: "a country without postcodes: zip is null",
    expected: DELIVERED,
    make: (order) =>
      order
        .withShippingAddress({
          address1: "12 Ocean Road",
          address2: null,
          city: "Nassau",
          province: null,
          province_code: null,
          zip: null,
          country: "Bahamas",
          country_code: "BS",
        })
        .withoutTax(),
  },
  {
    name: "company-and-second-line",
    why: "a company, a floor and a gate code: four address lines in all",
    expected: DELIVERED,
    make: (order) =>
      order.withShippingAddress({
        ...HOME,
        company: "Fjord & Sons Outfitters",
        address1: "9 Mill Row",
        address2: "Floor 3, gate #42",
      }),
  },
];
