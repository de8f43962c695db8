/** What holds at the end: three lists read from where they live, and whether NetSuite shows the last edition of each order. */
import { ledgerList } from "../../cli/gate/accounting-stage.ts";
import { openLedger, systemClock } from "../../integration/index.ts";
import { type Accounting, type AccountingInput, reconcile } from "../../reports/index.ts";
import type { NetSuiteProcess, NetSuiteRecord } from "./netsuite.ts";
import type { Shop } from "./shop.ts";

export interface Statement {
  readonly accounting: Accounting;
  /** Orders of which NetSuite shows another edition than the last one. */
  readonly stale: readonly string[];
  /** Customers that NetSuite holds more than once. */
  readonly customersTwice: number;
  /** Entries in the ledger: one for each edition. */
  readonly editions: number;
}

export interface StatementSources {
  readonly shop: Shop;
  readonly netsuite: NetSuiteProcess;
  readonly ledger: { readonly url: string; readonly schema: string };
}

export async function statementOf({ shop, netsuite, ledger }: StatementSources): Promise<Statement> {
  const entries = await entriesIn(ledger);
  const records = await netsuite.records("salesOrder");
  const accounting = reconcile({
    sent: shop.sent.map((key) => ({ key })),
    ledger: entries,
    netsuite: records.map((record) => ({ key: keyOf(record, shop), internalId: record.id })),
  });
  const byKey = new Map(records.map((record) => [keyOf(record, shop), record]));
  const stale = [...shop.orders].filter(([key, order]) => {
    const fields = byKey.get(key)?.fields;
    if (fields === undefined) return false;
    return fields["memo"] !== order.draft.details.note || Number(fields["total"]) !== Number(order.total);
  });
  return {
    accounting,
    stale: stale.map(([key]) => key),
    customersTwice: surplus(await netsuite.records("customer")),
    editions: entries.length,
  };
}

async function entriesIn(place: StatementSources["ledger"]): Promise<AccountingInput["ledger"]> {
  const ledger = await openLedger(place, { clock: systemClock });
  const entries = await ledgerList(ledger);
  await ledger.close();
  return entries;
}

/** By external id, or by the shop's number for a record that has none. */
function keyOf({ externalId = "", fields }: NetSuiteRecord, { orders }: Shop): string {
  const found = [...orders.values()].find(
    (order) => externalId === `SHOP-${order.externalIdDigits}` || fields["otherRefNum"] === order.name,
  );
  return found?.key ?? `unknown ${externalId}`;
}

const surplus = (customers: readonly NetSuiteRecord[]): number =>
  customers.length - new Set(customers.map(({ fields }) => fields["entityId"])).size;
