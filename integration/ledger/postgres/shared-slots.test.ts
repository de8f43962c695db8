import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../clock.ts";
import type { ReleaseSlot } from "../../delivery/slot-governor.ts";
import { openConnection } from "./open-pool.ts";
import { openSharedSlots, type SharedSlots, type SharedSlotsOptions } from "./shared-slots.ts";
import { postgresForTests } from "./temporary-postgres.contract.ts";

const postgres = postgresForTests();
let accounts = 0;

/** Opens workers that share an account of its own; each has its own connections. */
async function anAccount(given: Partial<SharedSlotsOptions> = {}) {
  const { url, schema } = await postgres.open();
  accounts += 1;
  const account = `${1_000_000 + accounts}`;
  return async (owner: string, more: Partial<SharedSlotsOptions> = {}): Promise<SharedSlots> => {
    const connection =
      given.connection ?? (await openConnection({ url, schema, connections: 2 }, systemClock.now()));
    const shared = await openSharedSlots({
      ...{ connection, clock: systemClock, account, slots: 5, owner, leaseMs: 60_000, pollMs: 2 },
      ...given,
      ...more,
    });
    onTestFinished(() => shared.close());
    return shared;
  };
}

/** As if their time had passed. */
async function endLeases(): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.server.url });
  await client.connect();
  await client.query(`UPDATE ${postgres.schema}.slot SET until = 0`);
  await client.end();
}

/** Until no slot has an owner. */
async function freed(): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.server.url });
  await client.connect();
  const held = () => client.query(`SELECT 1 FROM ${postgres.schema}.slot WHERE owner IS NOT NULL`);
  await expect.poll(async () => (await held()).rowCount).toBe(0);
  await client.end();
}

const takeAll = (governor: SharedSlots, count: number): Promise<ReleaseSlot[]> =>
  Promise.all(Array.from({ length: count }, () => governor.acquire()));

test("all workers together never have more calls in flight than the account has slots, and leave none unused", async () => {
  const open = await anAccount();
  const workers = await Promise.all(["a", "b", "c"].map((owner) => open(owner)));
  let inFlight = 0;
  let peak = 0;
  const call = async (worker: SharedSlots | undefined): Promise<void> => {
    const release = await worker?.acquire();
    inFlight += 1;
    peak = Math.max(peak, inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    inFlight -= 1;
    release?.("ok");
  };
  await Promise.all(Array.from({ length: 90 }, (_, index) => call(workers[index % 3])));
  expect(peak).toBe(5);
  expect(workers.map((worker) => worker.snapshot().calls)).toEqual([30, 30, 30]);
});

test("a refusal lowers the limit for all workers, one burst of them once", async () => {
  const open = await anAccount({ slots: 10 });
  const [one, other] = [await open("one"), await open("other")];
  for (const release of await takeAll(one, 10)) release("refused");
  await freed();
  expect(one.snapshot()).toMatchObject({ refusals: 10, inFlight: 0 });
  const held = await takeAll(other, 7);
  const late = other.acquire();
  await expect.poll(() => other.snapshot()).toMatchObject({ limit: 7, inFlight: 7, waiting: 1 });
  held[0]?.("ok");
  await late;
});

test("after a quiet time the limit rises again", async () => {
  const open = await anAccount({ slots: 3, recoverAfterMs: 1 });
  const worker = await open("one");
  (await worker.acquire())("refused");
  expect(await takeAll(worker, 3)).toHaveLength(3);
});

test("the slots of a killed worker come back when their leases end, and not before", async () => {
  const open = await anAccount({ slots: 2 });
  await takeAll(await open("killed"), 2);
  const survivor = await open("survivor");
  const both = takeAll(survivor, 2);
  await expect.poll(() => survivor.snapshot()).toMatchObject({ inFlight: 0, waiting: 2 });
  await endLeases();
  expect(await both).toHaveLength(2);
});

test("what a dead worker gives back late is not taken from its new holder", async () => {
  const open = await anAccount({ slots: 1 });
  const slow = await open("slow");
  const late = await slow.acquire();
  await endLeases();
  const holder = await open("holder");
  await holder.acquire();
  late("ok");
  const third = holder.acquire();
  await expect.poll(() => slow.snapshot().inFlight).toBe(0);
  expect(holder.snapshot()).toMatchObject({ inFlight: 1, waiting: 1 });
  void third;
});

test("calls in bulk leave the upper half of the slots to live ones", async () => {
  const open = await anAccount({ slots: 6 });
  const worker = await open("one");
  const bulk = Array.from({ length: 5 }, () => worker.acquire("bulk"));
  await Promise.all(bulk.slice(0, 3));
  await takeAll(worker, 3);
  expect(worker.snapshot()).toMatchObject({ inFlight: 6, waiting: 2 });
});

test("a worker that stops gives its slots back at once", async () => {
  const open = await anAccount({ slots: 2 });
  const stopping = await open("stopping");
  await takeAll(stopping, 2);
  await stopping.close();
  expect(await takeAll(await open("next"), 2)).toHaveLength(2);
});

test("a slot that is given back while nobody waits does not keep the next one waiting", async () => {
  const worker = await (await anAccount())("one");
  (await worker.acquire())("ok");
  await expect.poll(() => worker.snapshot().inFlight).toBe(0);
  await freed();
  (await worker.acquire())("ok");
  expect(worker.snapshot().calls).toBe(2);
});

test("a database in trouble is asked once a second, and the call that waits gets its slot when it is back", async () => {
  const { url, schema } = await postgres.open();
  const real = await openConnection({ url, schema, connections: 2 }, systemClock.now());
  let isDown = false;
  const all: typeof real.all = async (...statement) => {
    if (isDown) throw new Error("down");
    return real.all(...statement);
  };
  const errors: unknown[] = [];
  const pauses: number[] = [];
  const clock: typeof systemClock = {
    ...systemClock,
    async sleep(ms, signal) {
      pauses.push(ms);
      if (pauses.length === 3) isDown = false;
      await systemClock.sleep(1, signal);
    },
  };
  const open = await anAccount({
    connection: { ...real, all },
    clock,
    onError: (error) => errors.push(error),
  });
  const worker = await open("one");
  isDown = true;
  await worker.acquire();
  expect(pauses).toEqual([1_000, 1_000, 1_000]);
  expect(errors).toHaveLength(3);
});
