import { statSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../clock.ts";
import { acceptDead, anIncoming } from "../sample-entries.contract.ts";
import { backUpSqliteLedger } from "./backup.ts";
import { openSqliteLedger } from "./sqlite-ledger.ts";
import { openTemporaryLedger, temporaryFile } from "./temporary-ledger.contract.ts";

test("a copy made beside a running service is a whole ledger of that moment, for its owner only", async () => {
  const { ledger, file } = await openTemporaryLedger();
  const dead = await acceptDead(ledger, { order: 1 });
  const copy = temporaryFile();
  await backUpSqliteLedger({ file, clock: systemClock }, copy);
  await ledger.accept(anIncoming({ order: 2 }));
  const copied = await openSqliteLedger({ file: copy, clock: systemClock, create: false });
  onTestFinished(() => copied.close());
  expect(await copied.find({})).toEqual([await ledger.get(dead)]);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
});

test("an existing file is never written over, and no ledger is made by copying one", async () => {
  const { file } = await openTemporaryLedger();
  const refusal = { code: "LEDGER_CANNOT_OPEN" };
  await expect(backUpSqliteLedger({ file, clock: systemClock }, file)).rejects.toMatchObject(refusal);
  const missing = temporaryFile();
  await expect(
    backUpSqliteLedger({ file: missing, clock: systemClock }, temporaryFile()),
  ).rejects.toMatchObject(refusal);
});
