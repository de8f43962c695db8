/** How far an order has come: what was picked, shipped, billed or refunded of each line, and the status that makes. */
import { type Fields, isReference, linesOf, type Reference } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";
import { decimal, ZERO } from "./amounts/decimal.ts";
import type { Decimal } from "./amounts/exact-decimal.ts";
import { isDiscount, isFulfillable, itemOf } from "./amounts/line-item.ts";
import { statusOf } from "./statuses.ts";

export type Counter = "quantityPicked" | "quantityPacked" | "quantityFulfilled" | "quantityBilled";

type LineCounts = Readonly<Partial<Record<Counter, Decimal>>>;

/** What each line number's quantities add up to, over all transactions that were made from the order. */
type Counts = ReadonlyMap<number, LineCounts>;

interface OrderKind {
  readonly counters: readonly Counter[];
  status(order: OrderState): Reference;
}

interface OrderState {
  /** The status somebody gave it: pending approval, approved or cancelled. */
  readonly given: string;
  readonly lines: readonly LineState[];
}

interface LineState {
  readonly quantity: Decimal;
  readonly isClosed: boolean;
  readonly isFulfillable: boolean;
  readonly fulfilled: Decimal;
  readonly billed: Decimal;
}

const SHIPPED: readonly Counter[] = ["quantityPicked", "quantityPacked", "quantityFulfilled"];

/** A fulfilment counts as shipped only with that status; picked and packed goods are still in the house. */
const COUNTED_BY_SHIP_STATUS: Readonly<Record<string, readonly Counter[]>> = {
  A: SHIPPED.slice(0, 1),
  B: SHIPPED.slice(0, 2),
  C: SHIPPED,
};

const BILLS: readonly Counter[] = ["quantityBilled"];

const ORDER_KINDS: Readonly<Record<string, OrderKind>> = {
  salesOrder: { counters: [...SHIPPED, ...BILLS], status: salesOrderStatus },
  returnAuthorization: { counters: BILLS, status: returnStatus },
  purchaseOrder: { counters: BILLS, status: purchaseStatus },
};

export function fillProgress({ recordType, id, fields }: StoredRow, store: RecordStore): void {
  const kind = ORDER_KINDS[recordType];
  const { orderStatus } = fields;
  if (kind === undefined || !isReference(orderStatus)) return;
  const counts = countsOf(id, store);
  const lines: LineState[] = [];
  for (const line of linesOf(fields["item"])) {
    const item = itemOf(line, store);
    if (isDiscount(item)) continue;
    fillCounters(line, kind, counts.get(Number(line["line"])));
    lines.push(stateOf(line, item));
  }
  const given = ["A", "C"].includes(orderStatus.id) && counts.size === 0 ? orderStatus.id : "B";
  const status = kind.status({ given, lines });
  fields["orderStatus"] = { ...status };
  fields["status"] = { ...status };
}

function fillCounters(line: Fields, { counters }: OrderKind, counts: LineCounts | undefined): void {
  line["isClosed"] ??= false;
  for (const counter of counters) line[counter] = (counts?.[counter] ?? ZERO).toNumber();
}

function countsOf(orderId: string, store: RecordStore): Counts {
  const counts = new Map<number, LineCounts>();
  for (const row of madeFrom(orderId, store)) {
    for (const line of linesOf(row.fields["item"])) {
      const number = Number(line["orderLine"]);
      const known = counts.get(number) ?? {};
      const added = countersOf(row).map(
        (counter) => [counter, (known[counter] ?? ZERO).plus(decimal(line["quantity"]))] as const,
      );
      counts.set(number, { ...known, ...Object.fromEntries(added) });
    }
  }
  return counts;
}

/** Transactions that were transformed out of this one. */
export const madeFrom = (id: string, store: RecordStore): readonly StoredRow[] =>
  store
    .linkedTo(id)
    .filter(({ fields }) => isReference(fields["createdFrom"]) && fields["createdFrom"].id === id);

/** An order is billed by invoices and cash sales, a return refunded by credit memos and cash refunds. */
const SAME_KIND: readonly (readonly string[])[] = [
  ["invoice", "cashSale"],
  ["creditMemo", "cashRefund"],
];

/** Of these, what is of the same kind as a record of this type. */
export function siblingsMadeFrom(id: string, recordType: string, store: RecordStore): readonly StoredRow[] {
  const kind = SAME_KIND.find((types) => types.includes(recordType)) ?? [recordType];
  return madeFrom(id, store).filter((row) => kind.includes(row.recordType));
}

const BILLING_TYPES: ReadonlySet<string> = new Set([
  "invoice",
  "cashSale",
  "creditMemo",
  "cashRefund",
  "vendorBill",
]);

function countersOf({ recordType, fields }: StoredRow): readonly Counter[] {
  if (BILLING_TYPES.has(recordType)) return BILLS;
  const { shipStatus } = fields;
  return recordType === "itemFulfillment" && isReference(shipStatus)
    ? (COUNTED_BY_SHIP_STATUS[shipStatus.id] ?? [])
    : [];
}

const stateOf = (line: Fields, item: StoredRow | undefined): LineState => ({
  quantity: decimal(line["quantity"]),
  isClosed: line["isClosed"] === true,
  isFulfillable: isFulfillable(item),
  fulfilled: decimal(line["quantityFulfilled"]),
  billed: decimal(line["quantityBilled"]),
});

const isBilled = ({ billed, quantity, isClosed }: LineState): boolean => isClosed || billed.gte(quantity);

const isDone = (line: LineState): boolean =>
  line.isClosed || !line.isFulfillable || line.fulfilled.gte(line.quantity);

function salesOrderStatus({ given, lines }: OrderState): Reference {
  const isStarted = lines.some(({ fulfilled, billed }) => fulfilled.gt(0) || billed.gt(0));
  if (!isStarted && given !== "B") return statusOf("salesOrder", given === "A" ? "A" : "C");
  if (lines.length > 0 && lines.every(({ isClosed }) => isClosed)) return statusOf("salesOrder", "H");
  if (lines.every(isDone)) return statusOf("salesOrder", lines.every(isBilled) ? "G" : "F");
  if (!lines.some(({ fulfilled }) => fulfilled.gt(0))) return statusOf("salesOrder", "B");
  const isUnbilled = lines.some(({ fulfilled, billed }) => fulfilled.gt(billed));
  return statusOf("salesOrder", isUnbilled ? "E" : "D");
}

/** Goods that come back are received by an item receipt, which the emulator does not have; a refund ends the return. */
function returnStatus({ given, lines }: OrderState): Reference {
  if (given !== "B") return statusOf("returnAuthorization", given === "A" ? "A" : "C");
  if (lines.length > 0 && lines.every(({ isClosed }) => isClosed))
    return statusOf("returnAuthorization", "H");
  const isStarted = lines.some(({ billed }) => billed.gt(0));
  if (!isStarted) return statusOf("returnAuthorization", "B");
  return statusOf("returnAuthorization", lines.every(isBilled) ? "G" : "E");
}

function purchaseStatus({ given, lines }: OrderState): Reference {
  if (given !== "B") return statusOf("purchaseOrder", given === "A" ? "A" : "C");
  if (lines.length > 0 && lines.every(({ isClosed }) => isClosed)) return statusOf("purchaseOrder", "H");
  const isAllBilled = lines.length > 0 && lines.every(isBilled);
  return statusOf("purchaseOrder", isAllBilled ? "G" : "B");
}
