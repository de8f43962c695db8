/** What the shop's orders are like, as the plan needs it: lines of an order in NetSuite, and the writes its mapping makes. */
import { expectedWrites, parseMapping } from "../../integration/index.ts";
import type { Demand } from "../../loadtest/index.ts";
import type { RawOrder } from "../../scenarios/index.ts";
import { ordersMapping, type Project } from "../config/project.ts";

export interface OrderMix extends Pick<Demand, "linesPerOrder" | "writes"> {
  /** Item lines of each order of the file as NetSuite is sent it, with those of shipping, tax and discounts. */
  readonly lines: readonly number[];
}

const TRANSACTIONS = new Set(["salesOrder"]);
/** The first of a file show what its orders are like; to map them all would take longer than to plan. */
const SAMPLE = 500;

export async function orderMixOf(project: Project, orders: readonly RawOrder[]): Promise<OrderMix> {
  const { text, file } = ordersMapping(project);
  const mapping = parseMapping(text, file);
  const lines: number[] = [];
  for (const { raw } of orders.slice(0, SAMPLE)) {
    const writes = await expectedWrites(mapping, Buffer.from(raw));
    const transactions = writes.filter(({ recordType }) => TRANSACTIONS.has(recordType));
    // An order that is held takes no slot.
    if (transactions.length > 0) lines.push(Math.max(...transactions.map((write) => write.lines)));
  }
  return {
    lines,
    linesPerOrder: lines.length === 0 ? 1 : lines.reduce((sum, count) => sum + count, 0) / lines.length,
    writes: mapping.records.map(({ record }) =>
      TRANSACTIONS.has(record) ? "write-transaction" : "write-entity",
    ),
  };
}
