/** Exact decimals of stored values: nothing that is money or a quantity is ever added as a float. */
import { type Fields, type FieldValue, isReference } from "../../field-value.ts";
import type { RecordStore } from "../../record-store.ts";
import { Decimal } from "./exact-decimal.ts";

export const ZERO = Decimal.of(0);

export const decimal = (value: FieldValue | undefined): Decimal =>
  typeof value === "number" ? Decimal.of(value) : ZERO;

export const rounded = (value: Decimal, places: number): number => value.round(places).toNumber();

export const sum = (values: readonly Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), ZERO);

/** Rounds those of the fields that hold numbers. */
export function roundMoney(fields: Fields, names: readonly string[], places: number): void {
  for (const name of names) {
    const amount = fields[name];
    if (typeof amount === "number") fields[name] = rounded(Decimal.of(amount), places);
  }
}

/** The hundredths of a percentage such as "-10.0%"; undefined for an amount. */
export function percentOf(value: FieldValue | undefined): Decimal | undefined {
  if (typeof value !== "string") return undefined;
  const [, number] = /^(-?\d+(?:\.\d+)?)%$/.exec(value) ?? [];
  return number === undefined ? undefined : Decimal.of(Number(number)).div(100);
}

/** NetSuite knows currencies with two decimals and with none. */
const MOST_PLACES = 2;

/** How many decimals an amount of the record's currency has: the currency's own, else what ISO 4217 says. */
export function placesOf(record: Fields, store: RecordStore): number {
  const { currency } = record;
  const fields = isReference(currency) ? store.get("currency", currency.id)?.fields : undefined;
  const own = fields?.["currencyPrecision"];
  if (typeof own === "number" && own >= 0 && own <= MOST_PLACES) return own;
  return isoPlaces(fields?.["symbol"]);
}

const placesBySymbol = new Map<string, number>();

function isoPlaces(symbol: FieldValue | undefined): number {
  if (typeof symbol !== "string" || !/^[A-Za-z]{3}$/.test(symbol)) return MOST_PLACES;
  const known = placesBySymbol.get(symbol);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency: symbol });
  const places = Math.min(MOST_PLACES, format.resolvedOptions().maximumFractionDigits ?? MOST_PLACES);
  placesBySymbol.set(symbol, places);
  return places;
}
