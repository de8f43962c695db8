/** A ledger's thread as those see it who call it: what is asked of it is answered, or fails when the thread ends. */
import type { Worker } from "node:worker_threads";
import { IntegrationError } from "../../../errors.ts";
import type { Ledger } from "../../ledger.ts";
import { toLedgerError } from "../sqlite-errors.ts";
import { createMail } from "./mail.ts";
import { fromSent, type LedgerAnswer, type LedgerCall, OPENING } from "./messages.ts";

export interface CalledThread {
  /** Resolves when the ledger is open. @throws as openSqliteLedger */
  readonly opened: Promise<unknown>;
  readonly hasEnded: boolean;
  /** How many calls have no answer yet. */
  readonly unanswered: number;
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
  let lastId = OPENING;
  let end: Error | null = null;

  const answered = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => askers.set(id, { resolve, reject }));
  const opened = answered(OPENING);

  function askerOf(id: number): Asker | undefined {
    const asker = askers.get(id);
    askers.delete(id);
    return asker;
  }

  function endWith(error: Error): void {
    end ??= error;
    for (const { reject } of askers.values()) reject(end);
    askers.clear();
  }

  const ended = (cause?: Error): void => {
    endWith(askers.has(OPENING) ? notStarted(file, cause) : endedByItself(file, cause));
  };

  const calls = createMail<LedgerCall>(
    (items) => worker.postMessage(items),
    ({ id }, error) => askerOf(id)?.reject(toLedgerError(error, file)),
  );

  worker.on("message", (answers: readonly LedgerAnswer[]) => {
    for (const answer of answers) {
      const asker = askerOf(answer.id);
      if (answer.ok) asker?.resolve(answer.value);
      else asker?.reject(fromSent(answer.error));
    }
  });
  worker.on("error", ended);
  worker.on("exit", () => ended());
  opened.catch(endWith);

  return {
    opened,
    get hasEnded() {
      return end !== null;
    },
    get unanswered() {
      return askers.size;
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

const because = (cause: Error | undefined): string => (cause === undefined ? "" : ` (${cause.message})`);

const notStarted = (file: string, cause: Error | undefined): IntegrationError =>
  new IntegrationError({
    code: "LEDGER_CANNOT_OPEN",
    message: `The thread of the ledger ${file} could not be started${because(cause)}. Start the core from a file, and where the package is bundled into another program, leave its ledger-thread.js beside it.`,
    cause,
  });

const endedByItself = (file: string, cause: Error | undefined): IntegrationError =>
  new IntegrationError({
    code: "LEDGER_FAILED",
    message: `The thread of the ledger ${file} ended by itself${because(cause)}. Whether it did what it was asked for is not known; what it had answered is on disk, and the next call opens the ledger again.`,
    cause,
  });
