import { expect, test } from "vitest";
import type { LedgerEntry } from "../../integration/index.ts";
import { deliveriesIn } from "./peak-deliveries.ts";

const STARTED_AT = 1_000_000;

const entry = (state: LedgerEntry["state"], receivedAfter: number, updatedAfter: number): LedgerEntry =>
  ({ state, receivedAt: STARTED_AT + receivedAfter, updatedAt: STARTED_AT + updatedAfter }) as LedgerEntry;

const figuresOf = (entries: readonly LedgerEntry[]) =>
  deliveriesIn(entries, { startedAt: STARTED_AT, timeScale: 10 });

test("moments and durations are given in NetSuite's time", () => {
  const figures = figuresOf([
    entry("delivered", 100, 400),
    entry("delivered", 0, 100),
    entry("dead", 200, 300),
  ]);
  expect(figures).toMatchObject({
    orders: [
      { arrivedAt: 0, deliveredAt: 1_000 },
      { arrivedAt: 1_000, deliveredAt: 4_000 },
      { arrivedAt: 2_000, deliveredAt: null },
    ],
    delivered: 2,
    dead: 1,
    drainMs: 4_000,
    afterLastArrivalMs: 2_000,
    deliveredPerHour: 1_800,
    timeToNetSuite: { p50Ms: 1_000, p95Ms: 3_000, maxMs: 3_000 },
  });
});

test("the backlog counts who is accepted and not finished, in whatever way that was", () => {
  expect(
    figuresOf([
      entry("delivered", 0, 100),
      entry("delivered", 100, 200),
      entry("dead", 120, 180),
      entry("queued", 190, 190),
    ]),
  ).toMatchObject({ longestBacklog: 2 });
});

test("what had come before the run is none of its orders", () => {
  const { orders, delivered } = figuresOf([entry("delivered", -500, -100), entry("delivered", 0, 100)]);
  expect([orders.length, delivered]).toEqual([1, 1]);
});

test("nothing delivered is no division by nothing", () => {
  expect(figuresOf([entry("queued", 0, 0)])).toMatchObject({
    delivered: 0,
    deliveredPerHour: 0,
    longestBacklog: 1,
  });
});
