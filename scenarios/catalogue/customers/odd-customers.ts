/** Customers who are nobody, somebody else or twice the same: nothing is booked on the wrong account. */
import { oneOrder } from "../../expectations/one-order.ts";
import { anOrder, type OrderBuilder } from "../../orders/an-order.ts";

const digitsOf = ({ draft }: OrderBuilder): string => String(draft.customer?.id);
const scenario = oneOrder({ stage: "mapping", flow: "orders", severity: "major", edge: "customers" });

export const ODD_CUSTOMERS = [
  scenario({
    id: "guest-order",
    title: "A guest's order goes to the account for guests",
    why: "A guest has no customer record; an order without a customer cannot be saved, and the sale waits.",
    given: "an order whose customer is null",
    then: "it is delivered, and no customer was made for it",
    covers: [50],
    order: ({ knownSku: sku }) =>
      anOrder(441)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withoutCustomer(),
    and({ netsuite, setting, expect }) {
      const before = setting.masterData.filter(({ recordType }) => recordType === "customer").length;
      expect.equal("customers in NetSuite", netsuite.records.list("customer").length, before);
    },
  }),
  scenario({
    id: "point-of-sale",
    title: "A sale over the counter has no customer, no e-mail and no address",
    why: "The shop's till writes the same orders; each field that is missing there stops an import that expects it.",
    given: "an order without customer, e-mail, addresses and shipping",
    then: "it is delivered to the account for guests, and an empty e-mail has matched nobody",
    covers: [50],
    before: ({ netsuite, people }) => {
      netsuite.records.create("customer", {
        externalId: "NO-EMAIL",
        entityId: "No e-mail",
        companyName: "A customer without an e-mail address",
        isPerson: false,
        subsidiary: { id: people.idOf("subsidiary", { name: "ACME Store Inc." }) },
      });
    },
    order: ({ knownSku: sku }) =>
      anOrder(442)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withoutCustomer()
        .withEmail(null)
        .withoutShippingAddress()
        .withBillingAddress(null)
        .withoutShipping()
        .with({ source_name: "pos", browser_ip: null, customer_locale: null }),
    and: ({ expect }, salesOrder) =>
      expect.that("the order is not the stranger's", salesOrder?.customer?.externalId !== "NO-EMAIL", {
        expected: "another customer",
        found: salesOrder?.customer?.externalId ?? "no customer",
      }),
  }),
  scenario({
    id: "inactive-customer",
    title: "A customer who is inactive in NetSuite holds the order and says so",
    why: "Somebody made the account inactive for a reason; a second account for the same person splits what they owe.",
    given: "the customer of the order was made inactive in NetSuite",
    then: "a dead letter says that the customer cannot be used; there is still one customer and no order",
    covers: [51],
    before: ({ people }) => void people.enterCustomer(digitsOf(anOrder(443)), { isInactive: true }),
    order: ({ knownSku: sku }) => anOrder(443).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "INVALID_KEY_OR_REF" },
  }),
  scenario({
    id: "subsidiary-missing",
    title: "A subsidiary that NetSuite does not have holds the order and is named",
    why: "A company is renamed on the first of January; every order since then must wait for one correction, not vanish.",
    given: "the subsidiary that the mapping names was renamed in NetSuite",
    then: "a dead letter names it, and no order is made",
    covers: [22],
    before: ({ netsuite, people }) =>
      void netsuite.records.update("subsidiary", people.idOf("subsidiary", { name: "ACME Store Inc." }), {
        name: "ACME Holding",
      }),
    order: ({ knownSku: sku }) => anOrder(444).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "LOOKUP_NOT_FOUND", names: "ACME Store Inc." },
  }),
  scenario({
    id: "location-not-mapped",
    title: "A location that NetSuite does not have holds the order and is named",
    why: "Without its location the order reserves stock in the wrong warehouse, and two parcels leave for one order.",
    given: "the location that the mapping names was renamed in NetSuite",
    then: "a dead letter names it, and no order is made",
    labels: { edge: "mapping" },
    covers: [54],
    before: ({ netsuite, people }) =>
      void netsuite.records.update("location", people.idOf("location", { name: "Main Warehouse" }), {
        name: "Warehouse North",
      }),
    order: ({ knownSku: sku }) => anOrder(445).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "LOOKUP_NOT_FOUND", names: "Main Warehouse" },
  }),
  scenario({
    id: "currency-not-enabled",
    title: "A currency that NetSuite does not keep holds the order and is named",
    why: "Booked in another currency, an order of 900 kronor becomes one of 900 dollars.",
    given: "the shop's books have moved to Swedish kronor, which NetSuite does not have",
    then: "a dead letter names the currency, and no order is made",
    labels: { edge: "money", severity: "critical" },
    covers: [23],
    before: ({ netsuite, people }) =>
      void netsuite.records.update("currency", people.idOf("currency", { symbol: "USD" }), { symbol: "SEK" }),
    order: ({ knownSku: sku }) => anOrder(446).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "LOOKUP_NOT_FOUND", names: "USD" },
  }),
  scenario({
    id: "customer-on-hold",
    title: "A customer whom accounting has put on hold gets nothing until accounting says so",
    why: "Whoever has not paid for the last delivery must not get the next one because the shop did not know.",
    given: "the account refuses orders beyond a credit limit, and the customer's limit is $5.00",
    then: "a dead letter has NetSuite's own words about the limit, and no order is made",
    covers: [51],
    world: { account: { rules: { creditLimit: "refused" } } },
    before: ({ people }) => void people.enterCustomer(digitsOf(anOrder(447)), { creditLimit: 5 }),
    order: ({ knownSku: sku }) => anOrder(447).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "BALANCE_EXCEEDS_CREDIT_LIMIT" },
  }),
  scenario({
    id: "two-customers-of-one-email",
    title: "Where customers are known by their e-mail address, two who share one hold the order",
    why: "Whoever takes the first of two sends the invoice to one and the parcel to the other.",
    given:
      "a mapping that finds customers by their e-mail address, and two customers in NetSuite who have the same one",
    then: "a dead letter says that there is more than one and names the address, and no order is made",
    covers: [51],
    world: { mapping: byEmail },
    before: ({ people }) => {
      for (const digits of ["71", "72"]) people.enterCustomer(digits, { email: "family@shopper.example" });
    },
    order: ({ knownSku: sku }) =>
      anOrder(448)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withCustomer({ email: "family@shopper.example" }),
    held: { code: "LOOKUP_AMBIGUOUS", names: "family@shopper.example" },
  }),
  scenario({
    id: "customer-of-a-sister-company",
    title: "An order on an account of another company of the group is held",
    why: "The goods leave our warehouse and the money is booked next door; the group notices at the audit.",
    given: "the account for guests was handed over to a sister company in NetSuite",
    then: "a dead letter says that NetSuite refused it, and no order is made",
    covers: [22],
    before: ({ people }) => people.handToSister("customer", { externalId: "WEB-GUEST" }),
    order: ({ knownSku: sku }) =>
      anOrder(449)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withoutCustomer(),
    held: { code: "INVALID_KEY_OR_REF" },
  }),
  scenario({
    id: "location-of-a-sister-company",
    title: "A location of another company of the group holds the order and is named",
    why: "The parcel would leave a shelf that is not ours, and the sister company's stock is wrong by every order.",
    given: "the location that the mapping names was handed over to a sister company in NetSuite",
    then: "a dead letter names the location, and no order is made",
    labels: { edge: "mapping" },
    covers: [21],
    before: ({ people }) => people.handToSister("location", { name: "Main Warehouse" }),
    order: ({ knownSku: sku }) => anOrder(450).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "INVALID_KEY_OR_REF", names: "Main Warehouse" },
  }),
  scenario({
    id: "currency-not-the-customers",
    title: "A currency in which the customer does not buy holds the order and is named",
    why: "NetSuite adds up what a customer owes in his own currencies; an order in another one is owed by nobody.",
    given: "a customer whom accounting lets buy in euros alone, and an order in dollars",
    then: "a dead letter names the currency, and no order is made",
    labels: { edge: "money" },
    covers: [23],
    before: ({ people }) => {
      const currency = { id: people.idOf("currency", { symbol: "EUR" }) };
      people.enterCustomer(digitsOf(anOrder(455)), { currency, currencyList: { items: [{ currency }] } });
    },
    order: ({ knownSku: sku }) => anOrder(455).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "INVALID_KEY_OR_REF", names: "USD" },
  }),
];

/** Changes the mapping: the order goes to whoever has the buyer's address. */
function byEmail(text: string, kind: string): string {
  if (kind !== "shopify-orders") return text;
  return text
    .replace("- record: customer\n    when: customer.id\n", '- record: customer\n    when: "false"\n')
    .replace("reference: customer\n", "lookup: { record: customer, by: email, from: customer.email }\n");
}
