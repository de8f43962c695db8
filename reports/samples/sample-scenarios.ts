/** Three scenario pages of an invented shop: two that hold and one that fails. */
// biome-ignore-all lint/suspicious/noThenProperty: "then" is a word of a scenario and holds text; only a function would make it thenable.

import type { ScenarioPage } from "../report.ts";

/** Holds. */
export const ZERO_DOLLAR: ScenarioPage = {
  id: "zero-dollar-order",
  title: "An order that costs nothing arrives like any other",
  why: "Replacements and gift orders leave the warehouse too. If they are skipped, stock in NetSuite is wrong by every one of them.",
  given: "a customer who is known to NetSuite and an order of one mug, discounted by 100 %",
  when: "the shop sends the order",
  then: "NetSuite holds one sales order with a total of 0.00 and the discount on its own line",
  verdict: "pass",
  durationMs: 412,
  checks: [
    { name: "One sales order in NetSuite", verdict: "pass", expected: "1", found: "1", durationMs: 208 },
    { name: "Total of the sales order", verdict: "pass", expected: "0.00 USD", found: "0.00 USD" },
    { name: "The ledger entry is delivered", verdict: "pass" },
  ],
  evidence: [
    {
      kind: "facts",
      facts: [
        { label: "Ledger entry", value: "118" },
        { label: "External id", value: "shopify-order-5501230077" },
        { label: "Internal id", value: "90412" },
        { label: "Attempts", value: "1" },
      ],
    },
    {
      kind: "record",
      recordType: "Sales Order",
      name: "SO90412",
      internalId: "90412",
      groups: [
        {
          title: "Primary Information",
          fields: [
            { label: "Order #", value: "SO90412", assigned: true },
            { label: "Customer", value: "Ann Sailor" },
            { label: "Memo", value: "Replacement" },
          ],
        },
        { title: "Summary", fields: [{ label: "Total", value: "0.00" }] },
      ],
      sublists: [
        { title: "Item", columns: ["Item", "Quantity", "Amount"], rows: [["ACME-MUG", "1", "0.00"]] },
      ],
    },
    {
      kind: "code",
      folded: true,
      caption: "Request to NetSuite",
      text:
        "PUT /services/rest/record/v1/salesOrder/eid:shopify-order-5501230077?replace=item HTTP/1.1\nAuthorization: OAuth [redacted]\nContent-Type: application/json\n\n" +
        JSON.stringify(
          {
            entity: { id: "1107" },
            memo: "Replacement",
            item: { items: [{ item: { id: "233" }, quantity: 1, amount: 0 }] },
          },
          null,
          2,
        ),
    },
  ],
  tags: ["orders", "money"],
};

/** Fails by one check, and leaves another one not run. */
export const UNKNOWN_SKU: ScenarioPage = {
  id: "unknown-sku",
  title: "An unknown SKU waits for a human, and only that order waits",
  why: "Marketing lists a product before the item exists in NetSuite. Orders for it must not vanish, and must not hold up the orders behind them.",
  given: "an order for SKU ACME-LAMP-9, which no item in NetSuite carries, and ten ordinary orders after it",
  when: "all eleven orders are sent within one second",
  then: "ten orders are delivered, and one dead letter names the SKU and says what to do",
  verdict: "fail",
  durationMs: 6230,
  alone: "drydock uat --config 'my $hop/drydock.yaml' --only unknown-sku",
  checks: [
    { name: "Ordinary orders delivered", verdict: "pass", expected: "10", found: "10" },
    { name: "Dead letters", verdict: "pass", expected: "1", found: "1" },
    {
      name: "The dead letter names the SKU",
      verdict: "fail",
      expected: "LOOKUP_NOT_FOUND with the value ACME-LAMP-9",
      found: "LOOKUP_NOT_FOUND without a value",
      detail: "The person who reviews the dead letter cannot see which item to create.",
    },
    {
      name: "The re-run delivers the order after the item was created",
      verdict: "not-run",
      detail: "Needs the SKU of the dead letter.",
    },
  ],
  evidence: [
    { kind: "text", text: "The dead letter as the review page shows it." },
    {
      kind: "table",
      caption: "Dead letters after the run",
      columns: [
        { label: "Ledger entry", align: "right" },
        { label: "Code" },
        { label: "Message" },
        { label: "Advice" },
      ],
      rows: [
        [
          "121",
          "LOOKUP_NOT_FOUND",
          "No item with this SKU.",
          "Create the item in NetSuite, then re-run this ledger entry.",
        ],
      ],
    },
  ],
  tags: ["orders", "items", "dead letter"],
};

/** Holds, and has no evidence. */
export const LONG_ADDRESS: ScenarioPage = {
  id: "address-too-long",
  title: "An address line beyond the limit is shortened where the mapping says so",
  why: "A parcel with half an address comes back. The carrier, the shop and NetSuite each allow a different length.",
  given:
    "a shipping address whose first line has 163 characters, and a mapping that continues it on the second line",
  when: "the order is delivered",
  then: "the first line holds 150 characters, the rest stands on the second line, and the order carries a warning",
  verdict: "pass",
  durationMs: 388,
  checks: [
    {
      name: "Length of the first address line",
      verdict: "pass",
      expected: "at most 150",
      found: "148, cut at a word",
    },
    { name: "Nothing of the address is missing", verdict: "pass" },
  ],
  evidence: [],
  tags: ["addresses"],
};
