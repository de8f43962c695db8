/** What NetSuite has shipped of one sales order: every item fulfilment that is marked as shipped, with its lines and tracking numbers. */
import type { Result } from "../../failure.ts";
import type { NetSuiteQueries, QueryRow } from "../../netsuite/netsuite.ts";
import { sqlId } from "../../netsuite/suiteql.ts";
import { type ChangedRecords, changedColumn, changedSince } from "./changed-records.ts";

export interface ShippedLine {
  readonly sku: string;
  /** `InvtPart`, `NonInvtPart` … */
  readonly type: string;
  readonly quantity: number;
}

export interface Shipment {
  readonly id: string;
  /** The document's number, such as "IF1042". */
  readonly number: string;
  readonly lines: readonly ShippedLine[];
  readonly trackingNumbers: readonly string[];
}

export interface ShippedOrder {
  readonly id: string;
  readonly number: string;
  readonly externalId: string | undefined;
  readonly shipments: readonly Shipment[];
}

/** Sales orders of which something was shipped, or of whose shipping something was changed. */
export const CHANGED_SHIPPING: ChangedRecords = {
  record: "salesOrder",
  begin: "from-now",
  // The header has no createdfrom; each line has it, the main line too (public queries).
  query: (since) =>
    `SELECT tl.createdfrom AS id, ${changedColumn("MAX(t.lastmodifieddate)")}
     FROM transaction t INNER JOIN transactionline tl ON tl.transaction = t.id
     WHERE t.type = 'ItemShip' AND tl.mainline = 'T' AND tl.createdfrom IS NOT NULL
     ${since === null ? "" : `AND ${changedSince("t.lastmodifieddate", since)}`}
     GROUP BY tl.createdfrom ORDER BY tl.createdfrom`,
};

/** null when NetSuite has no such order. */
export async function shippedOrder(
  netsuite: NetSuiteQueries,
  orderId: string,
): Promise<Result<ShippedOrder | null>> {
  const id = sqlId(orderId);
  const order = await netsuite.query(`SELECT tranid, externalid FROM transaction WHERE id = ${id}`);
  if (!order.ok) return order;
  const [head] = order.value;
  if (head === undefined) return { ok: true, value: null };
  const lines = await netsuite.query(
    `SELECT t.id AS id, t.tranid AS number, t.status AS status, i.itemid AS sku, i.itemtype AS type, tl.quantity AS quantity
     FROM transaction t
     INNER JOIN transactionline tl ON tl.transaction = t.id
     INNER JOIN item i ON i.id = tl.item
     WHERE t.type = 'ItemShip' AND tl.createdfrom = ${id} AND tl.mainline = 'F' AND tl.iscogs = 'F'
     ORDER BY t.id, tl.id`,
  );
  if (!lines.ok) return lines;
  const tracking = await netsuite.query(
    `SELECT DISTINCT m.transaction AS id, n.trackingnumber AS number
     FROM transactionline tl
     INNER JOIN trackingnumbermap m ON m.transaction = tl.transaction
     INNER JOIN trackingnumber n ON n.id = m.trackingnumber
     WHERE tl.createdfrom = ${id} AND tl.mainline = 'T'`,
  );
  if (!tracking.ok) return tracking;
  const shipments = shipmentsOf(lines.value.filter(isShipped), tracking.value);
  return {
    ok: true,
    value: { id, number: head["tranid"] ?? "", externalId: head["externalid"], shipments },
  };
}

/** The raw status is one letter; with the type before it in some accounts' answers (public queries). C is shipped. */
const isShipped = ({ status }: QueryRow): boolean => status === "C" || status?.endsWith(":C") === true;

function shipmentsOf(lines: readonly QueryRow[], tracking: readonly QueryRow[]): readonly Shipment[] {
  const ids = [...new Set(lines.map(({ id = "" }) => id))];
  return ids.map((id) => {
    const own = lines.filter((line) => line["id"] === id);
    return {
      id,
      number: own[0]?.["number"] ?? "",
      // What leaves the shelves counts down in NetSuite.
      lines: own.map(({ sku = "", type = "", quantity }) => ({
        sku,
        type,
        quantity: Math.abs(Number(quantity ?? 0)),
      })),
      trackingNumbers: tracking
        .flatMap((row) => (row["id"] === id && row["number"] !== undefined ? [row["number"]] : []))
        .toSorted(),
    };
  });
}
