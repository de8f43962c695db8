import { expect, test } from "vitest";
import { serveSchema } from "../config/service-config.ts";
import { scaledWaits } from "./scaled-waits.ts";

const serve = serveSchema.parse({ retry: { baseMs: 4 } });

test("the core's waits shrink with NetSuite's; counts and what guards this machine's own work do not", () => {
  const { retry, worker, batching } = scaledWaits(serve, 10);
  expect(retry).toMatchObject({ capMs: 30_000, throttleMs: 200, holdMs: 6_000, maxAttempts: 60 });
  expect(worker).toMatchObject({
    ...{ probeCredentialsEveryMs: 6_000, outageAfterMs: 3_000, recoverSlotAfterMs: 3_000 },
    ...{ leaseMs: serve.worker.leaseMs, stopWithinMs: serve.worker.stopWithinMs },
  });
  expect(batching).toMatchObject({ firstPollMs: 200, longestPollMs: 2_000, size: serve.batching.size });
});

test("no wait becomes nothing, and the ledger is not asked without a pause", () => {
  const { retry, worker } = scaledWaits(serve, 1_000);
  expect(retry.baseMs).toBe(1);
  expect(worker.pollMs).toBe(50);
});

test("in real time everything is as it is configured", () => {
  const { batching, retry, worker } = serve;
  expect(scaledWaits(serve, 1)).toEqual({ batching, retry, worker });
});
