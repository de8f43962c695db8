/** Transforms: which transaction can become which, what of it is left to carry over, and when NetSuite says no. */
import { accept, type Outcome, type Refusal, refuse } from "../../errors/refusal.ts";
import type { AccountRules } from "../account-rules.ts";
import { type Fields, isReference, linesOf } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";
import type { RecordType } from "../record-type.ts";
import { decimal, percentOf, ZERO } from "./amounts/decimal.ts";
import type { Decimal } from "./amounts/exact-decimal.ts";
import { isDiscount, isFulfillable, itemOf } from "./amounts/line-item.ts";
import { carriedFields, carriedLine } from "./carried-fields.ts";
import { siblingsMadeFrom } from "./order-progress.ts";

export interface Transform {
  readonly source: StoredRow;
  readonly from: RecordType;
  readonly to: RecordType;
  readonly store: RecordStore;
  readonly rules: Pick<AccountRules, "billingBeforeFulfillment">;
}

interface Pair {
  /** What is left of a line to carry over; without it, no lines go along. */
  readonly left?: (line: Fields, transform: Transform) => Decimal;
  /** Fields of its own besides those that both types have. */
  readonly own?: (source: StoredRow) => Fields;
  /** What is said when nothing is left. */
  readonly whenEmpty?: Refusal["key"];
}

const quantityOf = (line: Fields): Decimal => decimal(line["quantity"]);

const unshipped: Pair["left"] = (line, { store }) =>
  isFulfillable(itemOf(line, store)) ? quantityOf(line).minus(decimal(line["quantityPicked"])) : ZERO;

const unbilled: Pair["left"] = (line, { rules, store }) => {
  const isBillable = rules.billingBeforeFulfillment === "allowed" || !isFulfillable(itemOf(line, store));
  return (isBillable ? quantityOf(line) : decimal(line["quantityFulfilled"])).minus(
    decimal(line["quantityBilled"]),
  );
};

const unrefunded: Pair["left"] = (line) => quantityOf(line).minus(decimal(line["quantityBilled"]));

const whole: Pair["left"] = quantityOf;

const BILLING: Pair = { left: unbilled, whenEmpty: "order-billed" };
const REFUND: Pair = { left: unrefunded, whenEmpty: "order-billed" };
const COPY: Pair = { left: whole };
const SALE_OF_OPPORTUNITY: Pair = { left: whole, own: ({ id }) => ({ opportunity: { id } }) };
const OF_VENDOR: Pair = { own: ({ id, fields }) => ({ entity: named(id, fields["entityId"]) }) };

const PAIRS: Readonly<Record<string, Pair>> = {
  "salesOrder>itemFulfillment": { left: unshipped },
  "salesOrder>invoice": BILLING,
  "salesOrder>cashSale": BILLING,
  "salesOrder>returnAuthorization": COPY,
  "invoice>customerPayment": { own: paymentOf },
  "invoice>creditMemo": COPY,
  "invoice>returnAuthorization": COPY,
  "cashSale>cashRefund": COPY,
  "cashSale>returnAuthorization": COPY,
  "returnAuthorization>creditMemo": REFUND,
  "returnAuthorization>cashRefund": REFUND,
  "opportunity>salesOrder": SALE_OF_OPPORTUNITY,
  "opportunity>invoice": SALE_OF_OPPORTUNITY,
  "opportunity>cashSale": SALE_OF_OPPORTUNITY,
  "purchaseOrder>vendorBill": { left: unrefunded, whenEmpty: "order-billed" },
  "vendor>purchaseOrder": OF_VENDOR,
  "vendor>vendorBill": OF_VENDOR,
};

/** What the new record begins with; a body is laid over it. */
export function transformDraft(transform: Transform): Outcome<Fields> {
  const { source, from, to } = transform;
  const pair = PAIRS[`${from.recordType}>${to.recordType}`];
  const isKnown = from.transforms.some((name) => name.toLowerCase() === to.recordType.toLowerCase());
  if (pair === undefined || !isKnown) return refuse({ key: "transform-unknown" });
  const refusal = stateRefusal(transform, pair);
  if (refusal !== undefined) return refuse(refusal);
  const items = pair.left === undefined ? undefined : linesLeft(transform, pair.left);
  if (items?.length === 0) return refuse(emptyRefusal(transform, pair));
  return accept({
    ...carriedFields({ ...transform, isFirst: isFirst(transform) }),
    ...pair.own?.(source),
    ...(from.category === "transaction"
      ? { createdFrom: named(source.id, `${from.label} #${String(source.fields["tranId"] ?? source.id)}`) }
      : {}),
    ...(items === undefined ? {} : { item: { items } }),
  });
}

/** Orders that wait for approval, are cancelled or are closed lead nowhere; nor does an invoice that is paid. */
function stateRefusal(transform: Transform, pair: Pair): Refusal | undefined {
  const { source, from } = transform;
  const { orderStatus } = source.fields;
  const code = isReference(orderStatus) ? orderStatus.id : undefined;
  if (code === "H") return { key: "order-closed", values: orderValues(transform) };
  if (code === "A" || code === "C") return invalidReference(transform);
  const isPaid =
    from.recordType === "invoice" &&
    pair.left === undefined &&
    decimal(source.fields["amountRemaining"]).lte(0);
  return isPaid ? invalidReference(transform) : undefined;
}

const emptyRefusal = (transform: Transform, { whenEmpty }: Pair): Refusal =>
  whenEmpty === undefined ? invalidReference(transform) : { key: whenEmpty, values: orderValues(transform) };

const orderValues = ({ source, from }: Transform) => ({ label: from.label.toLowerCase(), id: source.id });

const invalidReference = ({ source, to }: Transform): Refusal => ({
  key: "transform-reference",
  values: { target: to.recordType.toLowerCase(), id: source.id },
});

/** Amounts that stand for the whole order, such as its shipping, are billed with its first bill (inferred). */
const isFirst = ({ source, to, store }: Transform): boolean =>
  siblingsMadeFrom(source.id, to.recordType, store).length === 0;

function linesLeft(transform: Transform, left: NonNullable<Pair["left"]>): readonly Fields[] {
  const { source, to, store } = transform;
  const isFulfillment = to.recordType === "itemFulfillment";
  const carried: Fields[] = [];
  for (const line of linesOf(source.fields["item"])) {
    const discount = isDiscount(itemOf(line, store));
    const quantity = discount ? ZERO : left(line, transform);
    const isLeft = discount
      ? carriesDiscount(transform, line, carried)
      : line["isClosed"] !== true && !quantity.eq(0) && isOwed(line, quantity);
    if (!isLeft) continue;
    const more = isFulfillment ? { itemReceive: true, quantityRemaining: quantity.toNumber() } : {};
    const count = discount ? {} : { quantity: quantity.toNumber() };
    carried.push({
      ...carriedLine(line, to, quantity.toNumber()),
      ...count,
      ...more,
      line: carried.length + 1,
      orderLine: Number(line["line"]),
    });
  }
  return carried.some((line) => !isDiscount(itemOf(line, store))) ? carried : [];
}

/** Of a line of minus two, minus one is left; of one of two, minus one is not. */
const isOwed = (line: Fields, quantity: Decimal): boolean => quantity.gt(0) || quantityOf(line).lt(0);

/** A discount goes with the line it follows: a percentage always, an amount with the first bill. Nobody ships one. */
function carriesDiscount(transform: Transform, line: Fields, carried: readonly Fields[]): boolean {
  if (transform.to.recordType === "itemFulfillment" || carried.length === 0) return false;
  return percentOf(line["rate"]) !== undefined || isFirst(transform);
}

function paymentOf({ id, fields }: StoredRow): Fields {
  const { entity, tranId } = fields;
  return {
    ...(isReference(entity) ? { customer: { ...entity } } : {}),
    apply: { items: [{ doc: named(id, tranId), apply: true }] },
  };
}

const named = (id: string, name: unknown): { id: string; refName?: string } =>
  typeof name === "string" ? { id, refName: name } : { id };
