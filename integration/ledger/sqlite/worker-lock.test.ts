import { spawn } from "node:child_process";
import { once } from "node:events";
import { symlinkSync, writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFile } from "./temporary-ledger.contract.ts";
import { takeWorkerLock } from "./worker-lock.ts";

test("a second worker is refused, told why, and may start once the first has stopped", async () => {
  const file = temporaryFile();
  const first = await takeWorkerLock(file);
  await expect(takeWorkerLock(file)).rejects.toMatchObject({ code: "LEDGER_HAS_WORKER" });
  await expect(takeWorkerLock(file)).rejects.toThrow(/Another worker is already running/);
  first.release();
  (await takeWorkerLock(file)).release();
});

test("a ledger under another name is the same ledger", async () => {
  const [file, alias] = [temporaryFile(), temporaryFile()];
  writeFileSync(file, "");
  symlinkSync(file, alias);
  const first = await takeWorkerLock(file);
  await expect(takeWorkerLock(alias)).rejects.toMatchObject({ code: "LEDGER_HAS_WORKER" });
  first.release();
  (await takeWorkerLock(alias)).release();
});

test("a worker in another process holds the lock, and loses it when it is killed", async () => {
  const file = temporaryFile();
  const script = `
    const { takeWorkerLock } = await import("./integration/ledger/sqlite/worker-lock.ts");
    await takeWorkerLock(${JSON.stringify(file)});
    console.log("locked");
    setInterval(() => undefined, 1000);`;
  const other = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script]);
  onTestFinished(() => void other.kill("SIGKILL"));
  await once(other.stdout, "data");
  await expect(takeWorkerLock(file)).rejects.toMatchObject({ code: "LEDGER_HAS_WORKER" });
  const ended = once(other, "exit");
  other.kill("SIGKILL");
  await ended;
  (await takeWorkerLock(file)).release();
});

test("a folder that is not there is named with what to do", async () => {
  const taking = takeWorkerLock("/no-such-folder/ledger.sqlite");
  const message = expect.stringMatching(/"\/no-such-folder\/ledger\.sqlite".* Check that the folder exists/);
  await expect(taking).rejects.toMatchObject({ code: "LEDGER_CANNOT_OPEN", message });
});
