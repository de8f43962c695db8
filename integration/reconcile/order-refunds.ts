/** The refunds that an order's own bytes speak of, each as its webhook would have brought it. */
import { parse, stringify } from "lossless-json";
import { isIntegrationError } from "../errors.ts";
import { refundIdentity } from "../sources/shopify/refund-identity.ts";
import { UTF_8 } from "../utf-8.ts";

export interface OrderRefund {
  /** Of its ledger entry. */
  readonly key: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Every digit as the order has it. */
  readonly raw: Uint8Array;
}

/** None where the order cannot be read; one that does not say who it is is left out. */
export function refundsIn(order: Uint8Array): readonly OrderRefund[] {
  const whole = objectIn(order);
  return listIn(whole["refunds"]).flatMap((refund) => toRefund(refund, whole));
}

type Members = Readonly<Record<string, unknown>>;

function toRefund(refund: Members, order: Members): readonly OrderRefund[] {
  const lines = listIn(refund["refund_line_items"]).map((line) => ({
    line_item: lineOf(line, order),
    ...line,
  }));
  const webhook = { order_id: order["id"], ...refund, refund_line_items: lines };
  const raw = new TextEncoder().encode(stringify(webhook));
  try {
    const { key, name, editionAt } = refundIdentity(raw);
    return editionAt === null ? [] : [{ key, name, createdAt: editionAt, raw }];
  } catch (error) {
    if (isIntegrationError(error)) return [];
    throw error;
  }
}

/** A refund's webhook brings along what was bought. */
const lineOf = (line: Members, order: Members): Members | undefined =>
  listIn(order["line_items"]).find(
    ({ id }) => id !== undefined && String(id) === String(line["line_item_id"]),
  );

function objectIn(raw: Uint8Array): Members {
  try {
    const value = parse(UTF_8.decode(raw));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const listIn = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isObject) : []);

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
