import { expect, test } from "vitest";
import { coreLookIn } from "./core-metrics.ts";

const METRICS = `# HELP drydock_entries Ledger entries by state.
# TYPE drydock_entries gauge
drydock_entries{state="queued"} 7
drydock_entries{state="running"} 2
drydock_entries{state="verify"} 1
drydock_entries{state="delivered"} 90
drydock_entries{state="dead"} 3
drydock_entries{state="discarded"} 0
drydock_entries{state="superseded"} 0
drydock_entries{state="skipped"} 0
drydock_attempts_total{outcome="delivered",class="none"} 90
drydock_attempts_total{outcome="retry",class="transient"} 4
drydock_attempts_total{outcome="retry",class="throttled"} 2
drydock_attempts_total{outcome="verify",class="unknown-outcome"} 1
drydock_slots 22
drydock_slots_held_seconds_total 1.5
drydock_event_loop_lag_seconds{quantile="0.5"} 0.01
drydock_event_loop_lag_seconds{quantile="0.99"} 0.02
drydock_memory_bytes 104857600
drydock_cpu_seconds_total 3.25
`;

test("entries, slots, retries of every class, lag, memory and processor time", () => {
  expect(coreLookIn(METRICS)).toEqual({
    entries: {
      queued: 7,
      running: 2,
      verify: 1,
      delivered: 90,
      dead: 3,
      discarded: 0,
      superseded: 0,
      skipped: 0,
    },
    slots: { available: 22, heldMs: 1_500 },
    retries: 7,
    lagP99Ms: 20,
    memoryBytes: 104_857_600,
    cpuMs: 3_250,
  });
});

test("before the first attempt nothing was tried again", () => {
  expect(coreLookIn(METRICS.replaceAll(/^drydock_attempts.*\n/gm, "")).retries).toBe(0);
});

test("a figure that is not there is no 0", () => {
  expect(() => coreLookIn(METRICS.replace("drydock_memory_bytes", "memory"))).toThrow(
    /no drydock_memory_bytes/,
  );
});
