/** Stock: what each transaction moves, and what that makes of an item's quantities, in all and by location. */
import { type Fields, isReference, linesOf, type Reference } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";
import { decimal, ZERO } from "./amounts/decimal.ts";
import type { Decimal } from "./amounts/exact-decimal.ts";
import { itemOf } from "./amounts/line-item.ts";

/** What is on the shelf, what customers wait for, what vendors owe. */
interface Quantities {
  readonly onHand: Decimal;
  readonly demand: Decimal;
  readonly onOrder: Decimal;
}

interface Movement extends Quantities {
  readonly item: StoredRow;
  readonly location: Reference | undefined;
}

type Moves = (line: Fields, row: StoredRow) => Partial<Quantities>;

const quantityOf = (line: Fields): Decimal => decimal(line["quantity"]);

const openOf = (line: Fields, done: string): Decimal => {
  const open = quantityOf(line).minus(decimal(line[done]));
  return line["isClosed"] === true || open.lt(0) ? ZERO : open;
};

/** Billing an order moves nothing, for its fulfilment has or will; a bill or a refund of its own does. */
const standalone =
  (sign: 1 | -1): Moves =>
  (line, { fields }) =>
    fields["createdFrom"] === undefined ? { onHand: quantityOf(line).times(sign) } : {};

const WAITING: ReadonlySet<string> = new Set(["B", "D", "E"]);

const isWaiting = ({ fields }: StoredRow): boolean =>
  isReference(fields["orderStatus"]) && WAITING.has(fields["orderStatus"].id);

const ITEM_MOVES: Readonly<Record<string, Moves>> = {
  salesOrder: (line, row) => (isWaiting(row) ? { demand: openOf(line, "quantityFulfilled") } : {}),
  purchaseOrder: (line, row) => (isWaiting(row) ? { onOrder: openOf(line, "quantityBilled") } : {}),
  itemFulfillment: (line, { fields }) =>
    isReference(fields["shipStatus"]) && fields["shipStatus"].id === "C"
      ? { onHand: quantityOf(line).neg() }
      : {},
  invoice: standalone(-1),
  cashSale: standalone(-1),
  creditMemo: standalone(1),
  cashRefund: standalone(1),
  // Without item receipts a bill stands for the receipt, too.
  vendorBill: (line) => ({ onHand: quantityOf(line) }),
};

/** Items whose stock is counted. */
const COUNTED: ReadonlySet<string> = new Set(["inventoryItem", "assemblyItem"]);

function movementsOf(row: StoredRow | undefined, store: RecordStore): readonly Movement[] {
  if (row === undefined) return [];
  if (row.recordType === "inventoryTransfer") return transferred(row, store);
  if (row.recordType === "inventoryAdjustment") {
    return linesOf(row.fields["inventory"]).flatMap((line) =>
      movement({ line, row, store, moved: { onHand: decimal(line["adjustQtyBy"]) } }),
    );
  }
  const moves = ITEM_MOVES[row.recordType];
  if (moves === undefined) return [];
  return linesOf(row.fields["item"]).flatMap((line) =>
    movement({ line, row, store, moved: moves(line, row) }),
  );
}

interface Moved {
  readonly line: Fields;
  readonly row: StoredRow;
  readonly store: RecordStore;
  readonly moved: Partial<Quantities>;
  /** Default: the line's, else the transaction's. */
  readonly location?: Reference | undefined;
}

function movement({ line, row, store, moved, location }: Moved): readonly Movement[] {
  const item = itemOf(line, store);
  if (item === undefined || !COUNTED.has(item.recordType) || Object.keys(moved).length === 0) return [];
  const own = [location, line["location"], row.fields["adjLocation"], row.fields["location"]].find((value) =>
    isReference(value),
  );
  return [
    {
      onHand: moved.onHand ?? ZERO,
      demand: moved.demand ?? ZERO,
      onOrder: moved.onOrder ?? ZERO,
      item,
      location: isReference(own) ? own : undefined,
    },
  ];
}

function transferred(row: StoredRow, store: RecordStore): readonly Movement[] {
  const { location, transferLocation } = row.fields;
  return linesOf(row.fields["inventory"]).flatMap((line) => {
    const by = decimal(line["adjustQtyBy"]);
    const ends = [
      { location, moved: { onHand: by.neg() } },
      { location: transferLocation, moved: { onHand: by } },
    ];
    return ends.flatMap((end) =>
      isReference(end.location)
        ? movement({ line, row, store, moved: end.moved, location: end.location })
        : [],
    );
  });
}

/** The first count of an item starts its stock; until then nothing of it is kept. */
const isCounted = ({ fields }: StoredRow): boolean => typeof fields["quantityOnHand"] === "number";

export function moveStock(
  store: RecordStore,
  before: StoredRow | undefined,
  after: StoredRow | undefined,
): void {
  const isCount = after?.recordType === "inventoryAdjustment";
  for (const moved of [...movementsOf(before, store).map(negated), ...movementsOf(after, store)]) {
    const item = store.get(moved.item.recordType, moved.item.id);
    if (item === undefined || !(isCounted(item) || isCount)) continue;
    const start = isCounted(item)
      ? item.fields
      : { ...item.fields, ...counted(ZERO, waitingFor(item, store), ZERO) };
    const fields =
      moved.location === undefined ? start : { ...start, ...atLocation(start, moved, moved.location) };
    store.put({ ...item, fields: { ...fields, ...added(start, moved) } });
  }
}

/** Items that a transaction would take below nothing. */
export function shortages(
  store: RecordStore,
  before: StoredRow | undefined,
  after: StoredRow,
): readonly StoredRow[] {
  const moved = [...movementsOf(before, store).map(negated), ...movementsOf(after, store)];
  const items = new Map(moved.map(({ item }) => [item.id, item] as const));
  return [...items.values()].filter((item) => {
    const change = moved
      .filter((one) => one.item.id === item.id)
      .reduce((total, { onHand }) => total.plus(onHand), ZERO);
    return change.lt(0) && isCounted(item) && decimal(item.fields["quantityOnHand"]).plus(change).lt(0);
  });
}

const negated = (moved: Movement): Movement => ({
  ...moved,
  onHand: moved.onHand.neg(),
  demand: moved.demand.neg(),
  onOrder: moved.onOrder.neg(),
});

/** What open orders asked for before the item was counted. */
function waitingFor(item: StoredRow, store: RecordStore): Decimal {
  return store
    .list("salesOrder")
    .flatMap((row) => movementsOf(row, store))
    .filter((moved) => moved.item.id === item.id)
    .reduce((total, { demand }) => total.plus(demand), ZERO);
}

function added(known: Fields, moved: Quantities): Fields {
  const demand = decimal(known["quantityCommitted"]).plus(decimal(known["quantityBackOrdered"]));
  return counted(
    decimal(known["quantityOnHand"]).plus(moved.onHand),
    demand.plus(moved.demand),
    decimal(known["quantityOnOrder"]).plus(moved.onOrder),
  );
}

/** As much as there is gets committed, the rest is back-ordered. */
function counted(onHand: Decimal, demand: Decimal, onOrder: Decimal): Fields {
  const there = onHand.lt(0) ? ZERO : onHand;
  const committed = demand.lt(there) ? demand : there;
  return {
    quantityOnHand: onHand.toNumber(),
    quantityCommitted: committed.toNumber(),
    quantityBackOrdered: demand.minus(committed).toNumber(),
    quantityAvailable: onHand.minus(committed).toNumber(),
    quantityOnOrder: onOrder.toNumber(),
  };
}

function atLocation(item: Fields, moved: Quantities, location: Reference): Fields {
  const lines = linesOf(item["locations"]);
  const isThere = (line: Fields): boolean =>
    isReference(line["location"]) && line["location"].id === location.id;
  const known = lines.find(isThere) ?? { location: { ...location } };
  const changed: Fields = { ...known, ...added(known, moved) };
  return {
    locations: {
      items: lines.some(isThere)
        ? lines.map((line) => (isThere(line) ? changed : line))
        : [...lines, changed],
    },
  };
}
