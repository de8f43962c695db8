/** autocannon, closed loop: as fast as the server answers, every request of the list once. */
import autocannon from "autocannon";
import type { LoadRequest } from "./order-requests.ts";
import type { ServerProcess } from "./server-process.ts";

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server. */
  readonly cpuMicrosPerRequest: number;
  /** The load's own core: near 1 it was the load that could not go faster. */
  readonly loadBusy: number;
}

/** Throws when any answer was no success: a fast refusal proves nothing. */
export async function measure(
  server: ServerProcess,
  requests: readonly LoadRequest[],
  connections: number,
): Promise<Measured> {
  const lists = inLanes(requests, connections);
  const timings: number[] = [];
  let [begun, ended, refused] = [0, 0, 0];
  const [cpuBefore, loadBefore] = [server.cpuMs(), process.cpuUsage()];
  let lane = 0;
  await new Promise((resolve, reject) => {
    const run = autocannon(
      {
        url: server.ready.url,
        connections,
        amount: requests.length,
        setupClient(client) {
          client.setRequests(lists[lane % connections] as autocannon.Request[]);
          lane += 1;
        },
      },
      (error, result) => (error === null ? resolve(result) : reject(error)),
    );
    run.on("response", (_client, status, _bytes, ms) => {
      ended = performance.now();
      if (begun === 0) begun = ended;
      timings.push(ms);
      if (status >= 300) refused += 1;
    });
  });
  if (refused > 0 || timings.length < requests.length) {
    throw new Error(
      `${refused} of ${timings.length} answers were refusals, ${requests.length} were asked for.`,
    );
  }
  return summary({
    timings,
    elapsedMs: ended - begun,
    cpuMs: server.cpuMs() - cpuBefore,
    load: process.cpuUsage(loadBefore),
  });
}

/** Dealt out to so many lanes, in turn. */
export const inLanes = (
  requests: readonly LoadRequest[],
  lanes: number,
): readonly (readonly LoadRequest[])[] =>
  Array.from({ length: lanes }, (_, lane) => requests.filter((_request, index) => index % lanes === lane));

interface Run {
  readonly timings: readonly number[];
  readonly elapsedMs: number;
  readonly cpuMs: number;
  readonly load: NodeJS.CpuUsage;
}

function summary({ timings, elapsedMs, cpuMs, load }: Run): Measured {
  const sorted = timings.toSorted((left, right) => left - right);
  return {
    perSecond: timings.length / (elapsedMs / 1_000),
    p50: at(sorted, 0.5),
    p99: at(sorted, 0.99),
    cpuMicrosPerRequest: (cpuMs * 1_000) / timings.length,
    loadBusy: (load.user + load.system) / 1_000 / elapsedMs,
  };
}

export const at = (sorted: readonly number[], quantile: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN;

export const median = (values: readonly number[]): number =>
  at(
    values.toSorted((left, right) => left - right),
    0.5,
  );
