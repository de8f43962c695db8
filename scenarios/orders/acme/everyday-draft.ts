/** Draws one ordinary order of the ACME Store from a seed: same seed, number and profile, same order. */
import type { Faker } from "@faker-js/faker";
import { type Exchange, NO_EXCHANGE } from "../compose/money.ts";
import type {
  DraftDiscount,
  DraftLine,
  DraftShipping,
  OrderDetails,
  OrderDraft,
} from "../compose/order-draft.ts";
import { inventPerson } from "./people.ts";
import { COUNTRIES, COUNTRY_LIST, type Country } from "./places.ts";
import { PRODUCTS, type Product } from "./products.ts";
import type { OrderProfile } from "./profiles.ts";

export interface DraftRequest {
  readonly seed: number;
  readonly number: number;
  readonly profile: OrderProfile;
  /** Epoch milliseconds. */
  readonly placedAt: number;
  /** Always from here; drawn when absent. */
  readonly country?: Country;
}

/** Rates of one invented day; a presentment price is what the customer saw, never what is booked. */
export const EXCHANGES = {
  CA: { currency: "CAD", rate: "1.3712", decimals: 2 },
  GB: { currency: "GBP", rate: "0.7624", decimals: 2 },
  DE: { currency: "EUR", rate: "0.8931", decimals: 2 },
  FR: { currency: "EUR", rate: "0.8931", decimals: 2 },
  ES: { currency: "EUR", rate: "0.8931", decimals: 2 },
  NL: { currency: "EUR", rate: "0.8931", decimals: 2 },
  JP: { currency: "JPY", rate: "151.37", decimals: 0 },
} as const satisfies Record<string, Exchange>;

const EXCHANGE_OF: ReadonlyMap<string, Exchange> = new Map(Object.entries(EXCHANGES));

const SHIPPING: readonly DraftShipping[] = [
  { title: "Standard", code: "standard", price: "4.90" },
  { title: "Express", code: "express", price: "14.50" },
];
const FREE_SHIPPING: DraftShipping = { title: "Free shipping", code: "free", price: "0.00" };
const ABROAD: DraftShipping = { title: "International", code: "international", price: "24.95" };

export function everydayDraft(request: DraftRequest): OrderDraft {
  const country = request.country ?? drawCountry(request.seed);
  const { faker } = country;
  faker.seed(request.seed);
  const { customer, address, town } = inventPerson(country, { faker, number: request.number });
  const placedAt = shopTime(request.placedAt);
  return {
    number: request.number,
    id: orderId(request.number),
    placedAt,
    updatedAt: placedAt,
    lines: drawLines(faker, request.profile),
    discounts: drawDiscounts(faker, request.profile),
    taxes: town.taxes,
    taxesIncluded: false,
    shipping: [drawShipping(faker, country, request.profile)],
    tip: null,
    customer,
    email: customer.email,
    phone: null,
    shippingAddress: address,
    billingAddress: address,
    exchange: drawExchange(faker, country, request.profile),
    refunded: false,
    escaped: false,
    details: everydayDetails(faker, country),
  };
}

/** Grows with the number like Shopify's own, well below 2^53. */
export const orderId = (number: number): bigint => 5_830_000_000_000n + BigInt(number) * 32_771n;

/** The shop keeps New York winter time, five hours behind UTC. */
export function shopTime(epochMs: number): string {
  const OFFSET_MS = 5 * 60 * 60 * 1000;
  return `${new Date(epochMs - OFFSET_MS).toISOString().slice(0, 19)}-05:00`;
}

export const lineOf = (product: Product, quantity: number): DraftLine => ({
  sku: product.sku,
  quantity,
  currentQuantity: quantity,
  price: product.price,
  priceAsNumber: false,
  title: product.title,
  variantTitle: product.variantTitle,
  vendor: product.vendor,
  productId: product.productId,
  variantId: product.variantId,
  productExists: true,
  grams: product.grams,
  taxable: product.taxable,
  giftCard: false,
  properties: [],
});

function drawCountry(seed: number): Country {
  const { faker } = COUNTRIES.US;
  faker.seed(seed);
  return faker.helpers.weightedArrayElement(COUNTRY_LIST.map((value) => ({ value, weight: value.weight })));
}

function drawLines(faker: Faker, profile: OrderProfile): readonly DraftLine[] {
  const count = faker.helpers.weightedArrayElement([...profile.lines]);
  return faker.helpers
    .arrayElements(PRODUCTS, count)
    .map((product) => lineOf(product, faker.helpers.weightedArrayElement([...profile.quantities])));
}

function drawDiscounts(faker: Faker, profile: OrderProfile): readonly DraftDiscount[] {
  if (!faker.datatype.boolean(profile.discountShare)) return [];
  const percent = faker.helpers.arrayElement(profile.discountPercents);
  const coded = faker.datatype.boolean();
  return [
    {
      title: coded ? `SAVE${Number(percent)}` : `${Number(percent)} % off everything`,
      kind: coded ? "discount_code" : "automatic",
      target: "line_item",
      value: { percent },
    },
  ];
}

function drawShipping(faker: Faker, country: Country, profile: OrderProfile): DraftShipping {
  if (country.code !== "US") return ABROAD;
  return faker.datatype.boolean(profile.freeShippingShare)
    ? FREE_SHIPPING
    : faker.helpers.arrayElement(SHIPPING);
}

function drawExchange(faker: Faker, country: Country, profile: OrderProfile): Exchange {
  const local = EXCHANGE_OF.get(country.code) ?? NO_EXCHANGE;
  return faker.datatype.boolean(profile.presentmentShare) ? local : NO_EXCHANGE;
}

const everydayDetails = (faker: Faker, country: Country): OrderDetails => ({
  note: null,
  note_attributes: [],
  tags: "",
  test: false,
  source_name: "web",
  customer_locale: country.locale,
  // A range that RFC 5737 keeps free for documentation.
  browser_ip: `203.0.113.${faker.number.int({ min: 1, max: 254 })}`,
  location_id: null,
  cancelled_at: null,
  cancel_reason: null,
  payment_gateway_names: ["shopify_payments"],
  financial_status: "paid",
  po_number: null,
  buyer_accepts_marketing: faker.datatype.boolean(0.2),
});
