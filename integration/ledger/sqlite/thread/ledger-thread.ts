/** The thread of a ledger: opens its file and does what it is called for. */
import { parentPort, workerData } from "node:worker_threads";
import { systemClock } from "../../../clock.ts";
import type { Ledger } from "../../ledger.ts";
import { openSqliteLedger } from "../sqlite-ledger.ts";
import { createMail } from "./mail.ts";
import { type LedgerAnswer, type LedgerCall, type LedgerFile, OPENING, toSent } from "./messages.ts";

const answers = createMail<LedgerAnswer>(
  (items) => parentPort?.postMessage(items),
  ({ id }, error) => refuse(id, error),
);
const refuse = (id: number, error: unknown): void => answers.send({ id, ok: false, error: toSent(error) });

try {
  const ledger = await openSqliteLedger({ ...(workerData as LedgerFile), clock: systemClock });
  parentPort?.on("message", (calls: readonly LedgerCall[]) => {
    for (const call of calls) void answer(ledger, call);
  });
  answers.send({ id: OPENING, ok: true, value: null });
} catch (error) {
  refuse(OPENING, error);
}

async function answer(ledger: Ledger, { id, name, given }: LedgerCall): Promise<void> {
  const asked = ledger[name] as (...given: readonly unknown[]) => Promise<unknown>;
  try {
    answers.send({ id, ok: true, value: await asked(...given) });
  } catch (error) {
    refuse(id, error);
  }
}
