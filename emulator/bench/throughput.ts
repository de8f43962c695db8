/** Signed requests against what express needs for less work: three interleaved rounds, medians. */
import { type Measured, measure, median } from "./load.ts";
import { anOrderOf, signedRequests } from "./order-requests.ts";
import type { Row } from "./row.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

const CONNECTIONS = 32;
const ROUNDS = 3;
const AMOUNT = { POST: 8_000, GET: 16_000 } as const;

type Method = keyof typeof AMOUNT;

const GOALS = { POST: 1, GET: 1.5 } as const satisfies Record<Method, number>;

export async function throughput(share: number): Promise<readonly Row[]> {
  const netsuite = await startServer("netsuite-server.mjs");
  const express = await startServer("express-server.mjs");
  const runs: Record<Method, { netsuite: Measured[]; express: Measured[] }> = {
    POST: { netsuite: [], express: [] },
    GET: { netsuite: [], express: [] },
  };
  const ids = { netsuite: await anOrderOf(netsuite), express: await anOrderOf(express) };
  // Not measured: both are compiled while they run.
  await round(netsuite, express, { ...ids, share });
  for (let done = 0; done < ROUNDS; done += 1) {
    for (const { method, netsuite: ours, express: theirs } of await round(netsuite, express, {
      ...ids,
      share,
    })) {
      runs[method].netsuite.push(ours);
      runs[method].express.push(theirs);
    }
  }
  const alone = await measure(netsuite, signedRequests(netsuite.ready, 3_000), 1);
  await Promise.all([netsuite.stop(), express.stop()]);
  return [...(["POST", "GET"] as const).map((method) => rowOf(method, runs[method])), aloneRow(alone)];
}

interface Ids {
  readonly netsuite: string;
  readonly express: string;
}

interface Round extends Ids {
  /** Of the full amounts. */
  readonly share: number;
}

async function round(netsuite: ServerProcess, express: ServerProcess, ids: Round) {
  const results = [];
  for (const method of ["POST", "GET"] as const) {
    const requests = (server: ServerProcess, id: string) =>
      signedRequests(server.ready, AMOUNT[method] * ids.share, method === "GET" ? id : undefined);
    results.push({
      method,
      netsuite: await measure(netsuite, requests(netsuite, ids.netsuite), CONNECTIONS),
      express: await measure(express, requests(express, ids.express), CONNECTIONS),
    });
  }
  return results;
}

function rowOf(method: Method, { netsuite, express }: { netsuite: Measured[]; express: Measured[] }): Row {
  const of = (runs: readonly Measured[], name: keyof Measured) => median(runs.map((run) => run[name]));
  const ratio = of(netsuite, "perSecond") / of(express, "perSecond");
  const goal = GOALS[method];
  const isLoadBound = of(netsuite, "loadBusy") > 0.9 ? ", bound by the load" : "";
  return {
    what: `signed ${method === "POST" ? "salesOrder POST" : "GET"}, ${CONNECTIONS} connections`,
    figure: `${Math.round(of(netsuite, "perSecond"))}/s ${Math.round(of(netsuite, "cpuMicrosPerRequest"))} µs`,
    compared: `${ratio.toFixed(2)} x express ${Math.round(of(express, "perSecond"))}/s ${Math.round(of(express, "cpuMicrosPerRequest"))} µs${isLoadBound}`,
    goal: `>= ${goal.toFixed(1)} x`,
    met: ratio >= goal,
  };
}

const aloneRow = ({ p50 }: Measured): Row => ({
  what: "signed salesOrder POST, one client, p50",
  figure: `${p50.toFixed(2)} ms`,
  goal: "<= 0.3 ms",
  met: p50 <= 0.3,
});
