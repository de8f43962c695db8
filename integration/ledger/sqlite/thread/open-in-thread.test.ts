import { once } from "node:events";
import { renameSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test, vi } from "vitest";
import { ledgerContract, type OpenedLedger } from "../../ledger.contract.ts";
import type { Ledger } from "../../ledger.ts";
import { acceptDead, anIncoming, NOON } from "../../sample-entries.contract.ts";
import { temporaryFile } from "../temporary-ledger.contract.ts";
import { openLedgerInThread, startLedgerThread } from "./open-in-thread.ts";

async function openTemporaryThread(): Promise<OpenedLedger> {
  const file = temporaryFile();
  const again = async (): Promise<Ledger> => {
    const ledger = await openLedgerInThread({ file });
    onTestFinished(() => ledger.close());
    return ledger;
  };
  return { ledger: await again(), again };
}

ledgerContract("sqlite in a thread", openTemporaryThread);

/** A ledger, and the threads that were started for it. */
async function watched(file = temporaryFile()) {
  const threads: Worker[] = [];
  const ledger = await openLedgerInThread({ file }, (place) => {
    const thread = startLedgerThread(place);
    threads.push(thread);
    return thread;
  });
  onTestFinished(() => ledger.close());
  const last = (): Worker => threads.at(-1) ?? expect.unreachable();
  return { ledger, threads, last, file };
}

const PART = Buffer.from(`before {"order":1} after`).subarray(7, 18);

test("bytes that are a part of larger ones leave without the rest", async () => {
  const { ledger, last } = await watched();
  const dead = await acceptDead(ledger);
  const posted = vi.spyOn(last(), "postMessage");
  const { id } = await ledger.accept({ ...anIncoming({ order: 2 }), raw: PART });
  const amendment = { kind: "edit", bytes: PART } as const;
  await ledger.amend({ id: dead, by: "anna", reason: "typo", now: NOON, amendment });
  const sent = posted.mock.calls.flat(2) as {
    given: [{ raw?: Uint8Array; amendment?: { bytes: Uint8Array } }];
  }[];
  for (const { given } of sent) {
    const bytes = given[0].raw ?? given[0].amendment?.bytes ?? expect.unreachable();
    expect(bytes.buffer.byteLength).toBe(PART.length);
  }
  expect((await ledger.get(id))?.raw).toEqual(new Uint8Array(PART));
  expect((await ledger.get(dead))?.edited).toEqual(new Uint8Array(PART));
});

test("what is no bytes is refused as in the same thread", async () => {
  const { ledger } = await openTemporaryThread();
  const raw = "text" as unknown as Uint8Array;
  await expect(ledger.accept({ ...anIncoming(), raw })).rejects.toMatchObject({ code: "LEDGER_FAILED" });
  expect(await ledger.find({})).toEqual([]);
});

test("what cannot be sent to a thread fails alone", async () => {
  const { ledger } = await openTemporaryThread();
  const accepted = ledger.accept(anIncoming());
  const unsendable = ledger.find({ code: (() => "") as unknown as string });
  await expect(unsendable).rejects.toMatchObject({ code: "LEDGER_FAILED" });
  expect((await accepted).duplicate).toBe(false);
});

test("what cannot be opened is refused as in the same thread, and no thread is left", async () => {
  let exited: Promise<unknown> | undefined;
  const opening = openLedgerInThread({ file: temporaryFile(), create: false }, (place) => {
    const worker = startLedgerThread(place);
    exited = once(worker, "exit");
    return worker;
  });
  const message = expect.stringContaining("there is no such file");
  await expect(opening).rejects.toMatchObject({ code: "LEDGER_CANNOT_OPEN", message });
  await exited;
});

test("a thread that cannot be started says so", async () => {
  const opening = openLedgerInThread(
    { file: "none.sqlite" },
    () => new Worker("throw new Error('no code')", { eval: true }),
  );
  const message = expect.stringContaining("could not be started (no code)");
  await expect(opening).rejects.toMatchObject({ code: "LEDGER_CANNOT_OPEN", message });
});

test("closing ends the thread", async () => {
  const { ledger, last } = await watched();
  const exited = once(last(), "exit");
  await ledger.close();
  await exited;
});

test("a thread that ends by itself fails what was asked of it, and the next call opens the ledger again", async () => {
  const { ledger, threads, last } = await watched();
  const { id } = await ledger.accept(anIncoming());
  const asked = ledger.moveCursor("stock", "1", NOON);
  void last().terminate();
  await expect(asked).rejects.toMatchObject({ code: "LEDGER_FAILED" });
  expect(await ledger.get(id)).toMatchObject({ state: "queued" });
  expect(threads).toHaveLength(2);
});

test("a thread that breaks is told of by what broke it", async () => {
  const { ledger, last } = await watched();
  const asked = ledger.counts();
  last().emit("error", new Error("out of memory"));
  const message = expect.stringContaining("ended by itself (out of memory)");
  await expect(asked).rejects.toMatchObject({ code: "LEDGER_FAILED", message });
  await last().terminate();
});

test("a file that is gone is not begun anew when its thread has ended, and is found again when it is back", async () => {
  const { ledger, last, file } = await watched();
  const { id } = await ledger.accept(anIncoming());
  const thread = last();
  renameSync(file, `${file}.away`);
  await thread.terminate();
  const refusal = { code: "LEDGER_CANNOT_OPEN" };
  const [first, second] = [ledger.counts(), ledger.accept(anIncoming({ order: 2 }))];
  await expect(first).rejects.toMatchObject(refusal);
  await expect(second).rejects.toMatchObject(refusal);
  renameSync(`${file}.away`, file);
  expect(await ledger.get(id)).toMatchObject({ state: "queued" });
});

test("a ledger whose thread ends while it is closed is closed, as often as it is asked", async () => {
  const { ledger, last } = await watched();
  const closed = ledger.close();
  void last().terminate();
  await closed;
  await ledger.close();
  await expect(ledger.counts()).rejects.toMatchObject({ code: "LEDGER_CLOSED" });
});
