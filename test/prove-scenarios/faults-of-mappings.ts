/** What people write wrongly in a mapping. */
import type { Fault } from "./fault.ts";

const ORDERS = "examples/acme-store/mappings/shopify-orders.yaml";
const REFUNDS = "examples/acme-store/mappings/shopify-refunds.yaml";
const mappingOf = (kind: string) => `examples/acme-store/mappings/netsuite-${kind}.yaml`;

export const FAULTS_OF_MAPPINGS: readonly Fault[] = [
  {
    id: "cent-too-much",
    title: "every order is booked a cent too high",
    file: ORDERS,
    edits: [
      [
        "tax: $minus($total, $minus($plus($sumMoney($goods.amount), $shipping), $discount))",
        'tax: $plus("0.01", $minus($total, $minus($plus($sumMoney($goods.amount), $shipping), $discount)))',
      ],
    ],
    against: [
      "edge:money",
      "edge:items",
      "edge:customers",
      "edge:addresses",
      "sandbox-and-production",
      "deployed-in-mid-call",
    ],
  },
  {
    id: "tax-left-out",
    title: "the tax that the shop charged is not on the order",
    file: ORDERS,
    edits: [["- to: item\n        when: $isZero($tax) = false", '- to: item\n        when: "false"']],
    against: ["tax-rounded-per-line"],
  },
  {
    id: "free-orders-skipped",
    title: "orders of $0 are taken for mistakes and skipped",
    file: ORDERS,
    edits: [["skipWhen:\n", "skipWhen:\n  - when: $isZero(total_price)\n    reason: Nothing to pay.\n"]],
    against: ["zero-total-order"],
  },
  {
    id: "sum-not-checked",
    title: "whatever is left over is booked as tax",
    file: ORDERS,
    edits: [['when: $not($within($tax, $declaredTax, "0.10"))', 'when: "false"']],
    against: ["does-not-add-up"],
  },
  {
    id: "tax-on-tax",
    title: "prices with tax are booked as if they had none",
    file: ORDERS,
    edits: [
      ["$net := $order.taxes_included ? $minus($gross, $taxOfWhatIsLeft) : $gross;", "$net := $gross;"],
    ],
    against: ["prices-with-tax-included"],
  },
  {
    id: "buyers-currency",
    title: "the order is booked in the currency that the buyer saw",
    file: ORDERS,
    edits: [["by: symbol, from: currency }", "by: symbol, from: presentment_currency }"]],
    against: ["paid-in-yen", "paid-in-dinars"],
  },
  {
    id: "sku-not-trimmed",
    title: "a SKU is looked up with the blanks around it",
    file: ORDERS,
    edits: [['"sku": $words(sku),', '"sku": sku,']],
    against: ["sku-with-trailing-space"],
  },
  {
    id: "small-letters-are-custom",
    title: "what is not written in capitals is taken for a line without SKU",
    file: ORDERS,
    edits: [
      [
        '$words(sku) = "" ? "custom"',
        '$words(sku) = "" or $words(sku) != $uppercase($words(sku)) ? "custom"',
      ],
    ],
    against: ["sku-in-another-case"],
  },
  {
    id: "gift-card-is-custom",
    title: "a gift card that is sold stands on the item of custom lines",
    file: ORDERS,
    edits: [['gift_card ? "gift card"', 'gift_card ? "custom"']],
    against: ["gift-card-paid-by-gift-card"],
  },
  {
    id: "country-by-name",
    title: "countries are written by their names",
    file: ORDERS,
    edits: [["from: country_code", "from: country"]],
    against: ["territory-as-country", "no-state-no-postcode"],
  },
  {
    id: "note-left-out",
    title: "the customer's note is not carried over",
    file: ORDERS,
    edits: [['"PO " & po_number, note])', '"PO " & po_number])']],
    against: ["text-emoji", "text-cjk", "text-escapes", "text-quotes"],
  },
  {
    id: "day-in-utc",
    title: "the order's day is taken in UTC",
    file: ORDERS,
    edits: [["from: created_at\n", "from: $fromMillis($toMillis(created_at))\n"]],
    against: ["last-minute-of-the-month"],
  },
  {
    id: "no-guest",
    title: "guests have no account in NetSuite",
    file: ORDERS,
    edits: [["by: entityId, value: WEB-GUEST", "by: entityId, value: WEB-NOBODY"]],
    against: ["guest-order", "point-of-sale"],
  },
  {
    id: "customer-by-email",
    title: "customers are told apart by their e-mail address, in lower case",
    file: ORDERS,
    edits: [
      [
        'externalId: { prefix: SHOP-C-, from: "$digits($first([customer.admin_graphql_api_id, customer.id]))" }',
        'externalId: { prefix: SHOP-C-, from: "$replace($lowercase(customer.email), /[^a-z]/, \\"\\")" }',
      ],
    ],
    against: ["shared-email", "merged-customer"],
  },
  {
    id: "cancelled-stays-open",
    title: "the lines of a cancelled order stay open",
    file: ORDERS,
    edits: [
      [
        "static: true\n            note: A cancelled order",
        "static: false\n            note: A cancelled order",
      ],
    ],
    against: ["cancelled-before-shipping", "cancelled-while-dead"],
  },
  {
    id: "cancellation-forced",
    title: "a cancellation is forced on an order that has shipped",
    file: ORDERS,
    edits: [
      [
        'inNetSuite: orderStatus.id in ["D", "E", "F", "G"]\n    message',
        'inNetSuite: orderStatus.id = "?"\n    message',
      ],
    ],
    against: ["cancelled-after-shipping", "cancelled-after-billing"],
  },
  {
    id: "edit-forced",
    title: "an edit is forced on an order that has shipped",
    file: ORDERS,
    edits: [
      ['orderStatus.id in ["D", "E", "F", "G"] and $not($within(total, $total, 0))', 'orderStatus.id = "?"'],
    ],
    against: ["edited-after-shipping"],
  },
  {
    id: "ships-on-credit",
    title: "an order may ship before its money is there",
    file: ORDERS,
    edits: [["when: $waitsForMoney and", "when: false and"]],
    against: ["pending-then-paid", "authorised-only", "paid-in-part"],
  },
  {
    id: "never-approved",
    title: "what is paid waits for its money all the same",
    file: ORDERS,
    edits: [['isPaid: financial_status in ["paid", ', "isPaid: financial_status in ["]],
    against: ["pending-then-paid", "two-gateways"],
  },
  {
    id: "cash-is-no-money",
    title: "cash on delivery is waited for before anything ships",
    file: ORDERS,
    edits: [['"Cash on Delivery (COD)" in payment_gateway_names', "false"]],
    against: ["paid-after-shipping"],
  },
  {
    id: "refund-a-cent-off",
    title: "every refund is a cent too high",
    file: REFUNDS,
    edits: [["tax: $minus($owed,", 'tax: $minus($plus($owed, "0.01"),']],
    against: ["edge:refunds"],
  },
  {
    id: "all-is-restocked",
    title: "what the customer keeps is put back on the shelf",
    file: REFUNDS,
    edits: [['restock_type != "no_restock" and', ""]],
    against: ["partial-refund"],
  },
  {
    id: "nothing-is-restocked",
    title: "what comes back is not put on the shelf",
    file: REFUNDS,
    edits: [['restock_type != "no_restock" and', "false and"]],
    against: ["refund-with-shipping"],
  },
  {
    id: "shipping-is-goodwill",
    title: "shipping that goes back is booked with the differences",
    file: REFUNDS,
    edits: [["value: WEB-SHIPPING", "value: WEB-REFUND"]],
    against: ["refund-with-shipping"],
  },
  {
    id: "refund-of-nothing",
    title: "a refund does not say of which order it is",
    file: REFUNDS,
    edits: [['$words(["Refund of", $followed.otherRefNum, note])', '$words(["Refund", note])']],
    against: ["partial-refund"],
  },
  {
    id: "no-tracking",
    title: "tracking numbers are not carried over",
    file: mappingOf("fulfilments"),
    edits: [['from: $join(trackingNumbers, " ")', "from: '\"\"'"]],
    against: ["part-shipments", "lines-from-two-locations"],
  },
  {
    id: "less-than-nothing",
    title: "what NetSuite oversells is offered as less than nothing",
    file: mappingOf("inventory"),
    edits: [["from: $max([0, $floor(available - $reserve)])", "from: $floor(available - $reserve)"]],
    against: ["stale-stock"],
  },
  {
    id: "base-price-first",
    title: "the base price goes before the online price",
    file: mappingOf("prices"),
    edits: [["from: $first([$online, $base])", "from: $first([$base, $online])"]],
    against: ["price-of-deleted-variant"],
  },
];
