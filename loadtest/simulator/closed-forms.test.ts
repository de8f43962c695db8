/** The simulation held against waiting lines whose answer is known: M/M/c and M/D/c, with confidence intervals. */
import { expect, test } from "vitest";
import { seededRandom } from "../../emulator/index.ts";
import { arrivalTimes } from "../arrivals/arrival-times.ts";
import { constantLoad } from "../arrivals/load-profile.ts";
import { simulate } from "./simulate.ts";
import type { ServiceTimes } from "./simulated-netsuite.ts";
import { meanWaitSeconds, utilisationOf, type WaitingLine } from "./waiting-line.contract.ts";

const MS = 1_000;
/** Student's t for 15 degrees of freedom, 99.9 % two-sided. */
const T_999 = 4.073;
const RUNS = 16;

type Service = (seed: number) => ServiceTimes;

const exponential: Service = (seed) => {
  const random = seededRandom(seed, "service");
  return { begin: () => ({ ms: -Math.log1p(-random.unit()) * MS, end: () => undefined }) };
};
const constant: Service = () => ({ begin: () => ({ ms: MS, end: () => undefined }) });

/** Runs of 15,000 arrivals each, from different seeds; service takes a second on average. */
function runs({ arrivalRate, slots }: WaitingLine, service: Service) {
  return Array.from({ length: RUNS }, (_, seed) =>
    simulate({
      arrivals: arrivalTimes(constantLoad(arrivalRate * 3_600, 15_000 / (arrivalRate * 60)), seed + 1),
      slots,
      concurrencyLimit: slots,
      latency: service(seed + 1),
      calls: ["get"],
      linesPerOrder: [0],
      seed: seed + 1,
    }),
  );
}

function interval(values: readonly number[]): { readonly mean: number; readonly halfWidth: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, halfWidth: (T_999 * Math.sqrt(variance)) / Math.sqrt(values.length) };
}

/**
 * M/D/c exactly, in units of the service time: what is in the system after one service time is what was not yet being
 * served, and the new arrivals (Crommelin 1932). Found by iterating that step to its fixed point.
 */
function meanWaitOfConstantService({ arrivalRate, slots }: WaitingLine): number {
  const most = 400;
  const poisson = [Math.exp(-arrivalRate)];
  for (let n = 1; n <= most; n += 1) poisson.push(((poisson[n - 1] ?? 0) * arrivalRate) / n);
  let present = new Float64Array(most + 1);
  present[0] = 1;
  for (let round = 0; round < 3_000; round += 1) {
    const next = new Float64Array(most + 1);
    for (const [n, probability] of present.entries()) {
      if (probability < 1e-15) continue;
      const left = Math.max(0, n - slots);
      for (let more = 0; left + more <= most; more += 1) {
        next[left + more] = (next[left + more] ?? 0) + probability * (poisson[more] ?? 0);
      }
    }
    present = next;
  }
  const waiting = present.reduce((sum, probability, n) => sum + probability * Math.max(0, n - slots), 0);
  return waiting / arrivalRate;
}

const LINES = [
  { arrivalRate: 0.7, slots: 1 },
  { arrivalRate: 4.2, slots: 5 },
  { arrivalRate: 13.5, slots: 15 },
].map((line) => ({ ...line, meanServiceSeconds: 1 }));

function expectWait(line: WaitingLine, service: Service, closedForm: number): void {
  const results = runs(line, service);
  const waits = interval(results.map(({ timeToNetSuite }) => timeToNetSuite.meanMs / MS - 1));
  expect(Math.abs(waits.mean - closedForm)).toBeLessThanOrEqual(waits.halfWidth);
  // An interval that holds everything would prove nothing.
  expect(waits.halfWidth).toBeLessThan(closedForm * 0.25);
  const busy = interval(results.map(({ utilisation }) => utilisation));
  expect(busy.mean).toBeCloseTo(utilisationOf(line), 1);
}

test.each(LINES)("M/M/c: $arrivalRate arrivals a second on $slots slots wait as Erlang says", (line) => {
  expectWait(line, exponential, meanWaitSeconds(line));
});

test.each(LINES)("M/D/c: $arrivalRate arrivals a second on $slots slots wait as Crommelin says", (line) => {
  expectWait(line, constant, meanWaitOfConstantService(line));
});
