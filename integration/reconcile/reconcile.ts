/**
 * Closes the gaps that webhooks leave: reads which orders the shop has changed since the last time, which of them the ledger
 * has, and which NetSuite has. Writes nothing, unless it is told to repair: then what the ledger lacks is taken in as if its
 * webhook had come.
 */
import { chunks } from "../chunks.ts";
import type { Clock } from "../clock.ts";
import type { Result } from "../failure.ts";
import { type EntryFilter, type LedgerEntry, payloadOf } from "../ledger/entry.ts";
import { pagesOf } from "../ledger/pages.ts";
import { externalIdOf } from "../mapping/apply.ts";
import type { Mapping } from "../mapping/mapping-file.ts";
import type { NetSuiteQueries } from "../netsuite/netsuite.ts";
import { sqlText } from "../netsuite/suiteql.ts";
import { ordersChangedSince, type ShopOrder } from "../shopify/orders.ts";
import {
  compareLists,
  type Differences,
  type InLedger,
  type InNetSuite,
  type InShop,
} from "./compare-lists.ts";
import { missingRefunds } from "./missing-refunds.ts";
import { type Mended, type RepairPorts, repair } from "./repair.ts";

export interface ReconcilePorts extends RepairPorts {
  readonly netsuite: NetSuiteQueries;
}

export interface ReconcileRequest {
  /** Orders changed at or after this time; without it since the last repair, or of the last two days. */
  readonly since?: number;
  readonly repair: boolean;
}

export interface Reconciliation extends Differences, Mended {
  readonly since: number;
  /** What changed after this time may still be on its way, and is looked at the next time. */
  readonly until: number;
  readonly counts: { readonly shop: number; readonly ledger: number; readonly netsuite: number };
}

const MINUTE = 60_000;
/** A webhook and its delivery take a moment. */
const GRACE_MS = 10 * MINUTE;
/** A time that was read is not always the time at which a change could be seen. */
const OVERLAP_MS = 5 * MINUTE;
const FIRST_TIME_MS = 48 * 60 * MINUTE;
const CURSOR = "reconcile";

export async function reconcile(
  ports: ReconcilePorts,
  request: ReconcileRequest,
): Promise<Result<Reconciliation>> {
  const { ledger, clock } = ports;
  const until = clock.now() - GRACE_MS;
  const since = request.since ?? (await lastTime(ports));
  const shop = await shopList(ports, since, until);
  if (!shop.ok) return shop;
  const entries = await ledgerList(ports, since, shop.value);
  const netsuite = await netsuiteList(ports, since, [...entries]);
  if (!netsuite.ok) return netsuite;
  const keyed = await externalIds(ports.mapping, shop.value);
  const compared = compareLists({
    shop: shop.value,
    ledger: entries,
    netsuite: netsuite.value,
    externalIdOf: (key) => keyed.get(key) ?? null,
  });
  const span = { since, until };
  const refunds = await missingRefunds(ports, shop.value, span);
  const differences = {
    ...compared,
    notInLedger: [
      ...compared.notInLedger,
      ...refunds.map(({ key, name, createdAt }) => ({
        key,
        name,
        updatedAt: createdAt,
        missing: "refund" as const,
      })),
    ],
  };
  const counts = { shop: shop.value.length, ledger: entries.length, netsuite: netsuite.value.length };
  const mended = request.repair
    ? await repair(ports, { orders: compared.notInLedger, refunds, span })
    : { repaired: [], unrepaired: [] };
  // Only a repair leaves nothing behind, so only it may go on from here the next time.
  if (request.repair && mended.unrepaired.length === 0)
    await ledger.moveCursor(CURSOR, String(until), clock.now());
  return { ok: true, value: { since, until, counts, ...differences, ...mended } };
}

async function lastTime({ ledger, clock }: ReconcilePorts): Promise<number> {
  const cursor = await ledger.cursor(CURSOR);
  return cursor === null ? clock.now() - FIRST_TIME_MS : Number(cursor) - OVERLAP_MS;
}

async function shopList(
  { shopify }: ReconcilePorts,
  since: number,
  until: number,
): Promise<Result<readonly InShop[]>> {
  const found = await ordersChangedSince(shopify, since);
  if (!found.ok) return found;
  const toInShop = ({ id, name, updatedAt }: ShopOrder): InShop => ({
    key: id,
    name,
    updatedAt: Date.parse(updatedAt),
  });
  return {
    ok: true,
    value: found.value
      .filter(({ test }) => !test)
      .map(toInShop)
      .filter(({ updatedAt }) => updatedAt <= until),
  };
}

/** What came since then, and everything about the shop's orders, whenever it came. */
async function ledgerList(
  { ledger, mapping }: ReconcilePorts,
  since: number,
  shop: readonly InShop[],
): Promise<readonly InLedger[]> {
  const { flow } = mapping;
  const list: InLedger[] = [];
  const add = async (filter: EntryFilter): Promise<void> => {
    for await (const page of pagesOf(ledger, filter))
      for (const entry of page) list.push(await toInLedger(entry, mapping));
  };
  await add({ flow, since });
  const known = new Set(list.map(({ key }) => key));
  for (const { key } of shop) if (!known.has(key)) await add({ flow, key });
  return list;
}

/** Without the bytes of the order: the whole list has to be in memory, and a day's may be long. */
async function toInLedger(entry: LedgerEntry, mapping: Mapping): Promise<InLedger> {
  const { id, key, state, editionAt } = entry;
  const externalId =
    (await externalIdOf(mapping, payloadOf(entry))) ?? (await externalIdOf(mapping, bodyOf(key)));
  return { key, entry: id, state, editionAt, externalId };
}

/** Enough of an order for its external id, where its bytes were redacted or never came. */
const bodyOf = (key: string): Uint8Array => {
  const digits = /\d+$/.exec(key)?.[0] ?? "0";
  return new TextEncoder().encode(`{"id":${digits},"admin_graphql_api_id":${JSON.stringify(key)}}`);
};

async function externalIds(mapping: Mapping, shop: readonly InShop[]): Promise<ReadonlyMap<string, string>> {
  const pairs = await Promise.all(
    shop.map(async ({ key }) => [key, await externalIdOf(mapping, bodyOf(key))] as const),
  );
  return new Map(pairs.flatMap(([key, id]) => (id === null ? [] : [[key, id] as const])));
}

/** An IN list of Oracle's holds no more. */
const MOST_IN_LIST = 1_000;

/** Those that were made since then and have the mapping's prefix, and those that the ledger says it has delivered. */
async function netsuiteList(
  { netsuite, mapping, clock }: ReconcilePorts,
  since: number,
  entries: readonly InLedger[],
): Promise<Result<readonly InNetSuite[]>> {
  const main = mapping.records.at(-1);
  const prefix = main?.externalId.prefix ?? "";
  const found = new Map<string, InNetSuite>();
  const wanted = [...new Set(entries.flatMap(({ externalId }) => externalId ?? []))];
  const days = Math.ceil((clock.now() - since) / (24 * 60 * MINUTE)) + 1;
  const wheres = [
    // NetSuite's day may be another than ours: a whole one more is asked for.
    `createddate >= SYSDATE - ${days}`,
    ...chunks(wanted, MOST_IN_LIST).map((ids) => `externalid IN (${ids.map(sqlText).join(", ")})`),
  ];
  for (const where of wheres) {
    const rows = await asked(
      netsuite,
      `SELECT id, externalid FROM transaction WHERE type = 'SalesOrd' AND externalid LIKE ${sqlText(`${prefix}%`)} AND ${where} ORDER BY id`,
      clock,
    );
    if (!rows.ok) return rows;
    for (const { id, externalid } of rows.value) {
      if (id !== undefined && externalid !== undefined)
        found.set(id, { externalId: externalid, internalId: id });
    }
  }
  return { ok: true, value: [...found.values()] };
}

/** With growing waits, five minutes in all: whoever has the slots now gives them back. */
const WAITS_FOR_A_SLOT_MS = [5_000, 15_000, 40_000, 90_000, 150_000];

/** A reconciliation is in no hurry: what NetSuite refuses for concurrency is asked again. */
async function asked(
  netsuite: NetSuiteQueries,
  suiteql: string,
  clock: Clock,
): ReturnType<NetSuiteQueries["query"]> {
  for (const ms of WAITS_FOR_A_SLOT_MS) {
    const rows = await netsuite.query(suiteql);
    if (rows.ok || rows.failure.class !== "throttled") return rows;
    await clock.sleep(ms);
  }
  return netsuite.query(suiteql);
}
