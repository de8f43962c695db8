/**
 * What goes wrong between a shop and NetSuite, ranked: how often it happens in the field times what it costs. A scenario says with
 * `covers` which of these it proves, and each is proved by one; what no scenario shows of it is said here, and in README.md.
 */

export interface KnownCase {
  readonly rank: number;
  readonly what: string;
  /** Which part no scenario proves, and why. */
  readonly notCovered?: string;
}

export const KNOWN_CASES: readonly KnownCase[] = [
  { rank: 1, what: "NetSuite saves the order and its answer is lost" },
  { rank: 2, what: "the worker is killed between NetSuite's commit and its own" },
  { rank: 3, what: "the same delivery comes twice" },
  { rank: 4, what: "the same order comes by webhook and by reconciliation" },
  { rank: 5, what: "two first orders of one new customer at once" },
  { rank: 6, what: "a burst above the concurrency limit" },
  { rank: 7, what: "NetSuite is down for two hours" },
  { rank: 8, what: "an unknown SKU among good lines" },
  { rank: 9, what: "the service is killed right after it acknowledged an order" },
  { rank: 10, what: "the token is revoked, or the role loses a permission" },
  { rank: 11, what: "the service is off for so long that the shop gives up" },
  { rank: 12, what: "totals differ by the rounding of taxes" },
  { rank: 13, what: "an order is cancelled while it waits as a dead letter" },
  { rank: 14, what: "an order is cancelled before it ships" },
  { rank: 15, what: "an order is cancelled or edited after goods have left" },
  { rank: 16, what: "an order is edited before it ships" },
  { rank: 17, what: "an older edition arrives after a newer one" },
  { rank: 18, what: "an edit arrives before the order" },
  { rank: 19, what: "an edit arrives while the order waits as a dead letter" },
  { rank: 20, what: "one bad order among many good ones" },
  {
    rank: 21,
    what: "an item that is inactive, or not sold by the order's subsidiary",
    notCovered:
      "an item that the order's location does not carry: NetSuite sells every item at every location, and counts below nothing",
  },
  {
    rank: 22,
    what: "a customer of another subsidiary",
    notCovered:
      "a customer of the shop's own who stands in another company: the mapping gives each to the company of its shop; whether NetSuite lets one go who has transactions has no source here",
  },
  { rank: 23, what: "a currency that the customer does not have" },
  {
    rank: 24,
    what: "a partial refund without return",
    notCovered:
      "NetSuite's own link between refund and sale (`createdFrom`), which only its transforms make: the memo names the order, and the external id the refund",
  },
  {
    rank: 25,
    what: "a refund with restock, shipping and a difference",
    notCovered:
      "another location to restock than the one that the mapping names: Shopify knows its own locations by id, and the shop has to say which of NetSuite's is meant",
  },
  { rank: 26, what: "a refund arrives before its order" },
  { rank: 27, what: "a gift card as payment, as product, or both" },
  { rank: 28, what: "orders that are not paid, or paid in part" },
  { rank: 29, what: "prices that include their tax" },
  { rank: 30, what: "discounts over several lines, on shipping, and of everything" },
  { rank: 31, what: "a closed accounting period" },
  { rank: 32, what: "a script of the account's own refuses the save" },
  { rank: 33, what: "somebody else saves the same record" },
  { rank: 34, what: "two people re-run one dead letter at once" },
  { rank: 35, what: "somebody entered the order by hand before it is re-run" },
  {
    rank: 36,
    what: "thousands are re-run while new orders come in",
    notCovered:
      "that a bulk re-run can be stopped, which needs more than two hundred entries: `integration/dlq/dead-letter-desk.test.ts`",
  },
  { rank: 37, what: "a dead letter that is a year old" },
  { rank: 38, what: "a dead letter is edited and re-run" },
  { rank: 39, what: "a dead letter is discarded" },
  { rank: 40, what: "a signature that is wrong, missing or another shop's" },
  { rank: 41, what: "the webhook secret is rotated" },
  { rank: 42, what: "emoji, other scripts and escapes" },
  { rank: 43, what: "a signed body that cannot be read" },
  {
    rank: 44,
    what: "a body beyond the limit",
    notCovered:
      "a body that comes a byte a minute, which needs real sockets and real time: `integration/service/http-service.test.ts`",
  },
  { rank: 45, what: "the disk is full" },
  { rank: 46, what: "order ids beyond 2^53" },
  {
    rank: 47,
    what: "amounts as numbers, with three decimals or none",
    notCovered: "a shop whose own books have three decimals: NetSuite keeps two at most",
  },
  { rank: 48, what: "addresses and names that are too long" },
  { rank: 49, what: "countries without states, states and ZIPs that NetSuite does not know" },
  { rank: 50, what: "guests, and orders without customer or mail" },
  {
    rank: 51,
    what: "one mail of two customers; customers that were merged",
    notCovered:
      "a merged customer's next orders on the account that was kept: NetSuite keeps no trace of a merge that could be looked up, so he is made again",
  },
  { rank: 52, what: "a SKU with a blank, in another case, or there twice" },
  {
    rank: 53,
    what: "lines without SKU, tips, deleted products, kits",
    notCovered:
      "a kit that is taken apart or sold as a kit: a decision of the mapping's, which ACME has not made; a bundle comes from Shopify as its parts, which are ordinary lines",
  },
  {
    rank: 54,
    what: "lines that ship from two locations",
    notCovered:
      "a location for each line when the order is placed, which Shopify's order does not say: NetSuite decides it, and what leaves from where is told to the shop",
  },
  { rank: 55, what: "part shipments and several parcels" },
  { rank: 56, what: "a shipment of what the shop has shipped or cancelled" },
  { rank: 57, what: "a stock entry that is re-run hours later" },
  { rank: 58, what: "a price of a product that the shop has deleted" },
  { rank: 59, what: "the shop tells of what we wrote ourselves" },
  { rank: 60, what: "twenty thousand old orders are tagged at once" },
  { rank: 61, what: "a worker is cut off from the database in mid-call" },
  { rank: 62, what: "a deployment in mid-call" },
  { rank: 63, what: "five hundred lines, and a mapping that loops" },
  {
    rank: 64,
    what: "people's data in logs and lists, and its erasure",
    notCovered:
      "that a person's data is erased on request, and that none is in the log: `integration/ledger/amendments.contract.ts`, `cli/service-log.test.ts`",
  },
];
