import { beforeAll, expect, test } from "vitest";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";
import { withScenarioThreads } from "./scenario-threads.ts";

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

test("threads are closed when the work fails, and their own work is refused", async () => {
  let running: Promise<unknown> | undefined;
  const failing = withScenarioThreads(async (threads) => {
    running = expect(threads.run(job("perfect-order"))).rejects.toThrow(/thread ended by itself/);
    throw new Error("not today");
  });
  await expect(failing).rejects.toThrow("not today");
  await running;
});
