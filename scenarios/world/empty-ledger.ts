/** An empty ledger's file: its tables are made once in a process, and every core begins with a copy of what came of it. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openLedger, systemClock } from "../../integration/index.ts";

export const LEDGER_FILE = "ledger.sqlite";

let empty: Promise<Uint8Array> | undefined;

/** Puts it into the folder, for the core to find. @param place where it may be made first */
export async function layEmptyLedger(folder: string, place: string): Promise<void> {
  empty ??= makeEmptyLedger(place).catch((error) => {
    // The next core tries again.
    empty = undefined;
    throw error;
  });
  await writeFile(join(folder, LEDGER_FILE), await empty, { mode: 0o600 });
}

async function makeEmptyLedger(place: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(place, "empty-"));
  try {
    const file = join(folder, LEDGER_FILE);
    const ledger = await openLedger({ file }, { clock: systemClock });
    // Only then everything stands in the one file.
    await ledger.close();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
