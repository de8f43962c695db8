import { statSync } from "node:fs";
import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { ledgerContract, type OpenedLedger } from "../../ledger.contract.ts";
import type { Ledger } from "../../ledger.ts";
import { anIncoming, NOON } from "../../sample-entries.contract.ts";
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

test("bytes that were cut out of others arrive as they are, and alone", async () => {
  const { ledger } = await openTemporaryThread();
  const others = Buffer.from(`before {"order":1} after`);
  const raw = others.subarray(7, 18);
  const { id } = await ledger.accept({ ...anIncoming(), raw });
  const kept = (await ledger.get(id))?.raw ?? new Uint8Array();
  expect(Buffer.from(kept).toString()).toBe(`{"order":1}`);
  expect(kept.buffer.byteLength).toBe(raw.length);
});

test("what cannot be opened is refused as in the same thread, and no thread is left", async () => {
  const file = temporaryFile();
  let exited: Promise<unknown> | undefined;
  const opening = openLedgerInThread({ file, create: false }, (place) => {
    const worker = startLedgerThread(place);
    exited = new Promise((resolve) => worker.once("exit", resolve));
    return worker;
  });
  await expect(opening).rejects.toMatchObject({
    name: "IntegrationError",
    code: "LEDGER_CANNOT_OPEN",
    message: expect.stringContaining("there is no such file"),
  });
  await exited;
});

test("a thread that ends by itself fails what was asked of it, and the next call opens the ledger again", async () => {
  const threads: Worker[] = [];
  const ledger = await openLedgerInThread({ file: temporaryFile() }, (place) => {
    const worker = startLedgerThread(place);
    threads.push(worker);
    return worker;
  });
  onTestFinished(() => ledger.close());
  const { id } = await ledger.accept(anIncoming());
  const asked = ledger.moveCursor("stock", "1", NOON);
  const [thread] = threads;
  thread?.terminate();
  await expect(asked).rejects.toMatchObject({ code: "LEDGER_FAILED" });
  expect(await ledger.get(id)).toMatchObject({ state: "queued" });
  expect(threads).toHaveLength(2);
});

test("a ledger whose thread has ended can be closed", async () => {
  let thread: Worker | undefined;
  const ledger = await openLedgerInThread({ file: temporaryFile() }, (place) => {
    thread = startLedgerThread(place);
    return thread;
  });
  await thread?.terminate();
  await ledger.close();
  await expect(ledger.counts()).rejects.toMatchObject({ code: "LEDGER_CLOSED" });
});

test("a new file made there can be read by its owner only", async () => {
  const file = temporaryFile();
  const ledger = await openLedgerInThread({ file });
  onTestFinished(() => ledger.close());
  expect(statSync(file).mode & 0o077).toBe(0);
});
