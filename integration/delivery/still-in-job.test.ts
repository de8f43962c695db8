import { expect, test } from "vitest";
import type { Failure, Result } from "../failure.ts";
import { anIncoming, claimOne, fenceOf, NOON, SENDING } from "../ledger/sample-entries.contract.ts";
import { aClaimedEntry, aNetSuite } from "./claimed-entry.contract.ts";

const THROTTLED: Failure = {
  class: "throttled",
  code: "CONCURRENCY_LIMIT_EXCEEDED",
  message: "",
  advice: "",
};
const HOUR = 60 * 60 * 1_000;

/** An order that was sent in a job by a worker that was killed, and a clock an hour later; `job` answers one look after the other. */
async function sentInAJob(job: readonly Result<boolean>[], found: string | null = "22") {
  let now = NOON;
  const looks = [...job];
  const looked: string[] = [];
  const jobs = {
    lookAgainMs: 20_000,
    async isJobRunning(jobId: string) {
      looked.push(jobId);
      return looks.shift() ?? { ok: true as const, value: false };
    },
  };
  const { netsuite, asked } = aNetSuite({ found, upserts: ["11", "22"] });
  const clock = { now: () => now, sleep: async () => undefined };
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite, { clock, jobs });
  await ledger.markSending(fenceOf(entry), SENDING);
  await ledger.noteJob(fenceOf(entry), "77");
  await ledger.releaseAll(now);
  now += HOUR;
  const next = () => claimOne(ledger, { now });
  const at = (ms: number): void => {
    now = ms;
  };
  return { ledger, asked, looked, deliverIt, next, at };
}

const RUNNING = { ok: true, value: true } as const;
const ENDED = { ok: true, value: false } as const;

test("while the job runs nothing is looked up and nothing is sent, however long that takes, and no attempt is spent", async () => {
  const { asked, looked, deliverIt, next, at, ledger } = await sentInAJob([RUNNING, RUNNING, ENDED]);
  for (const n of [0, 1]) {
    expect(await deliverIt(await next())).toMatchObject({
      kind: "retry",
      at: NOON + HOUR * (n + 1) + 20_000,
      countsAsAttempt: false,
      failure: { code: "JOB_STILL_RUNS" },
    });
    at(NOON + HOUR * (n + 2));
  }
  expect(asked).toEqual([]);
  const entry = await next();
  expect([entry.jobId, entry.sentAt]).toEqual(["77", NOON]);
  expect(await deliverIt(entry)).toMatchObject({ kind: "delivered", internalId: "22" });
  expect(looked).toEqual(["77", "77", "77"]);
  expect(asked).toEqual(["find salesOrder SO-1"]);
  expect((await ledger.get(entry.id))?.jobId).toBeNull();
});

test("what the ended job has not made is sent again", async () => {
  const { asked, deliverIt, next } = await sentInAJob([ENDED], null);
  expect(await deliverIt(await next())).toMatchObject({ kind: "delivered" });
  expect(asked.at(0)).toBe("find salesOrder SO-1");
  expect(asked.slice(-2)).toEqual(["upsert customer C-1", "upsert salesOrder SO-1"]);
});

test("a job that cannot be asked for is asked for again", async () => {
  const { asked, deliverIt, next } = await sentInAJob([{ ok: false, failure: THROTTLED }]);
  expect(await deliverIt(await next())).toMatchObject({ kind: "retry", failure: THROTTLED });
  expect(asked).toEqual([]);
});

test("a later edition waits for the job of the earlier one, and no longer", async () => {
  const { ledger, asked, deliverIt, next, at } = await sentInAJob([RUNNING, ENDED], null);
  await ledger.accept(anIncoming({ order: 1, version: "edited", editionAt: NOON + 1 }));
  const edition = await next();
  expect(edition.version).toBe("edited");
  expect(await deliverIt(edition)).toMatchObject({ kind: "retry", failure: { code: "JOB_STILL_RUNS" } });
  expect(asked).toEqual([]);
  at(NOON + HOUR + 20_000);
  expect(await deliverIt(await next())).toMatchObject({ kind: "delivered" });
});
