/** What the business wishes of a plan beyond "it keeps up", and whether a simulated peak grants it. */
import { type Check, formatDuration } from "../../reports/index.ts";
import type { SimulationResult } from "../simulator/simulate.ts";

export interface ServiceLevel {
  /** Minutes within which 95 % of the orders are in NetSuite. */
  readonly withinMinutes?: number;
  /** Orders that may wait at any moment. */
  readonly backlogAtMost?: number;
}

const MINUTE = 60_000;

/** Where nobody said how soon an order must be in NetSuite. */
export const PATIENCE_MINUTES = 15;

type Simulated = Omit<SimulationResult, "stretches">;

export const patienceMs = ({ withinMinutes = PATIENCE_MINUTES }: ServiceLevel): number =>
  withinMinutes * MINUTE;

/** Whether a plan holds that is judged by its simulation alone: nothing is left over, and all of it comes in time. */
export function holdsSimulatedPlan(simulated: Simulated, wishes: ServiceLevel): boolean {
  const { delivered, dead, orders } = simulated;
  return delivered + dead === orders && isGranted(simulated, { withinMinutes: PATIENCE_MINUTES, ...wishes });
}

export const isGranted = (simulated: Simulated, wishes: ServiceLevel): boolean =>
  judgeServiceLevel(simulated, wishes).every(({ verdict }) => verdict === "pass");

/** One check for each wish; none without wishes. */
export function judgeServiceLevel(
  { timeToNetSuite, longestBacklog, delivered, orders }: Simulated,
  { withinMinutes, backlogAtMost }: ServiceLevel,
): readonly Check[] {
  const checks: Check[] = [];
  if (withinMinutes !== undefined) {
    const holds = delivered > 0 && timeToNetSuite.p95Ms <= withinMinutes * MINUTE;
    checks.push({
      name: "95 % of the orders are in NetSuite in time (simulated)",
      verdict: holds ? "pass" : "fail",
      expected: `within ${formatDuration(withinMinutes * MINUTE)}`,
      found: `${formatDuration(timeToNetSuite.p95Ms)}; half of them within ${formatDuration(timeToNetSuite.p50Ms)}`,
      detail: `${delivered} of ${orders} simulated orders delivered`,
    });
  }
  if (backlogAtMost !== undefined) {
    checks.push({
      name: "The backlog stays small (simulated)",
      verdict: longestBacklog <= backlogAtMost ? "pass" : "fail",
      expected: `at most ${backlogAtMost} orders waiting or under way`,
      found: `${longestBacklog} at the worst moment`,
    });
  }
  return checks;
}
