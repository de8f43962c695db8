/** Names that are the same in most companies, in the order in which they are taken. */

export const CURRENCIES = [
  { name: "US Dollar", symbol: "USD", exchangeRate: 1 },
  { name: "Euro", symbol: "EUR", exchangeRate: 1.1 },
  { name: "British Pound", symbol: "GBP", exchangeRate: 1.3 },
  { name: "Canadian Dollar", symbol: "CAD", exchangeRate: 0.73 },
  { name: "Australian Dollar", symbol: "AUD", exchangeRate: 0.66 },
  { name: "Japanese Yen", symbol: "JPY", exchangeRate: 0.0066 },
] as const;

/** The country a subsidiary of that currency is in. */
export const COUNTRIES = ["US", "DE", "GB", "CA", "AU", "JP"] as const;

/** The share of the base price. */
export const PRICE_LEVELS = [
  { name: "Base Price", share: 1 },
  { name: "Online Price", share: 0.95 },
  { name: "Wholesale", share: 0.7 },
  { name: "Employee Price", share: 0.6 },
] as const;

export const TERMS = [
  { name: "Due on receipt", daysUntilNetDue: 0 },
  { name: "Net 15", daysUntilNetDue: 15 },
  { name: "Net 30", daysUntilNetDue: 30 },
  { name: "Net 60", daysUntilNetDue: 60 },
] as const;

export const PAYMENT_METHODS = [
  "Cash",
  "Check",
  "Card",
  "Wallet",
  "Bank transfer",
  "Gift certificate",
] as const;
