/** One thread that scripts run in: starts it, gives it a call, answers what the script asks meanwhile. */
import { Worker } from "node:worker_threads";

export interface ScriptListener {
  /** The script stands still until this has settled. */
  ask(text: string): Promise<string>;
  log(text: string): void;
}

export type ThreadEnd =
  | { readonly kind: "outcome"; readonly text: string }
  /** The thread is gone, and whatever the script was doing with it. */
  | { readonly kind: "died"; readonly of: "memory" | "stop" | "defect" };

export interface ScriptThread {
  /** Never rejects. One call at a time. */
  run(call: string, listener: ScriptListener): Promise<ThreadEnd>;
  stop(): void;
  readonly isAlive: boolean;
}

/** Of the script and of the library it uses; what NetSuite allows is not published. */
const MEMORY = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

export function startScriptThread(): ScriptThread {
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL("./thread/script-thread.cjs", import.meta.url), {
    workerData: { answered: answered.buffer },
    // Nothing of the process is passed on: no environment, no flags.
    env: {},
    execArgv: [],
    resourceLimits: MEMORY,
  });
  let current: { end(end: ThreadEnd): void; readonly listener: ScriptListener } | undefined;
  let died: (ThreadEnd & { kind: "died" })["of"] | undefined;
  const die = (of: "memory" | "stop" | "defect"): void => {
    died ??= of;
    current?.end({ kind: "died", of: died });
  };
  worker.unref();
  worker.on("message", async ({ kind, text }: { kind: "ask" | "log" | "outcome"; text: string }) => {
    if (kind === "log") current?.listener.log(text);
    if (kind === "outcome") current?.end({ kind, text });
    if (kind !== "ask" || current === undefined) return;
    worker.postMessage({ text: await current.listener.ask(text) });
    Atomics.store(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
  worker.on("error", (error: NodeJS.ErrnoException) => {
    die(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "defect");
  });
  worker.on("exit", () => die("defect"));
  return {
    get isAlive() {
      return died === undefined;
    },
    run(call, listener) {
      return new Promise((resolve) => {
        const end = (how: ThreadEnd): void => {
          current = undefined;
          // Nobody is kept from ending by a thread that has nothing to do.
          worker.unref();
          resolve(how);
        };
        if (died !== undefined) return end({ kind: "died", of: died });
        current = { end, listener };
        worker.ref();
        worker.postMessage({ text: call });
      });
    },
    stop() {
      die("stop");
      void worker.terminate();
    },
  };
}
