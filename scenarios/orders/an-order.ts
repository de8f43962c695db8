/** Builds one order for a scenario: says what matters, invents the rest, and calculates every amount. */
import Big from "big.js";
import { everydayDraft, lineOf, orderId } from "./acme/everyday-draft.ts";
import { customerId } from "./acme/people.ts";
import { COUNTRIES } from "./acme/places.ts";
import { productOf } from "./acme/products.ts";
import { PROFILES } from "./acme/profiles.ts";
import { composeOrder } from "./compose/compose-order.ts";
import { type Exchange, SHOP_DECIMALS } from "./compose/money.ts";
import { amountsOf } from "./compose/order-amounts.ts";
import type {
  DraftCustomer,
  DraftDiscount,
  DraftLine,
  OrderDetails,
  OrderDraft,
  TaxRate,
} from "./compose/order-draft.ts";
import { orderJson } from "./compose/order-json.ts";
import { OrdersError } from "./orders-error.ts";
import type { ShopifyAddress, ShopifyOrder } from "./shopify-order.ts";

/** A known SKU brings its own title, price and product; everything may be said otherwise. */
export type LineWish = Partial<DraftLine> & { readonly sku: string | null };

/** Every method returns another builder; the one it was called on stays as it was. */
export interface OrderBuilder {
  readonly draft: OrderDraft;
  /** "gid://shopify/Order/5830032870021" */
  readonly key: string;
  /** The order's id, exact digits: "5830032870021". */
  readonly externalIdDigits: string;
  readonly name: string;
  /** The amount the customer pays in the end, such as "123.45". */
  readonly total: string;
  toOrder(): ShopifyOrder;
  /** The raw JSON text as Shopify would send it; ids are bare numbers with every digit. */
  toJson(): string;

  /** Another number, and with it another id and another name. */
  numbered(number: number): OrderBuilder;
  withId(id: bigint | string): OrderBuilder;
  placedAt(iso: string): OrderBuilder;
  /** `updated_at`, which is the order's version. */
  updatedAt(iso: string): OrderBuilder;
  /** One more line. */
  withLine(line: LineWish): OrderBuilder;
  /** These lines and no others. */
  withLines(lines: readonly LineWish[]): OrderBuilder;
  /** Another SKU on the first line, nothing else about it changed. */
  withSku(sku: string | null): OrderBuilder;
  /** Other facts about the line at this position (from 0). */
  withLineAt(position: number, change: Partial<DraftLine>): OrderBuilder;
  /** A fixed discount spread over all lines, or any other discount. */
  withDiscount(discount: string | DraftDiscount): OrderBuilder;
  /** Discounts lines and shipping until the customer pays this; taxes are left out. "0.00" is a 100 % discount. */
  withTotal(total: string): OrderBuilder;
  withTax(taxes: TaxRate | readonly TaxRate[]): OrderBuilder;
  /** Prices hold the tax already, as VAT countries show them. */
  withTaxesIncluded(taxes: TaxRate | readonly TaxRate[]): OrderBuilder;
  withoutTax(): OrderBuilder;
  withShipping(price: string, title?: string): OrderBuilder;
  withoutShipping(): OrderBuilder;
  withTip(tip: string): OrderBuilder;
  withCustomer(customer: Partial<DraftCustomer>): OrderBuilder;
  /** `customer` is null; the order's own e-mail address stays. */
  withoutCustomer(): OrderBuilder;
  withEmail(email: string | null): OrderBuilder;
  withShippingAddress(address: Partial<ShopifyAddress>): OrderBuilder;
  withoutShippingAddress(): OrderBuilder;
  withBillingAddress(address: Partial<ShopifyAddress> | null): OrderBuilder;
  paidIn(exchange: Exchange): OrderBuilder;
  /** The money for what was taken out of the order went back to the customer. */
  refunded(): OrderBuilder;
  escaped(): OrderBuilder;
  with(details: Partial<OrderDetails>): OrderBuilder;
}

const FIRST_MOMENT = Date.parse("2026-11-27T14:31:12Z");

/** An ordinary paid order of one customer in the United States; orders of different seeds differ in number and in everything drawn. */
export function anOrder(seed = 1): OrderBuilder {
  return builderOf(
    everydayDraft({
      seed,
      number: 1000 + seed,
      profile: { ...PROFILES.everyday, discountShare: 0 },
      placedAt: FIRST_MOMENT + seed * 1000,
      country: COUNTRIES.US,
    }),
  );
}

export function builderOf(draft: OrderDraft): OrderBuilder {
  const but = (change: Partial<OrderDraft>): OrderBuilder => builderOf({ ...draft, ...change });
  return {
    draft,
    key: `gid://shopify/Order/${draft.id}`,
    externalIdDigits: draft.id.toString(),
    name: `#${draft.number}`,
    get total() {
      return amountsOf(draft).totals.total.shop.toFixed(SHOP_DECIMALS);
    },
    toOrder: () => composeOrder(draft),
    toJson: () => orderJson(composeOrder(draft), draft),
    numbered: (number) => but({ number, id: orderId(number) }),
    withId: (id) => but({ id: BigInt(id) }),
    placedAt: (iso) => but({ placedAt: iso, updatedAt: iso }),
    updatedAt: (iso) => but({ updatedAt: iso }),
    ...lineWishes(draft, but),
    ...moneyWishes(draft, but),
    ...peopleWishes(draft, but),
    escaped: () => but({ escaped: true }),
    with: (details) => but({ details: { ...draft.details, ...details } }),
  };
}

type But = (change: Partial<OrderDraft>) => OrderBuilder;

function lineWishes(draft: OrderDraft, but: But) {
  const changed = (position: number, change: Partial<DraftLine>): OrderBuilder => {
    if (draft.lines[position] === undefined) {
      throw impossible(
        draft,
        `it has no line ${position + 1}`,
        `It has ${draft.lines.length}; add one with withLine.`,
      );
    }
    return but({
      lines: draft.lines.map((line, index) => (index === position ? { ...line, ...change } : line)),
    });
  };
  return {
    withLine: (line: LineWish) => but({ lines: [...draft.lines, lineFrom(line)] }),
    withLines: (lines: readonly LineWish[]) => but({ lines: lines.map(lineFrom) }),
    withSku: (sku: string | null) => changed(0, { sku }),
    withLineAt: changed,
  };
}

function moneyWishes(draft: OrderDraft, but: But) {
  const ratesOf = (taxes: TaxRate | readonly TaxRate[]): readonly TaxRate[] =>
    "rate" in taxes ? [taxes] : taxes;
  return {
    withDiscount: (discount: string | DraftDiscount) =>
      but({
        discounts: [...draft.discounts, typeof discount === "string" ? fixedDiscount(discount) : discount],
      }),
    withTotal: (total: string) => builderOf(reducedTo(total, draft)),
    withTax: (taxes: TaxRate | readonly TaxRate[]) => but({ taxes: ratesOf(taxes), taxesIncluded: false }),
    withTaxesIncluded: (taxes: TaxRate | readonly TaxRate[]) =>
      but({ taxes: ratesOf(taxes), taxesIncluded: true }),
    withoutTax: () => but({ taxes: [], taxesIncluded: false }),
    withShipping: (price: string, title = "Standard") =>
      but({ shipping: [{ title, code: title.toLowerCase(), price }] }),
    withoutShipping: () => but({ shipping: [] }),
    withTip: (tip: string) => but({ tip }),
    paidIn: (exchange: Exchange) => but({ exchange }),
    refunded: () =>
      but({ refunded: true, details: { ...draft.details, financial_status: "partially_refunded" } }),
  };
}

function peopleWishes(draft: OrderDraft, but: But) {
  return {
    withCustomer: (customer: Partial<DraftCustomer>) => {
      const whole = { ...(draft.customer ?? nobody(draft)), ...customer };
      return but({ customer: whole, email: whole.email });
    },
    withoutCustomer: () => but({ customer: null }),
    withEmail: (email: string | null) =>
      but({ email, customer: draft.customer === null ? null : { ...draft.customer, email } }),
    withShippingAddress: (address: Partial<ShopifyAddress>) =>
      but({ shippingAddress: changedAddress(draft, draft.shippingAddress, address) }),
    withoutShippingAddress: () => but({ shippingAddress: null }),
    withBillingAddress: (address: Partial<ShopifyAddress> | null) =>
      but({ billingAddress: address === null ? null : changedAddress(draft, draft.billingAddress, address) }),
  };
}

function changedAddress(
  draft: OrderDraft,
  before: ShopifyAddress | null,
  change: Partial<ShopifyAddress>,
): ShopifyAddress {
  const whole = before ?? draft.billingAddress ?? draft.shippingAddress;
  if (whole === null)
    throw impossible(
      draft,
      "it has no address left to change",
      "Give the address before taking the other away.",
    );
  const next = { ...whole, ...change };
  return { ...next, name: change.name ?? [next.first_name, next.last_name].filter(Boolean).join(" ") };
}

const nobody = (draft: OrderDraft): DraftCustomer => ({
  id: customerId(draft.number),
  firstName: null,
  lastName: null,
  email: draft.email,
  phone: null,
});

function lineFrom(wish: LineWish): DraftLine {
  const product = wish.sku === null ? undefined : productOf(wish.sku.trim());
  const quantity = wish.quantity ?? 1;
  const line: DraftLine = product === undefined ? inventedLine(quantity) : lineOf(product, quantity);
  return { ...line, currentQuantity: quantity, ...wish };
}

/** A line for a SKU that the shop's own list does not know. */
const inventedLine = (quantity: number): DraftLine => ({
  sku: null,
  quantity,
  currentQuantity: quantity,
  price: "10.00",
  priceAsNumber: false,
  title: "Something else",
  variantTitle: null,
  vendor: "Acme Trail",
  productId: 8_439_999_999_999n,
  variantId: 46_219_999_999_999n,
  productExists: true,
  grams: 100,
  taxable: true,
  giftCard: false,
  properties: [],
});

const fixedDiscount = (fixed: string): DraftDiscount => ({
  title: `LESS${fixed.replace(".", "")}`,
  kind: "discount_code",
  target: "line_item",
  value: { fixed },
});

function reducedTo(total: string, draft: OrderDraft): OrderDraft {
  const plain: OrderDraft = { ...draft, discounts: [], taxes: [], taxesIncluded: false };
  const { subtotal, total: before } = amountsOf(plain).totals;
  const off = before.shop.minus(total);
  if (off.lt(0)) {
    throw impossible(
      draft,
      `its total cannot be ${total}`,
      `Lines and shipping come to ${before.shop.toFixed(2)}; raise a price first.`,
    );
  }
  const offLines = off.gt(subtotal.shop) ? subtotal.shop : off;
  const next: OrderDraft = {
    ...plain,
    discounts: [
      discountOf("line_item", offLines, subtotal.shop),
      ...shippingDiscount(off.minus(offLines), draft),
    ],
  };
  if (!amountsOf(next).totals.total.shop.eq(total)) {
    throw impossible(
      draft,
      `discounts alone cannot bring its total to ${total}`,
      "Gift cards and tips are never discounted; give an amount in whole cents, or take them out first.",
    );
  }
  return next;
}

const shippingDiscount = (amount: Big, draft: OrderDraft): readonly DraftDiscount[] =>
  amount.eq(0) ? [] : [discountOf("shipping_line", amount, sumOfShipping(draft))];

const sumOfShipping = (draft: OrderDraft): Big =>
  draft.shipping.reduce((total, line) => total.plus(line.price), Big(0));

const discountOf = (target: DraftDiscount["target"], amount: Big, whole: Big): DraftDiscount => ({
  title: amount.eq(whole) ? "ON-THE-HOUSE" : "GOODWILL",
  kind: "manual",
  target,
  value: amount.eq(whole) ? { percent: "100.0" } : { fixed: amount.toFixed(2) },
});

const impossible = (draft: OrderDraft, what: string, fix: string): OrdersError =>
  new OrdersError(`Order #${draft.number} cannot be built: ${what}. ${fix}`, { code: "ORDER_IMPOSSIBLE" });
