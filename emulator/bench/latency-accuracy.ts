/** Whether 55 requests that take 500 ms each take just that, and whether others are slowed meanwhile. */
import { setTimeout } from "node:timers/promises";
import { Client } from "undici";
import { at, inLanes, measure } from "./load.ts";
import { anOrderOf, type LoadRequest, signedRequests } from "./order-requests.ts";
import type { Row } from "./row.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

const DELAY_MS = 500;
const IN_FLIGHT = 55;
const ROUNDS = 8;
const WITHIN_MS = 5;

export async function latencyAccuracy(): Promise<readonly Row[]> {
  const server = await startServer("netsuite-server.mjs", JSON.stringify({ delayMs: DELAY_MS }));
  const others = (count: number) => measure(server, signedRequests(server.ready, count), 1);
  await others(5_000);
  const order = await anOrderOf(server);
  const slowOnes = (rounds: number) =>
    spread(server, [...signedRequests(server.ready, IN_FLIGHT * rounds, order)]);
  // What is measured is the clock of a server that has met these requests before, not its compiler.
  await slowOnes(2);
  const timings = (await slowOnes(ROUNDS)).toSorted((left, right) => left - right);
  const alone = await others(3_000);
  const slow = slowOnes(ROUNDS);
  const beside = await others(3_000);
  await slow;
  await server.stop();
  const [p50, p99] = [at(timings, 0.5), at(timings, 0.99)];
  return [
    {
      what: `${DELAY_MS} ms at ${IN_FLIGHT} in flight, p99`,
      figure: `${p99.toFixed(1)} ms`,
      compared: `p50 ${p50.toFixed(1)} ms`,
      goal: `within ${WITHIN_MS} ms`,
      met: Math.abs(p99 - DELAY_MS) <= WITHIN_MS,
    },
    {
      what: "one client's POST beside them, p50",
      figure: `${beside.p50.toFixed(2)} ms`,
      compared: `alone ${alone.p50.toFixed(2)} ms`,
      goal: "<= 1.2 x alone",
      met: beside.p50 <= alone.p50 * 1.2,
    },
  ];
}

/**
 * So many lanes, each sending its next request when the last is answered, begun one after the other: in step they would all
 * come due in the same millisecond, and the last one would be charged for the work on the others.
 */
async function spread(server: ServerProcess, requests: readonly LoadRequest[]): Promise<readonly number[]> {
  const timings: number[] = [];
  const lanes = inLanes(requests, IN_FLIGHT).map(async (own, lane) => {
    const client = new Client(server.ready.url);
    await setTimeout((lane * DELAY_MS) / IN_FLIGHT);
    for (const { method, path, headers } of own) {
      const sentAt = performance.now();
      const { statusCode, body } = await client.request({ method, path, headers });
      await body.dump();
      timings.push(performance.now() - sentAt);
      if (statusCode >= 300) throw new Error(`${path} was answered with ${statusCode}.`);
    }
    await client.close();
  });
  await Promise.all(lanes);
  return timings;
}
