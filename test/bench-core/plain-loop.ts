/**
 * What is often written instead of a core: all orders through p-limit, each tried again a few times. The same calls by the same client, signed and
 * mapped the same; no ledger, no governor, and what has failed too often is gone. A file with the orders and how to reach NetSuite is its argument.
 */
import { readFileSync } from "node:fs";
import pLimit from "p-limit";
import type { IntegrationOptions } from "../../integration/index.ts";
import { systemClock } from "../../integration/index.ts";
import { applyMapping } from "../../integration/mapping/apply.ts";
import { rememberedLookups } from "../../integration/mapping/lookups.ts";
import { parseMapping } from "../../integration/mapping/mapping-file.ts";
import { parseOrder } from "../../integration/mapping/parse-order.ts";
import { createRestNetSuite } from "../../integration/netsuite/rest-netsuite.ts";

interface Task extends Pick<IntegrationOptions, "netsuite" | "flows"> {
  readonly orders: readonly string[];
  readonly timeScale: number;
}

const TRIES = 5;
const FIRST_WAIT_MS = 1_000;

const {
  netsuite: { batching: _, ...account },
  flows,
  orders,
  timeScale,
} = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Task;
const [flow] = flows;
if (flow === undefined) throw new TypeError("one flow is needed");
const mapping = parseMapping(flow.mapping.text, flow.mapping.file);
const netsuite = createRestNetSuite({
  ...account,
  connections: account.slots,
  timeoutMs: 120_000,
  clock: systemClock,
  acquireSlot: async () => () => undefined,
});
const lookups = rememberedLookups(netsuite, { clock: systemClock });

async function deliver(raw: string): Promise<boolean> {
  const parsed = parseOrder(Buffer.from(raw));
  if (!parsed.ok) return false;
  const mapped = await applyMapping({ mapping, source: parsed.order, lookups });
  if (!mapped.ok) return false;
  for (const record of mapped.records) {
    if (!(await netsuite.upsert(record)).ok) return false;
  }
  return true;
}

async function deliverStubbornly(raw: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await deliver(raw)) return;
    await systemClock.sleep((FIRST_WAIT_MS * 2 ** tries) / timeScale);
  }
  throw new Error(`An order was not delivered in ${TRIES} tries.`);
}

process.stdout.write(`${JSON.stringify({ event: "begun" })}\n`);
const limit = pLimit(account.slots);
await Promise.all(orders.map((raw) => limit(() => deliverStubbornly(raw))));
await netsuite.close();
