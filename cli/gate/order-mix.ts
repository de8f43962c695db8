/** What the shop's orders are like, as the plan needs it: lines of an order, and the writes its mapping makes. */
import { parseMapping, parseOrder } from "../../integration/index.ts";
import type { Demand } from "../../loadtest/index.ts";
import type { RawOrder } from "../../scenarios/index.ts";
import { ordersMapping, type Project } from "../config/project.ts";

export interface OrderMix extends Pick<Demand, "linesPerOrder" | "writes"> {
  /** Item lines of each order of the file. */
  readonly lines: readonly number[];
}

const TRANSACTIONS = new Set(["salesOrder"]);

export function orderMixOf(project: Project, orders: readonly RawOrder[]): OrderMix {
  const lines = orders.map(linesOf).filter((count) => count > 0);
  const { text, file } = ordersMapping(project);
  const { records } = parseMapping(text, file);
  return {
    lines,
    linesPerOrder: lines.length === 0 ? 1 : lines.reduce((sum, count) => sum + count, 0) / lines.length,
    writes: records.map(({ record }) => (TRANSACTIONS.has(record) ? "write-transaction" : "write-entity")),
  };
}

function linesOf({ raw }: RawOrder): number {
  const parsed = parseOrder(Buffer.from(raw));
  const lines = parsed.ok ? parsed.order["line_items"] : undefined;
  return Array.isArray(lines) ? lines.length : 0;
}
