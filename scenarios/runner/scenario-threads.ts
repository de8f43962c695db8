/** Threads that scenarios run in, each of them one at a time: started once, and used again for whatever is still to be run. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ScenarioPage } from "../../reports/index.ts";
import type { Setting } from "../world/setting.ts";

export interface ScenarioThreads {
  /** Starts so many before there is work, so that they load while something else is done. */
  warmUp(count: number): void;
  /** In a thread that has nothing to do, or in another one. @throws what ended the thread before it answered */
  run(job: ScenarioJob): Promise<ScenarioPage>;
  close(): Promise<void>;
}

/** What a thread is sent; it answers with the scenario's page. Code cannot be sent to a thread: it finds the scenario by its id. */
export interface ScenarioJob {
  readonly id: string;
  /** Scenarios of a shop's own, beside the catalogue; null when there are none. */
  readonly ownFolder: string | null;
  readonly setting: Setting;
}

/** One core each. */
export const defaultWorkers = (): number => availableParallelism();

export function createScenarioThreads(startOne: () => Thread = startThread): ScenarioThreads {
  const threads: Thread[] = [];
  let isClosed = false;

  function start(): Thread {
    if (isClosed) throw new Error("The scenarios' threads are closed.");
    const started = startOne();
    threads.push(started);
    return started;
  }

  return {
    warmUp(count) {
      while (threads.length < count) start();
    },
    run: async (job) => (threads.find((thread) => thread.isFree) ?? start()).run(job),
    async close() {
      isClosed = true;
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}

/** For as long as the work lasts: a thread that is left over would keep the process alive. */
export async function withScenarioThreads<T>(work: (threads: ScenarioThreads) => Promise<T>): Promise<T> {
  const threads = createScenarioThreads();
  try {
    return await work(threads);
  } finally {
    await threads.close();
  }
}

export interface Thread {
  /** Alive, and with nothing to do. */
  readonly isFree: boolean;
  /** @throws what ended the thread before it answered */
  run(job: ScenarioJob): Promise<ScenarioPage>;
  end(): Promise<unknown>;
}

function startThread(): Thread {
  const worker = startWorker();
  let isAlive = true;
  let waiting: Waiting | null = null;
  const died = (error: unknown): void => {
    isAlive = false;
    waiting?.reject(error);
  };
  worker.on("message", (page: ScenarioPage) => waiting?.resolve(page));
  worker.on("error", died);
  worker.on("exit", (code) => died(new Error(`The scenario's thread ended by itself, with code ${code}.`)));
  // What a scenario prints goes where people read: stdout is for documents.
  worker.stdout.on("data", (chunk: Uint8Array) => process.stderr.write(chunk));
  return {
    get isFree() {
      return isAlive && waiting === null;
    },
    run: (job) =>
      new Promise<ScenarioPage>((resolve, reject) => {
        waiting = { resolve, reject };
        worker.postMessage(job);
      }).finally(() => {
        waiting = null;
      }),
    end: () => worker.terminate(),
  };
}

interface Waiting {
  resolve(page: ScenarioPage): void;
  reject(error: unknown): void;
}

/** Bundled, or from source. */
function startWorker(): Worker {
  const file = import.meta.url.endsWith(".ts") ? "./thread-from-source.mjs" : "./scenario-thread.js";
  return new Worker(new URL(file, import.meta.url), { stdout: true });
}
