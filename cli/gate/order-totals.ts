/** Holds what the customer paid against what NetSuite's order comes to, to the cent. */
import Big from "big.js";
import { parseOrder } from "../../integration/index.ts";
import type { Check } from "../../reports/index.ts";

/** One order on both sides. */
export interface OrderOnBothSides {
  readonly key: string;
  /** The order as the shop sent it. */
  readonly raw: string;
  /** What NetSuite says the sales order comes to. */
  readonly netsuiteTotal: unknown;
}

export function totalsCheck(orders: readonly OrderOnBothSides[]): Check {
  const differing = orders.flatMap(({ key, raw, netsuiteTotal }) => {
    const shop = amount(shopTotal(raw));
    const netsuite = amount(netsuiteTotal);
    return shop === netsuite ? [] : [`${key}: shop ${shop}, NetSuite ${netsuite}`];
  });
  return {
    name: "Totals in NetSuite are what the customers paid",
    verdict: orders.length > 0 && differing.length === 0 ? "pass" : "fail",
    expected: `${orders.length} equal to the cent`,
    found: `${orders.length - differing.length} equal`,
    ...(differing.length === 0 ? {} : { detail: differing.slice(0, 5).join("; ") }),
  };
}

/** Two decimals, or the value itself where it is no amount: both sides must then say the same. */
function amount(value: unknown): string {
  try {
    return new Big(String(value)).toFixed(2);
  } catch {
    return String(value);
  }
}

/** After edits and refunds of lines, `current_total_price` is what is left to pay; a cancelled order keeps its amount. */
function shopTotal(raw: string): unknown {
  const parsed = parseOrder(Buffer.from(raw));
  return parsed.ok ? (parsed.order["current_total_price"] ?? parsed.order["total_price"]) : undefined;
}
