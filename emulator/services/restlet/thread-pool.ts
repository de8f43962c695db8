/** Keeps threads warm between calls, so that a call does not wait for one to start. */
import { systemClock } from "../../clock.ts";
import { type ScriptThread, startScriptThread } from "./script-thread.ts";

export interface ThreadPool {
  take(): ScriptThread;
  giveBack(thread: ScriptThread): void;
}

/** Of this machine's time. */
const IDLE_MS = 30_000;

/** Threads keep nothing of a call, so all accounts of the process share them. */
export const THREADS: ThreadPool = createThreadPool();

function createThreadPool(): ThreadPool {
  const idle: { readonly thread: ScriptThread; readonly ticket: object }[] = [];
  return {
    take() {
      const found = idle.pop()?.thread;
      return found?.isAlive === true ? found : startScriptThread();
    },
    giveBack(thread) {
      if (!thread.isAlive) return;
      const ticket = {};
      idle.push({ thread, ticket });
      void systemClock.sleep(IDLE_MS, { unattended: true }).then(() => {
        const at = idle.findIndex((entry) => entry.ticket === ticket);
        if (at >= 0) idle.splice(at, 1);
        if (at >= 0) thread.stop();
      });
    },
  };
}
