/** What NetSuite holds of an order, read as an auditor would read it. */
import type { Account, StoredRecord } from "../../emulator/index.ts";

export interface OrderIdentity {
  /** The digits of the order's id; the external id of its sales order contains them, whatever the mapping puts around. */
  readonly externalIdDigits: string;
  /** As the shop calls it, such as "#1011": by this people find an order whose external id says nothing. */
  readonly name?: string;
}

export interface LineView {
  /** The item's name, such as its SKU. */
  readonly item: string;
  readonly itemId: string;
  readonly quantity: number;
  readonly rate: number;
  readonly amount: number;
  readonly isClosed: boolean;
  /** NetSuite's own number of the line. */
  readonly line: number;
}

export interface SalesOrderView {
  readonly id: string;
  readonly externalId: string;
  /** Two decimals, as the customer saw it. */
  readonly total: string;
  readonly memo: string;
  /** ISO 4217, such as "USD". */
  readonly currency: string;
  /** YYYY-MM-DD. */
  readonly tranDate: string;
  readonly customer: StoredRecord | undefined;
  readonly customerEmail: string;
  /** One letter, such as "B" for pending fulfilment and "H" for closed. */
  readonly status: string;
  readonly lines: readonly LineView[];
  /** SKU and quantity of each product line, in order. */
  readonly products: readonly string[];
  readonly shippingAddress: Readonly<Record<string, unknown>>;
  readonly itemIds: readonly string[];
  quantityOf(sku: string): number;
  /** Sum of the amounts of this item's lines. */
  amountOf(item: string): number;
}

export interface CashRefundView {
  /** Two decimals. */
  readonly total: string;
  readonly memo: string;
  readonly lines: readonly LineView[];
}

/** Of the shop's refund with these digits. */
export const cashRefundsOf = (account: Account, digits: string): readonly CashRefundView[] =>
  account.records
    .list("cashRefund")
    .filter(({ externalId }) => digitsOf(externalId) === digits)
    .map(({ fields }) => ({
      total: Number(fields["total"]).toFixed(2),
      memo: textOf(fields["memo"]),
      lines: linesOf(fields["item"]).map((line) => lineView(line, account)),
    }));

/** How many of this SKU lie on all shelves together. */
export const onHandOf = (account: Account, sku: string): number =>
  Number(account.records.find("inventoryItem", { itemId: sku })?.fields["quantityOnHand"] ?? 0);

export function salesOrdersOf(account: Account, order: OrderIdentity): readonly SalesOrderView[] {
  return account.records
    .list("salesOrder")
    .filter((record) => isOf(record, order))
    .map((record) => viewOf(record, account));
}

/** By its external id; without one, by a field in which a person would look for the order. */
function isOf({ externalId, fields }: StoredRecord, { externalIdDigits, name }: OrderIdentity): boolean {
  if (digitsOf(externalId) === externalIdDigits) return true;
  const told = [externalId ?? "", ...["otherRefNum", "memo"].map((field) => textOf(fields[field]))];
  return externalId === undefined && told.some((text) => text.includes(externalIdDigits) || text === name);
}

/** Every part of the address in one text: what an account rule on the whole address counts. */
export function wholeAddressOf({ shippingAddress }: SalesOrderView): string {
  const parts = ["addressee", "addr1", "addr2", "addr3", "city", "state", "zip"].map(
    (name) => shippingAddress[name],
  );
  return parts.filter((part) => typeof part === "string" && part !== "").join(" ");
}

const digitsOf = (externalId: string | undefined): string => /\d+$/.exec(externalId ?? "")?.[0] ?? "";

const ITEM_TYPES = ["inventoryItem", "nonInventorySaleItem", "discountItem"] as const;

function viewOf({ id, externalId = "", fields }: StoredRecord, account: Account): SalesOrderView {
  const lines = linesOf(fields["item"]).map((line) => lineView(line, account));
  const customer = referred(account, "customer", fields["entity"]);
  return {
    id,
    externalId,
    total: Number(fields["total"]).toFixed(2),
    memo: textOf(fields["memo"]),
    currency: textOf(referred(account, "currency", fields["currency"])?.fields["symbol"]),
    tranDate: textOf(fields["tranDate"]),
    customer,
    customerEmail: textOf(customer?.fields["email"]),
    status: textOf(objectOf(fields["orderStatus"])["id"]),
    lines,
    products: lines.flatMap(({ item, itemId, quantity }) =>
      account.records.list("inventoryItem").some((each) => each.id === itemId)
        ? [`${quantity} x ${item}`]
        : [],
    ),
    shippingAddress: objectOf(fields["shippingAddress"]),
    itemIds: lines.map(({ itemId }) => itemId),
    quantityOf: (sku) => sum(lines, sku, ({ quantity }) => quantity),
    amountOf: (item) => sum(lines, item, ({ amount }) => amount),
  };
}

function lineView(line: Readonly<Record<string, unknown>>, account: Account): LineView {
  const item = ITEM_TYPES.map((type) => referred(account, type, line["item"])).find(
    (each) => each !== undefined,
  );
  return {
    item: textOf(item?.fields["itemId"]),
    itemId: String(objectOf(line["item"])["id"]),
    quantity: Number(line["quantity"] ?? 0),
    rate: Number(line["rate"] ?? 0),
    amount: Number(line["amount"] ?? 0),
    isClosed: line["isClosed"] === true,
    line: Number(line["line"]),
  };
}

function sum(lines: readonly LineView[], wanted: string, what: (line: LineView) => number): number {
  return lines.filter(({ item }) => item === wanted).reduce((total, line) => total + what(line), 0);
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function referred(account: Account, recordType: string, reference: unknown): StoredRecord | undefined {
  const id = String(objectOf(reference)["id"]);
  return account.records.list(recordType).find((record) => record.id === id);
}

function linesOf(sublist: unknown): readonly Readonly<Record<string, unknown>>[] {
  const items = objectOf(sublist)["items"];
  return Array.isArray(items) ? items.map(objectOf) : [];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
