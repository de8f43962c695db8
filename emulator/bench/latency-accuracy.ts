/** Whether 55 requests that take 500 ms each take just that, and whether others are slowed meanwhile. */
import { measure } from "./load.ts";
import { anOrderOf, signedRequests } from "./order-requests.ts";
import type { Row } from "./row.ts";
import { startServer } from "./server-process.ts";

const DELAY_MS = 500;
const IN_FLIGHT = 55;
const WITHIN_MS = 5;

export async function latencyAccuracy(): Promise<readonly Row[]> {
  const server = await startServer("netsuite-server.mjs", JSON.stringify({ delayMs: DELAY_MS }));
  const others = (count: number) => measure(server, signedRequests(server.ready, count), 1);
  await others(5_000);
  const order = await anOrderOf(server);
  const slowOnes = (rounds: number) =>
    measure(server, signedRequests(server.ready, IN_FLIGHT * rounds, order), IN_FLIGHT);
  // What is measured is the clock of a server that has met these requests before, not its compiler.
  await slowOnes(2);
  const alone = await others(3_000);
  const slow = slowOnes(8);
  const beside = await others(3_000);
  const { p50, p99 } = await slow;
  await server.stop();
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
