/** An item as NetSuite has it now: who it is, what is on its shelves, what it costs. */
import type { Result } from "../../failure.ts";
import type { NetSuiteQueries, QueryRow } from "../../netsuite/netsuite.ts";
import { sqlId } from "../../netsuite/suiteql.ts";
import { type ChangedRecords, changedColumn, changedSince } from "./changed-records.ts";

/** Names and places as people wrote them; quantities and amounts as NetSuite's digits. */
export interface Item {
  readonly id: string;
  readonly sku: string;
  readonly name: string | undefined;
  /** `InvtPart`, `Kit` … */
  readonly type: string | undefined;
  readonly isInactive: boolean;
}

export interface Stock {
  readonly location: string;
  readonly available: number;
  readonly onHand: number;
}

export interface Price {
  /** The price level's name, such as "Base Price". */
  readonly level: string;
  /** ISO 4217, such as "USD". */
  readonly currency: string;
  readonly amount: string;
}

/** null when NetSuite has no such item. */
export async function itemOf(netsuite: NetSuiteQueries, id: string): Promise<Result<Item | null>> {
  const found = await netsuite.query(
    `SELECT id, itemid, displayname, itemtype, isinactive FROM item WHERE id = ${sqlId(id)}`,
  );
  if (!found.ok) return found;
  const [row] = found.value;
  if (row?.["itemid"] === undefined) return { ok: true, value: null };
  const { itemid, displayname, itemtype, isinactive } = row;
  const item = { id, sku: itemid, name: displayname, type: itemtype, isInactive: isinactive === "T" };
  return { ok: true, value: item };
}

export async function stockOf(netsuite: NetSuiteQueries, id: string): Promise<Result<readonly Stock[]>> {
  const found = await netsuite.query(
    `SELECT l.name AS location, a.quantityavailable AS available, a.quantityonhand AS onhand
     FROM aggregateitemlocation a INNER JOIN location l ON l.id = a.location
     WHERE a.item = ${sqlId(id)} ORDER BY l.name`,
  );
  if (!found.ok) return found;
  const number = (row: QueryRow, column: string): number => Number(row[column] ?? 0);
  const stock = found.value.map((row) => ({
    location: row["location"] ?? "",
    available: number(row, "available"),
    onHand: number(row, "onhand"),
  }));
  return { ok: true, value: stock };
}

export async function pricesOf(netsuite: NetSuiteQueries, id: string): Promise<Result<readonly Price[]>> {
  const found = await netsuite.query(
    `SELECT BUILTIN.DF(p.pricelevel) AS levelname, c.symbol AS currency, p.unitprice AS amount
     FROM pricing p INNER JOIN currency c ON c.id = p.currency
     WHERE p.item = ${sqlId(id)} ORDER BY p.pricelevel`,
  );
  if (!found.ok) return found;
  const prices = found.value.flatMap(({ levelname = "", currency = "", amount }) =>
    amount === undefined ? [] : [{ level: levelname, currency, amount }],
  );
  return { ok: true, value: prices };
}

/** Items whose own record was changed: a new price is such a change. */
export const CHANGED_ITEMS: ChangedRecords = {
  record: "item",
  begin: "with-all",
  query: (since) =>
    `SELECT id, ${changedColumn("lastmodifieddate")} FROM item
     ${since === null ? "" : `WHERE ${changedSince("lastmodifieddate", since)}`} ORDER BY id`,
};

/** Items that a transaction moves or reserves. NetSuite does not call that a change of the item. */
export const CHANGED_STOCK: ChangedRecords = {
  record: "item",
  begin: "with-all",
  query: (since) =>
    `SELECT tl.item AS id, ${changedColumn("MAX(t.lastmodifieddate)")}
     FROM transactionline tl
     INNER JOIN transaction t ON t.id = tl.transaction
     INNER JOIN item i ON i.id = tl.item
     WHERE i.itemtype IN ('InvtPart', 'Assembly')
     ${since === null ? "" : `AND ${changedSince("t.lastmodifieddate", since)}`}
     GROUP BY tl.item ORDER BY tl.item`,
};
