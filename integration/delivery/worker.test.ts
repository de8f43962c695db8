import { expect, onTestFinished, test } from "vitest";
import { type Clock, systemClock } from "../clock.ts";
import type { Failure } from "../failure.ts";
import type { LedgerEntry, Settlement } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { anIncoming, DELIVERED, NOON } from "../ledger/sample-entries.contract.ts";
import { openTemporaryLedger } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { type BreakerAlarm, createAccountBreaker } from "./account-breaker.ts";
import { startWorker, type Worker, type WorkerOptions } from "./worker.ts";

const CREDENTIALS: Failure = {
  class: "credentials",
  code: "INVALID_LOGIN",
  message: "Invalid login.",
  advice: "Look.",
};

type Deliver = (entry: LedgerEntry, started: readonly LedgerEntry[]) => Promise<Settlement>;

/** A worker on a real ledger; what it does with an entry is the test's. */
async function aWorker(deliver: Deliver, change: Partial<WorkerOptions> = {}) {
  const { ledger } = change.ledger === undefined ? await openTemporaryLedger() : { ledger: change.ledger };
  const started: LedgerEntry[] = [];
  const errors: unknown[] = [];
  const alarms: BreakerAlarm[] = [];
  const settled = countingSignal();
  const options: WorkerOptions = {
    ledger,
    clock: systemClock,
    breaker: createAccountBreaker({
      clock: systemClock,
      probeCredentialsEveryMs: 20,
      outageAfterMs: 60_000,
      probeOutageEveryMs: 20,
      alarm: (alarm) => alarms.push(alarm),
    }),
    owner: "worker",
    isExclusive: true,
    parallel: 3,
    leaseMs: 60_000,
    pollMs: 20,
    onError: (error) => errors.push(error),
    onSettled: settled.count,
    async deliver(entry) {
      started.push(entry);
      const settlement = await deliver(entry, started);
      const fence = { id: entry.id, owner: "worker", claims: entry.claims };
      return (await ledger.settle(fence, settlement, systemClock.now())) ? settlement : null;
    },
    ...change,
  };
  let worker: Worker | undefined;
  const start = (): Worker => {
    worker = startWorker(options);
    onTestFinished(() => worker?.stop(1_000));
    return worker;
  };
  const accept = async (orders: number): Promise<void> => {
    await Promise.all(
      Array.from({ length: orders }, (_, n) =>
        ledger.accept(anIncoming({ order: n + 1, receivedAt: systemClock.now() })),
      ),
    );
    worker?.wake();
  };
  return { ledger, started, errors, alarms, settled, start, accept };
}

function countingSignal() {
  let seen = 0;
  let waiting: { upTo: number; resolve: () => void }[] = [];
  return {
    count: (): void => {
      seen += 1;
      for (const { upTo, resolve } of waiting) if (seen >= upTo) resolve();
      waiting = waiting.filter(({ upTo }) => seen < upTo);
    },
    times: (upTo: number): Promise<void> =>
      seen >= upTo ? Promise.resolve() : new Promise((resolve) => waiting.push({ upTo, resolve })),
  };
}

test("delivers everything that was accepted, never more side by side than allowed", async () => {
  let sideBySide = 0;
  let most = 0;
  const { ledger, settled, start, accept } = await aWorker(async () => {
    sideBySide += 1;
    most = Math.max(most, sideBySide);
    await new Promise((resolve) => setImmediate(resolve));
    sideBySide -= 1;
    return DELIVERED;
  });
  start();
  await accept(20);
  await settled.times(20);
  expect(most).toBe(3);
  expect(await ledger.counts()).toMatchObject({ delivered: 20, queued: 0, running: 0 });
});

test("a claim is renewed for as long as its entry is worked on", async () => {
  const leaseMs = 60_000;
  const beats = countingSignal();
  const { ledger } = await openTemporaryLedger();
  const renewing = {
    ...ledger,
    async renew(...renewal: Parameters<typeof ledger.renew>) {
      const isMine = await ledger.renew(...renewal);
      if (isMine) beats.count();
      return isMine;
    },
  };
  // A third of a lease goes by in no time.
  const clock: Clock = {
    ...systemClock,
    sleep: (ms, signal) => systemClock.sleep(ms === leaseMs / 3 ? 1 : ms, signal),
  };
  const settled = countingSignal();
  const worker = startWorker({
    ...{ ledger: renewing, clock, leaseMs, owner: "worker", isExclusive: true, parallel: 3, pollMs: 20 },
    breaker: createAccountBreaker({
      ...{ clock, probeCredentialsEveryMs: 20, outageAfterMs: 60_000, probeOutageEveryMs: 20 },
      alarm: () => undefined,
    }),
    onError: (error) => expect.unreachable(String(error)),
    onSettled: settled.count,
    async deliver({ id, claims }) {
      await beats.times(3);
      await ledger.settle({ id, owner: "worker", claims }, DELIVERED, clock.now());
      return DELIVERED;
    },
  });
  onTestFinished(() => worker.stop(1_000));
  await ledger.accept(anIncoming({ receivedAt: clock.now() }));
  worker.wake();
  await settled.times(1);
});

test("one order that fails does not hold up the others", async () => {
  const { ledger, settled, start, accept } = await aWorker(async ({ key }) =>
    key.endsWith("/3") ? { kind: "dead", failure: { ...CREDENTIALS, class: "data" } } : DELIVERED,
  );
  start();
  await accept(6);
  await settled.times(6);
  expect(await ledger.counts()).toMatchObject({ delivered: 5, dead: 1 });
});

test("refused credentials stop the flow with one alarm; it goes on by itself when they work again", async () => {
  let refuse = true;
  const { ledger, alarms, settled, start, accept } = await aWorker(async () =>
    refuse ? { kind: "hold", at: NOON, failure: CREDENTIALS } : DELIVERED,
  );
  start();
  await accept(8);
  await settled.times(5);
  expect(await ledger.counts()).toMatchObject({ dead: 0, delivered: 0 });
  refuse = false;
  await expect.poll(async () => (await ledger.counts()).delivered).toBe(8);
  expect(alarms.map(({ event }) => event)).toEqual(["credentials-refused", "credentials-restored"]);
});

test("stopping waits for what is in flight, and gives back nothing that was finished", async () => {
  let finish: () => void = () => undefined;
  const { ledger, started, start, accept } = await aWorker(async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    return DELIVERED;
  });
  const worker = start();
  await accept(1);
  await expect.poll(() => started.length).toBe(1);
  const stopped = worker.stop(60_000);
  finish();
  await stopped;
  expect(await ledger.counts()).toMatchObject({ delivered: 1, running: 0 });
});

test("stopping does not wait for ever: what is still in flight is given back, to be looked up", async () => {
  const { ledger, started, start, accept } = await aWorker(async () => {
    await new Promise(() => undefined);
    return DELIVERED;
  });
  const worker = start();
  await accept(1);
  await expect.poll(() => started.length).toBe(1);
  await worker.stop(1);
  expect(await ledger.counts()).toMatchObject({ queued: 1, running: 0 });
});

test("takes back at once what an earlier life of it held when it was killed", async () => {
  const { ledger, settled, start, accept } = await aWorker(async () => DELIVERED);
  await accept(2);
  await ledger.claim({ owner: "an earlier life", leaseMs: 3_600_000, limit: 2, now: systemClock.now() });
  start();
  await settled.times(2);
  expect(await ledger.counts()).toMatchObject({ delivered: 2 });
});

test("an error of the ledger is reported and the worker goes on", async () => {
  let failed = false;
  const { ledger, errors, settled, start, accept } = await aWorker(async () => DELIVERED);
  const claim = ledger.claim.bind(ledger);
  ledger.claim = (request) => {
    if (failed) return claim(request);
    failed = true;
    return Promise.reject(new Error("disk I/O error"));
  };
  start();
  await accept(1);
  await settled.times(1);
  expect(errors).toMatchObject([{ message: "disk I/O error" }]);
});

test("leases are looked at once a poll, however often the worker is woken", async () => {
  const { ledger } = await openTemporaryLedger();
  const lookedAt: number[] = [];
  const looking: Ledger = {
    ...ledger,
    releaseExpired: (now) => {
      lookedAt.push(now);
      return ledger.releaseExpired(now);
    },
  };
  const pollMs = 40;
  const { settled, start, accept } = await aWorker(async () => DELIVERED, { ledger: looking, pollMs });
  start();
  await accept(20);
  await settled.times(20);
  await expect.poll(() => lookedAt.length).toBeGreaterThan(3);
  const pauses = lookedAt.slice(1).map((at, index) => at - (lookedAt[index] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(pollMs);
});

test("an ended lease is found also after the clock was set back by an hour", async () => {
  let behind = 0;
  const clock: Clock = { ...systemClock, now: () => systemClock.now() - behind };
  const { ledger, start, settled, accept } = await aWorker(async () => DELIVERED, {
    clock,
    isExclusive: false,
  });
  start();
  await accept(1);
  await settled.times(1);
  behind = 3_600_000;
  await ledger.accept(anIncoming({ order: 2, receivedAt: 0 }));
  expect(await ledger.claim({ owner: "killed", leaseMs: 1_000, limit: 1, now: 0 })).toHaveLength(1);
  await settled.times(2);
});

test("a worker that shares its ledger leaves what another one holds, and takes it when the lease has ended", async () => {
  const { ledger, start, settled, started } = await aWorker(async () => DELIVERED, { isExclusive: false });
  const [held, left] = await Promise.all(
    [1, 2].map((order) => ledger.accept(anIncoming({ order, receivedAt: 0 }))),
  );
  // One lease ends long before today, the other one does not.
  await ledger.claim({ owner: "killed", leaseMs: 1_000, limit: 1, now: 0 });
  await ledger.claim({ owner: "another", leaseMs: Number.MAX_SAFE_INTEGER, limit: 1, now: 0 });
  start();
  await settled.times(1);
  expect(started.map(({ id, claims }) => ({ id, claims }))).toEqual([{ id: held?.id, claims: 2 }]);
  expect(await ledger.get(left?.id ?? 0)).toMatchObject({ state: "running", leaseOwner: "another" });
});
