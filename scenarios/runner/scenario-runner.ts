/** Where scenarios run: in this thread, or spread over threads of their own, each of which runs one at a time. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ScenarioPage } from "../../reports/index.ts";
import type { Scenario } from "../scenario.ts";
import type { Setting } from "../world/setting.ts";
import { brokenPage, runScenario } from "./run-scenario.ts";

export interface ScenarioRunner {
  /** Worlds open at once. */
  readonly sideBySide: number;
  run(scenario: Scenario, setting: Setting): Promise<ScenarioPage>;
  close(): Promise<void>;
}

/** One core each. */
export const defaultWorkers = (): number => availableParallelism();

/** Worlds in one thread share its core; what a world waits for, such as a disk or another's process, is another's turn. */
const SIDE_BY_SIDE = 4;

export function inThisThread(): ScenarioRunner {
  return {
    sideBySide: SIDE_BY_SIDE,
    run: (scenario, setting) => runScenario(scenario, setting),
    close: async () => undefined,
  };
}

/** What a thread has from its start. */
export interface ThreadStart {
  /** Scenarios of a shop's own, beside the catalogue; null when there are none. */
  readonly ownFolder: string | null;
}

/** What a thread is sent; it answers with the scenario's page. */
export interface ScenarioJob {
  readonly id: string;
  readonly setting: Setting;
}

/**
 * Threads are started as they are needed and used again. A scenario that takes its thread down with it has failed, and the next one
 * gets another thread. Code cannot be sent to a thread: it finds a scenario by its id, in the catalogue or in the shop's own folder.
 */
export function inThreads(options: ThreadStart & { readonly threads: number }): ScenarioRunner {
  const threads: Thread[] = [];

  function free(): Thread {
    const found = threads.find((thread) => thread.isFree);
    if (found !== undefined) return found;
    const started = startThread({ ownFolder: options.ownFolder });
    threads.push(started);
    return started;
  }

  return {
    sideBySide: options.threads,
    async run(scenario, setting) {
      const startedAt = performance.now();
      try {
        return await free().run({ id: scenario.id, setting });
      } catch (error) {
        return brokenPage(scenario, error, performance.now() - startedAt);
      }
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}

interface Thread {
  /** Alive, and with nothing to do. */
  readonly isFree: boolean;
  /** @throws what ended the thread before it answered */
  run(job: ScenarioJob): Promise<ScenarioPage>;
  end(): Promise<unknown>;
}

function startThread(start: ThreadStart): Thread {
  const worker = startWorker(start);
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
function startWorker(workerData: ThreadStart): Worker {
  const file = import.meta.url.endsWith(".ts") ? "./thread-from-source.mjs" : "./scenario-thread.js";
  return new Worker(new URL(file, import.meta.url), { stdout: true, workerData });
}
