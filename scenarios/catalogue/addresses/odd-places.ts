/** Addresses that are not American: no state, no postcode, a name in place of a code. */
import { oneOrder } from "../../expectations/one-order.ts";
import { anOrder } from "../../orders/an-order.ts";

const scenario = oneOrder({ stage: "mapping", flow: "orders", severity: "major", edge: "addresses" });

const NASSAU = {
  address1: "12 Ocean Road",
  address2: null,
  city: "Nassau",
  province: null,
  province_code: null,
  zip: null,
  country: "Bahamas",
  country_code: "BS",
};

export const ODD_PLACES = [
  scenario({
    id: "no-state-no-postcode",
    title: "A country without states and postcodes needs neither",
    why: "An import that insists on a postcode stops every order to a hundred countries.",
    given: "a shipping address in the Bahamas without state and postcode",
    then: "the order is delivered, and street, city and country are NetSuite's",
    covers: [49],
    order: ({ knownSku: sku }) =>
      anOrder(481)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withShippingAddress(NASSAU)
        .withoutTax(),
    and: ({ expect }, salesOrder) =>
      expect.equal(
        "street and city",
        [salesOrder?.shippingAddress["addr1"], salesOrder?.shippingAddress["city"]],
        ["12 Ocean Road", "Nassau"],
      ),
  }),
  scenario({
    id: "country-not-in-netsuite",
    title: "A country that NetSuite does not list holds the order and is named",
    why: "Left out silently, the parcel has no country; the carrier guesses, or returns it.",
    given: "a shipping address whose country code no list has",
    then: "a dead letter names the code, and no order is made",
    covers: [49],
    order: ({ knownSku: sku }) =>
      anOrder(482)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withShippingAddress({ ...NASSAU, country: "Atlantis", country_code: "QQ" })
        .withoutTax(),
    held: { code: "INVALID_FLD_VALUE", names: "QQ" },
  }),
  scenario({
    id: "state-not-in-netsuite",
    title: "A state that NetSuite does not list for the country holds the order and is named",
    why: "Left out silently, the parcel goes to the Springfield of another state.",
    given: "a shipping address in the United States whose state no list has",
    then: "a dead letter names the state, and no order is made",
    covers: [49],
    order: ({ knownSku: sku }) =>
      anOrder(484)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withShippingAddress({ city: "Springfield", province: "Jefferson", province_code: "JF" })
        .withoutTax(),
    held: { code: "COUNTRY_STATE_MISMATCH", names: "JF" },
  }),
  scenario({
    id: "territory-as-country",
    title: "A territory that is a country on its parcels is a country in NetSuite",
    why: "Puerto Rico sent as “United States” without a state is a parcel without a place.",
    given: "a shipping address whose country is Puerto Rico, with no state",
    then: "the order is delivered, and the country of its address is Puerto Rico",
    covers: [49],
    order: ({ knownSku: sku }) =>
      anOrder(485)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withShippingAddress({
          ...NASSAU,
          city: "San Juan",
          zip: "00901",
          country: "Puerto Rico",
          country_code: "PR",
        })
        .withoutTax(),
    and: ({ expect }, salesOrder) =>
      expect.that(
        "the country is Puerto Rico",
        JSON.stringify(salesOrder?.shippingAddress["country"] ?? "").includes('"PR"'),
        {
          expected: "PR",
          found: JSON.stringify(salesOrder?.shippingAddress["country"] ?? "no country"),
        },
      ),
  }),
  scenario({
    id: "name-too-long",
    title:
      "A name longer than NetSuite's field is cut with a warning, and nowhere in the middle of a character",
    why: "A parcel without the end of a name arrives; one that was never sent does not, and nobody was told.",
    given: "a customer whose name has 110 characters",
    then: "the order is delivered, and the ledger warns of what was cut",
    labels: { severity: "minor" },
    covers: [48],
    order: ({ knownSku: sku }) => {
      const firstName = "Maria Wilhelmina Friederike Alexandrina Antoinette Josephine";
      const lastName = "von Hohenfelden-Wiesengrund zu Unterlaubach-Oberau";
      return anOrder(483)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withCustomer({ firstName, lastName })
        .withShippingAddress({ first_name: firstName, last_name: lastName });
    },
    and: async ({ core, expect }, _, order) => {
      const warnings = (await core.entriesOf(order)).at(-1)?.warnings ?? [];
      expect.that("somebody is told", warnings.length > 0, {
        expected: "a warning on the ledger entry",
        found: warnings.join(" ") || "no warning",
      });
    },
  }),
];
