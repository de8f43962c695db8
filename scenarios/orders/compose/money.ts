/** An amount in the shop's currency and, beside it, in the currency the customer saw; added and taken away together. */
import Big from "big.js";

export interface Money {
  readonly shop: Big;
  readonly presentment: Big;
}

/** What one unit of the shop's currency is in the customer's, and how many decimals that currency has. */
export interface Exchange {
  readonly currency: string;
  readonly rate: string;
  readonly decimals: number;
}

export const SHOP_CURRENCY = "USD";
export const SHOP_DECIMALS = 2;
export const NO_EXCHANGE: Exchange = { currency: SHOP_CURRENCY, rate: "1", decimals: SHOP_DECIMALS };

const ZERO = Big(0);
export const NO_MONEY: Money = { shop: ZERO, presentment: ZERO };

export const plus = (a: Money, b: Money): Money => ({
  shop: a.shop.plus(b.shop),
  presentment: a.presentment.plus(b.presentment),
});

export const minus = (a: Money, b: Money): Money => ({
  shop: a.shop.minus(b.shop),
  presentment: a.presentment.minus(b.presentment),
});

export const sum = (amounts: readonly Money[]): Money => amounts.reduce(plus, NO_MONEY);

/** Applies the same rule to both sides and rounds each half up to its own currency's decimals. */
export function rounded(money: Money, exchange: Exchange, rule: (side: Big) => Big = (side) => side): Money {
  return {
    shop: rule(money.shop).round(SHOP_DECIMALS, Big.roundHalfUp),
    presentment: rule(money.presentment).round(exchange.decimals, Big.roundHalfUp),
  };
}

/** An unrounded amount of the shop's currency on both sides; a unit price may have three decimals. */
export function exchanged(amount: string | Big, exchange: Exchange): Money {
  const shop = Big(amount);
  if (exchange.currency === SHOP_CURRENCY) return { shop, presentment: shop };
  return { shop, presentment: shop.times(exchange.rate).round(exchange.decimals, Big.roundHalfUp) };
}

/** Shares an amount in whole cents in proportion to weights; what is left goes to the largest remainders, so the sum is exact. */
export function shared(amount: Big, weights: readonly Big[]): readonly Big[] {
  const cents = (value: Big): bigint => BigInt(value.times(100).toFixed(0));
  const parts = weights.map(cents);
  const whole = parts.reduce((total, part) => total + part, 0n);
  if (whole === 0n) return weights.map(() => ZERO);
  const total = cents(amount);
  const shares = parts.map((part, index) => ({
    index,
    cents: (total * part) / whole,
    remainder: (total * part) % whole,
  }));
  const left = total - shares.reduce((given, share) => given + share.cents, 0n);
  const byRemainder = [...shares].sort((a, b) => Number(b.remainder - a.remainder) || a.index - b.index);
  const lucky = new Set(byRemainder.slice(0, Number(left)).map((share) => share.index));
  return shares.map((share) => Big((share.cents + (lucky.has(share.index) ? 1n : 0n)).toString()).div(100));
}
