import { mkdtemp, readdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openLedger, systemClock } from "../../integration/index.ts";
import { LEDGER_FILE, layEmptyLedger } from "./empty-ledger.ts";

const aFolder = () => mkdtemp(join(tmpdir(), "drydock-empty-"));

test("one that could not be made is made for the next core", async () => {
  const folder = await aFolder();
  await expect(layEmptyLedger(folder, join(folder, "gone"))).rejects.toMatchObject({ code: "ENOENT" });
  await layEmptyLedger(folder, folder);
  expect(await readdir(folder)).toEqual([LEDGER_FILE]);
});

test("every core begins with an empty ledger of its own, which its owner alone may read", async () => {
  const [place, one, other] = [await aFolder(), await aFolder(), await aFolder()];
  await layEmptyLedger(one, place);
  await layEmptyLedger(other, place);
  const [first, second] = [one, other].map((folder) => join(folder, LEDGER_FILE));
  if (first === undefined || second === undefined) expect.unreachable();
  const ledger = await openLedger({ file: first }, { clock: systemClock, create: false });
  await ledger.moveCursor("orders", "12", 0);
  await ledger.close();
  const beside = await openLedger({ file: second }, { clock: systemClock, create: false });
  expect([await beside.cursor("orders"), await beside.find({})]).toEqual([null, []]);
  await beside.close();
  expect((await stat(second)).mode & 0o777).toBe(0o600);
  expect(await readdir(place)).toEqual([]);
});
