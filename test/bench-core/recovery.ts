/**
 * How soon the entries of a killed worker are free for others: on PostgreSQL by another worker when their leases end, on SQLite by the
 * same one when it is started again. Its slots stay taken on PostgreSQL until their own leases end, which are longer than a call.
 */
import { median } from "../../emulator/bench/load.ts";
import type { Row } from "../../emulator/bench/row.ts";
import { type IntegrationOptions, type Ledger, openLedger, systemClock } from "../../integration/index.ts";
import { type CoreProcess, startCore } from "../core-process.ts";
import { startExampleNetSuite } from "../example-netsuite.ts";
import { rawOrders, sendAll, webhookOf } from "./orders.ts";
import { onPostgres, onSqlite } from "./stores.ts";

const ROUNDS = 5;
const ORDERS = 60;
const CALLERS = 4;
const SLOTS = 8;
const LEASE_MS = 4_000;
const POLL_MS = 100;
/** A lease that ends is seen at the next poll. */
const MOST_MS = LEASE_MS + POLL_MS;

export async function recovery(share: number): Promise<readonly Row[]> {
  const rounds = Math.max(1, Math.round(ROUNDS * share));
  const [byOther, byItself] = [[] as number[], [] as number[]];
  for (let done = 0; done < rounds; done += 1) {
    byOther.push(await onPostgres(({ ledger }) => recovered({ ...ledger, connections: 4 }, "other")));
    byItself.push(await onSqlite(({ ledger }) => recovered(ledger, "itself")));
  }
  return [
    rowOf("killed: until all is free again, PostgreSQL", byOther),
    rowOf("killed: until started again, all free, SQLite", byItself),
  ];
}

type By = "other" | "itself";

/** ms from SIGKILL until nothing is held by the killed worker any more. */
async function recovered(place: IntegrationOptions["ledger"], by: By): Promise<number> {
  const netsuite = await startExampleNetSuite({ latency: "lean" });
  const options = {
    ...netsuite.options({ slots: SLOTS, timeoutMs: LEASE_MS / 2 }),
    ledger: place,
    worker: { leaseMs: LEASE_MS, pollMs: POLL_MS },
  };
  const killed = await startCore(options, "compiled");
  const survivor = by === "other" ? await startCore(options, "compiled") : undefined;
  const ledger = await openLedger(place, { clock: systemClock, create: false });
  await sendAll(killed.url, rawOrders(ORDERS).map(webhookOf), CALLERS);
  const held = await heldBy(killed, ledger, by);
  const begun = performance.now();
  await killed.end("SIGKILL");
  const next = survivor ?? (await startCore(options, "compiled"));
  await untilNoneIsHeld(held, ledger);
  const tookMs = performance.now() - begun;
  await next.end("SIGKILL");
  await ledger.close();
  await netsuite.door.close();
  return tookMs;
}

type Claims = ReadonlyMap<number, number>;

/** The entries that it works on, with their fencing tokens. */
async function heldBy({ process: { pid } }: CoreProcess, ledger: Ledger, by: By): Promise<Claims> {
  for (;;) {
    const running = await ledger.find({ states: ["running"] });
    const held = running.filter(
      ({ leaseOwner }) => by === "itself" || leaseOwner?.split(":")[1] === `${pid}`,
    );
    if (held.length >= SLOTS / 2) return new Map(held.map(({ id, claims }) => [id, claims]));
    await systemClock.sleep(LOOK_AGAIN_AFTER_MS);
  }
}

/** Each was given back, or had come to its end just before. */
async function untilNoneIsHeld(held: Claims, ledger: Ledger): Promise<void> {
  const isHeld = async ([id, claims]: readonly [number, number]): Promise<boolean> => {
    const entry = await ledger.get(id);
    return entry?.state === "running" && entry.claims === claims;
  };
  let left = [...held];
  while (left.length > 0) {
    const still = await Promise.all(left.map(isHeld));
    left = left.filter((_entry, index) => still[index]);
    await systemClock.sleep(LOOK_AGAIN_AFTER_MS);
  }
}

const LOOK_AGAIN_AFTER_MS = 10;

function rowOf(what: string, times: readonly number[]): Row {
  const worst = Math.max(...times);
  return {
    what,
    figure: `${Math.round(median(times))} ms`,
    compared: `worst ${Math.round(worst)} ms, lease ${LEASE_MS} ms`,
    goal: `< ${MOST_MS} ms`,
    met: worst < MOST_MS,
  };
}
