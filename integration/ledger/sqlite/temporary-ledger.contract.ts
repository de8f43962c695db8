/** A real ledger file in a folder of its own that is gone when the test is over. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { systemClock } from "../../clock.ts";
import type { OpenedLedger } from "../ledger.contract.ts";
import type { Ledger } from "../ledger.ts";
import { openSqliteLedger } from "./sqlite-ledger.ts";

/** The path of a file that does not exist yet. */
export function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "drydock-ledger-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "ledger.sqlite");
}

export async function openTemporaryLedger(
  file = temporaryFile(),
): Promise<OpenedLedger & { readonly file: string }> {
  const again = async (): Promise<Ledger> => {
    const ledger = await openSqliteLedger({ file, clock: systemClock });
    onTestFinished(() => ledger.close());
    return ledger;
  };
  return { ledger: await again(), again, file };
}
