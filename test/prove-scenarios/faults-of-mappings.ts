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
    against: ["paid-in-yen"],
  },
  {
    id: "sku-not-trimmed",
    title: "a SKU is looked up with the blanks around it",
    file: ORDERS,
    edits: [['"sku": $words(sku),', '"sku": sku,']],
    against: ["sku-with-trailing-space"],
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
    against: ["shared-email"],
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
    against: ["cancelled-after-shipping"],
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
    id: "no-tracking",
    title: "tracking numbers are not carried over",
    file: mappingOf("fulfilments"),
    edits: [['from: $join(trackingNumbers, " ")', "from: '\"\"'"]],
    against: ["part-shipments"],
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
