/**
 * A backlog drains through 15 and 55 slots of a NetSuite that takes its typical time, first by the core, then by a plain loop. It is
 * measured at NetSuite: the time that it worked on requests, over the slots times the time that passed.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "../../emulator/bench/row.ts";
import type { Account, JournalEntry } from "../../emulator/index.ts";
import { openLedger, systemClock } from "../../integration/index.ts";
import { anOrder } from "../../scenarios/index.ts";
import type { SendableOrder } from "../../scenarios/world/shop.ts";
import { startCore } from "../core-process.ts";
import { acceptOrders, type ExampleNetSuite, startExampleNetSuite } from "../example-netsuite.ts";
import { type RunningCommand, startProgram } from "../processes.ts";

const ORDERS = 5_000;
const LEAST_UTILISATION = 0.95;
const MOST_REFUSED = 0.005;

/**
 * Time runs only as much faster as leaves the processes room on two slow cores, about 20 orders a second: it is the slots that are
 * measured, and not how fast this machine maps an order.
 */
const SHARES = [
  { slots: 15, tier: "premium", suiteCloudPlus: 0, timeScale: 6 },
  // Of 60 slots, 5 are others'.
  { slots: 55, tier: "enterprise", suiteCloudPlus: 4, timeScale: 2 },
] as const;

type Share = (typeof SHARES)[number];

export async function drain(share: number): Promise<readonly Row[]> {
  const orders = Array.from({ length: ORDERS * share }, (_, n) => anOrder(n + 1));
  const rows: Row[] = [];
  for (const slots of SHARES) {
    const core = await drained(slots, orders, throughCore);
    const loop = await drained(slots, orders, throughPlainLoop);
    rows.push(...rowsOf(slots, { orders: orders.length, core, loop }));
  }
  return rows;
}

interface Drained {
  /** Time that NetSuite worked on requests, over the time that all slots were there. */
  readonly utilisation: number;
  /** Of all requests. */
  readonly refused: number;
  readonly ordersPerHour: number;
}

interface Delivering {
  readonly netsuite: ExampleNetSuite;
  readonly timeScale: number;
  readonly slots: number;
  readonly orders: readonly SendableOrder[];
  /** For a ledger, or whatever else it takes. */
  readonly folder: string;
}

/** Starts a process that brings the orders to NetSuite; it is ended when they are there. */
type Deliver = (delivering: Delivering) => Promise<RunningCommand>;

async function drained(
  { slots, timeScale, ...tier }: Share,
  orders: readonly SendableOrder[],
  deliver: Deliver,
) {
  const netsuite = await startExampleNetSuite({ ...tier, latency: "typical", timeScale });
  const { account, door } = netsuite;
  const folder = await mkdtemp(join(tmpdir(), "drydock-bench-core-"));
  const work = watchWork(account, timeScale);
  const process = await deliver({ netsuite, timeScale, slots, orders, folder });
  const { workedMs, tookMs } = await work.until(orders.length);
  const { total, rejected } = account.governance();
  await process.end("SIGTERM");
  await door.close();
  await rm(folder, { recursive: true, force: true });
  return {
    utilisation: workedMs / (slots * tookMs),
    refused: rejected / total,
    ordersPerHour: (orders.length / (tookMs * timeScale)) * MS_PER_HOUR,
  };
}

const MS_PER_HOUR = 3_600_000;
const LOOK_EVERY_MS = 100;

/** Adds up what the journal says before the journal forgets it, from the first request to the end of the last, in this machine's time. */
function watchWork(account: Account, timeScale: number) {
  let [after, orders, workedMs, firstAt, lastAt] = [0, 0, 0, Number.POSITIVE_INFINITY, 0];
  const note = (entry: JournalEntry): void => {
    after = entry.id;
    if (entry.decision !== "served") return;
    const ms = entry.waitedMs / timeScale;
    workedMs += ms;
    firstAt = Math.min(firstAt, entry.at);
    lastAt = Math.max(lastAt, entry.at + ms);
    if (entry.method === "PUT" && entry.recordType === "salesOrder" && entry.status < 300) orders += 1;
  };
  return {
    async until(expected: number) {
      while (orders < expected) {
        await systemClock.sleep(LOOK_EVERY_MS);
        for (const entry of account.journal({ after })) note(entry);
      }
      return { workedMs, tookMs: lastAt - firstAt };
    },
  };
}

const throughCore: Deliver = async ({ netsuite, slots, orders, folder }) => {
  const ledger = { file: join(folder, "ledger.sqlite") };
  const backlog = await openLedger(ledger, { clock: systemClock });
  await acceptOrders(backlog, orders);
  await backlog.close();
  return startCore({ ...netsuite.options({ slots }), ledger }, "compiled");
};

const throughPlainLoop: Deliver = async ({ netsuite, timeScale, slots, orders, folder }) => {
  const file = join(folder, "plain-loop.json");
  const raw = orders.map((order) => order.toJson());
  const task = { ...netsuite.options({ slots }), orders: raw, timeScale };
  await writeFile(file, JSON.stringify(task));
  const loop = startProgram(["test/bench-core/plain-loop.ts", file]);
  await loop.line(({ event }) => event === "begun");
  return loop;
};

function rowsOf(
  { slots }: Share,
  { orders, core, loop }: { readonly orders: number; readonly core: Drained; readonly loop: Drained },
): readonly Row[] {
  return [
    {
      what: `${slots} slots busy, ${orders} orders drain`,
      figure: `${core.utilisation.toFixed(3)} ${Math.round(core.ordersPerHour)}/h`,
      compared: `p-limit ${loop.utilisation.toFixed(3)} ${Math.round(loop.ordersPerHour)}/h`,
      goal: `>= ${LEAST_UTILISATION}`,
      met: core.utilisation >= LEAST_UTILISATION,
    },
    {
      what: `${slots} slots, refused`,
      figure: percent(core.refused),
      compared: `p-limit ${percent(loop.refused)}`,
      goal: `< ${percent(MOST_REFUSED)}`,
      met: core.refused < MOST_REFUSED,
    },
  ];
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
