/** A ledger's thread as those see it who call it: what is asked of it is answered, or fails when the thread ends. */
import type { Worker } from "node:worker_threads";
import { IntegrationError } from "../../../errors.ts";
import type { Ledger } from "../../ledger.ts";
import { createMail } from "./mail.ts";
import { fromSent, type LedgerAnswer, type LedgerCall, OPENING } from "./messages.ts";

export interface CalledThread {
  /** Resolves when the ledger is open. @throws as openSqliteLedger */
  readonly opened: Promise<unknown>;
  readonly hasEnded: boolean;
  /** @throws as the ledger, and IntegrationError `LEDGER_FAILED` when the thread ends before it has answered */
  ask(name: keyof Ledger, given: readonly unknown[]): Promise<unknown>;
  end(): Promise<unknown>;
}

interface Asker {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export function callThread(worker: Worker, file: string): CalledThread {
  const askers = new Map<number, Asker>();
  const answered = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => askers.set(id, { resolve, reject }));
  const opened = answered(OPENING);
  const calls = createMail<LedgerCall>((items) => worker.postMessage(items));
  let lastId = OPENING;
  let end: Error | null = null;

  function endWith(error: Error): void {
    end ??= error;
    for (const { reject } of askers.values()) reject(end);
    askers.clear();
  }

  function take(answer: LedgerAnswer): void {
    const asker = askers.get(answer.id);
    askers.delete(answer.id);
    if (answer.ok) asker?.resolve(answer.value);
    else asker?.reject(fromSent(answer.error));
  }

  worker.on("message", (answers: readonly LedgerAnswer[]) => answers.forEach(take));
  worker.on("error", (cause) => endWith(endedError(file, cause)));
  worker.on("exit", () => endWith(endedError(file)));
  opened.catch(endWith);

  return {
    opened,
    get hasEnded() {
      return end !== null;
    },
    ask(name, given) {
      if (end !== null) return Promise.reject(end);
      lastId += 1;
      calls.send({ id: lastId, name, given });
      return answered(lastId);
    },
    end: () => worker.terminate(),
  };
}

const endedError = (file: string, cause?: unknown): IntegrationError =>
  new IntegrationError({
    code: "LEDGER_FAILED",
    message: `The thread of the ledger ${file} ended by itself${cause instanceof Error ? ` (${cause.message})` : ""}. The next call opens the ledger again; what it had said is on disk.`,
    cause,
  });
