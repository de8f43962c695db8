/** Writes amounts, tax lines and discount allocations the way Shopify does. */
import type { DiscountAllocation, MoneySet, TaxLine } from "../shopify-order.ts";
import { type Exchange, type Money, SHOP_CURRENCY, SHOP_DECIMALS } from "./money.ts";
import type { PricedLine, TaxAmount } from "./order-amounts.ts";

/** "12.30": two decimals for the shop's currency. */
export const written = (money: Money): string => money.shop.toFixed(SHOP_DECIMALS);

export const moneySet = (money: Money, exchange: Exchange): MoneySet =>
  moneySetOf(written(money), money, exchange);

/** For a unit price, whose text may carry three decimals. */
export function moneySetOf(shopAmount: string, money: Money, exchange: Exchange): MoneySet {
  const foreign = exchange.currency !== SHOP_CURRENCY;
  return {
    shop_money: { amount: shopAmount, currency_code: SHOP_CURRENCY },
    presentment_money: {
      amount: foreign ? money.presentment.toFixed(exchange.decimals) : shopAmount,
      currency_code: exchange.currency,
    },
  };
}

export const taxLines = (taxes: readonly TaxAmount[], exchange: Exchange): readonly TaxLine[] =>
  taxes
    // A tax below half a cent may still be one yen: it stays as long as either side holds something.
    .filter((tax) => tax.amount.shop.gt(0) || tax.amount.presentment.gt(0))
    .map((tax) => ({
      channel_liable: false,
      price: written(tax.amount),
      price_set: moneySet(tax.amount, exchange),
      rate: Number(tax.rate.rate),
      title: tax.rate.title,
    }));

export const allocationsOf = (line: PricedLine, exchange: Exchange): readonly DiscountAllocation[] =>
  line.allocations.map((allocation) => ({
    amount: written(allocation.amount),
    amount_set: moneySet(allocation.amount, exchange),
    discount_application_index: allocation.discount,
  }));
