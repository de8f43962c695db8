/** What many records cost: the rate with 100,000 of them, and the memory of 200,000 orders with three lines each. */
import { measure, median } from "./load.ts";
import { signedRequests } from "./order-requests.ts";
import type { Row } from "./row.ts";
import { startServer } from "./server-process.ts";

const CONNECTIONS = 32;
const CHUNK = 10_000;
const ORDERS_KEPT = 200_000;
/** Chunks around 100,000, against those after the first, in which the server is still being compiled. */
const [EARLY, LATE] = [
  { from: 1, to: 4 },
  { from: 10, to: 13 },
] as const;
const MOST_MB = 700;
const LEAST_RATIO = 0.9;

export async function growth(share: number): Promise<readonly Row[]> {
  const server = await startServer("netsuite-server.mjs");
  const rates: number[] = [];
  for (let kept = 0; kept < ORDERS_KEPT; kept += CHUNK) {
    const requests = signedRequests(server.ready, CHUNK * share);
    rates.push((await measure(server, requests, CONNECTIONS)).perSecond);
  }
  const residentMb = server.residentMb();
  await server.stop();
  const rate = ({ from, to }: { readonly from: number; readonly to: number }) =>
    median(rates.slice(from, to));
  const ratio = rate(LATE) / rate(EARLY);
  return [
    {
      what: `signed POST with ${(ORDERS_KEPT / 2) * share} orders kept`,
      figure: `${Math.round(rate(LATE))}/s`,
      compared: `${ratio.toFixed(2)} x nearly empty ${Math.round(rate(EARLY))}/s`,
      goal: `>= ${LEAST_RATIO} x`,
      met: ratio >= LEAST_RATIO,
    },
    {
      what: `resident memory with ${ORDERS_KEPT * share} three-line orders`,
      figure: `${Math.round(residentMb)} MB`,
      goal: `<= ${MOST_MB} MB`,
      met: residentMb <= MOST_MB,
    },
  ];
}
