import { expect, test } from "vitest";
import type { PeakArrivals } from "./peak-arrivals.ts";
import { runPeakLoad } from "./peak-load.ts";
import type { PeakSystem } from "./peak-system.ts";

const unasked = (): never => expect.unreachable();
const SYSTEM: PeakSystem = { intakeUrl: "", core: unasked, netsuite: unasked, entries: unasked };

test.each<[PeakArrivals, RegExp]>([
  [{ kind: "burst", connections: 1 }, /the orders file is empty\. Give it orders/],
  [{ kind: "profile", dueAt: [] }, /by chance no order arrives\. Give the peak more orders an hour/],
])("a peak of %o without a webhook says what is missing", async (arrivals, words) => {
  const peak = { system: SYSTEM, webhooks: [], arrivals, timeScale: 1, drainTimeoutMs: 1 };
  await expect(runPeakLoad(peak)).rejects.toThrow(words);
});
