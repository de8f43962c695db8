/** How hard the proof is: how much is sent, how often something is killed, and what NetSuite does meanwhile. */
import type { Fault } from "../../emulator/index.ts";

export interface Ordeal {
  readonly seed: number;
  readonly workers: number;
  /** SIGKILLs of workers. */
  readonly kills: number;
  /** SIGKILLs of the whole database, or resets of its connections. */
  readonly databaseBlows: number;
  /** Mean wait before each, in ms. */
  readonly blowEveryMs: number;
  readonly ordersPerSecond: number;
}

export const FULL: Ordeal = {
  seed: 1,
  workers: 3,
  kills: 200,
  databaseBlows: 50,
  blowEveryMs: 1_000,
  ordersPerSecond: 5,
};

/** Enough to see that the proof itself works. */
export const QUICK: Ordeal = {
  ...FULL,
  workers: 2,
  kills: 4,
  databaseBlows: 2,
};

/** Answers that never come, writes that nobody hears of, refusals: all the while, until the last order is in. */
export const FAULTS: readonly Fault[] = [
  { name: "answer lost after commit", effect: "reset-after-commit", rate: 0.04 },
  { name: "reset before commit", effect: "reset-before-commit", rate: 0.04 },
  { name: "refused for concurrency", effect: "over-limit", rate: 0.03 },
  { name: "503", effect: { status: 503 }, rate: 0.02 },
  { name: "500 after commit", effect: { status: 500, afterCommit: true }, rate: 0.01 },
  { name: "maintenance page", effect: "maintenance-page", rate: 0.01 },
  { name: "slow", effect: { delayMs: { from: 100, to: 900 } }, rate: 0.05 },
];

/** Of the webhooks: how many orders are edited later, and how many deliveries come once more, perhaps long after. */
export const EDITED = 0.3;
export const DELIVERED_AGAIN = 0.3;
