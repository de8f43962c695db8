import { beforeAll, expect, test } from "vitest";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";
import { createScenarioThreads, withScenarioThreads } from "./scenario-threads.ts";

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

const job = (id: string) => ({ id, ownFolder: null, setting });

test("a thread that was started ahead of its work does it, and is closed when all is done", async () => {
  const ended = await withScenarioThreads(async (threads) => {
    threads.warmUp(1);
    await threads.run(job("unknown-sku"));
    return threads.run(job("perfect-order"));
  });
  expect(ended).toMatchObject({ id: "perfect-order", verdict: "pass" });
});

test("one that was started ahead takes the first scenario, and a second at once needs another", async () => {
  const started: string[] = [];
  const threads = createScenarioThreads(() => {
    let isFree = true;
    started.push("thread");
    return {
      get isFree() {
        return isFree;
      },
      run: () => {
        isFree = false;
        return new Promise(() => undefined);
      },
      end: async () => undefined,
    };
  });
  threads.warmUp(1);
  void threads.run(job("perfect-order"));
  expect(started).toHaveLength(1);
  void threads.run(job("unknown-sku"));
  expect(started).toHaveLength(2);
});

test("closed threads take nothing more, and none is started for it", async () => {
  const threads = createScenarioThreads(() => expect.unreachable());
  await threads.close();
  await expect(threads.run(job("perfect-order"))).rejects.toThrow("threads are closed");
});

test("threads are closed when the work fails, and their own work is refused", async () => {
  let running: Promise<unknown> | undefined;
  const failing = withScenarioThreads(async (threads) => {
    running = expect(threads.run(job("perfect-order"))).rejects.toThrow(/thread ended by itself/);
    throw new Error("not today");
  });
  await expect(failing).rejects.toThrow("not today");
  await running;
});
