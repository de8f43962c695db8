/** What NetSuite holds of an order, read as an auditor would read it. */
import type { Account, StoredRecord } from "../../emulator/index.ts";

export interface OrderIdentity {
  /** The digits of the order's id; the external id of its sales order contains them, whatever the mapping puts around. */
  readonly externalIdDigits: string;
  /** As the shop calls it, such as "#1011": by this people find an order whose external id says nothing. */
  readonly name?: string;
}

export interface SalesOrderView {
  readonly id: string;
  /** Two decimals, as the customer saw it. */
  readonly total: string;
  readonly memo: string;
  /** ISO 4217, such as "USD". */
  readonly currency: string;
  /** YYYY-MM-DD. */
  readonly tranDate: string;
  readonly customerEmail: string;
  /** SKU and quantity of each product line, in order. */
  readonly products: readonly string[];
  readonly shippingAddress: Readonly<Record<string, unknown>>;
  readonly itemIds: readonly string[];
  quantityOf(sku: string): number;
}

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

function viewOf({ id, fields }: StoredRecord, account: Account): SalesOrderView {
  const lines = linesOf(fields["item"]);
  return {
    id,
    total: Number(fields["total"]).toFixed(2),
    memo: textOf(fields["memo"]),
    currency: textOf(referred(account, "currency", fields["currency"])?.fields["symbol"]),
    tranDate: textOf(fields["tranDate"]),
    customerEmail: textOf(referred(account, "customer", fields["entity"])?.fields["email"]),
    products: lines.flatMap((line) => {
      const item = referred(account, "inventoryItem", line["item"]);
      return item === undefined ? [] : [`${line["quantity"]} x ${item.fields["itemId"]}`];
    }),
    shippingAddress: objectOf(fields["shippingAddress"]),
    itemIds: lines.map((line) => String(objectOf(line["item"])["id"])),
    quantityOf(sku) {
      const itemId = account.records.find("inventoryItem", { itemId: sku })?.id;
      const ofItem = lines.filter(
        (line) => itemId !== undefined && String(objectOf(line["item"])["id"]) === itemId,
      );
      return ofItem.reduce((sum, line) => sum + Number(line["quantity"]), 0);
    },
  };
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
