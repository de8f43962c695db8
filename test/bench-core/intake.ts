/**
 * Webhooks a second that are on disk when they are answered, and beside them those of a door that does nothing else. NetSuite
 * refuses the login meanwhile, so that only the door works.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { median } from "../../emulator/bench/load.ts";
import type { Row } from "../../emulator/bench/row.ts";
import { openLedger, systemClock } from "../../integration/index.ts";
import type { LoadRequest } from "../../loadtest/index.ts";
import { type CoreProcess, startCore } from "../core-process.ts";
import { SECRET, startExampleNetSuite } from "../example-netsuite.ts";
import { startNode } from "../processes.ts";
import { numberedOrders, sendAll, webhookOf } from "./orders.ts";
import { onEachStore, type Store } from "./stores.ts";

const BARE_DOOR = "test/bench-core/bare-door.mjs";
const CALLERS = 32;
const ROUNDS = 3;
const WARM_UP = 2_000;
const A_ROUND = 12_000;
const LEAST_PER_SECOND = 5_000;
const MOST_P99_MS = 50;

export async function intake(share: number): Promise<readonly Row[]> {
  const webhooks = numberedOrders(WARM_UP + ROUNDS * A_ROUND * share).map(webhookOf);
  const netsuite = await startExampleNetSuite({ latency: "none" });
  const refusing = createServer((_request, response) => response.writeHead(401).end()).listen(0, "127.0.0.1");
  await once(refusing, "listening");
  const { port } = refusing.address() as AddressInfo;
  const options = netsuite.options({ slots: 1, baseUrl: `http://127.0.0.1:${port}` });
  const rows = await onEachStore(async (store) => {
    const { ledger } = store;
    const core = await startCore({ ...options, ledger }, "compiled");
    const rounds = await measure(core, webhooks, A_ROUND * share);
    await core.end("SIGTERM");
    await requireAll(store, webhooks.length);
    const bare = await throughBareDoor(store, webhooks, A_ROUND * share);
    return rowsOf(store, rounds, bare);
  });
  refusing.close();
  await netsuite.door.close();
  return rows;
}

/** The same webhooks through a door that only keeps their bytes, on a store of the same kind. */
async function throughBareDoor({ ledger }: Store, webhooks: readonly LoadRequest[], amount: number) {
  const beside =
    "file" in ledger ? { file: `${ledger.file}-bare` } : { url: ledger.url, schema: `${ledger.schema}_bare` };
  const door = startNode([BARE_DOOR, JSON.stringify({ secret: SECRET, ...beside })]);
  const { url } = await door.line((line) => "url" in line);
  const rounds = await measure({ url: String(url) }, webhooks, amount);
  await door.end("SIGTERM");
  return rounds;
}

interface Round {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** The load's own core: near 1 it was the load that could not go faster. */
  readonly loadBusy: number;
}

async function measure({ url }: Pick<CoreProcess, "url">, webhooks: readonly LoadRequest[], amount: number) {
  const rounds: Round[] = [];
  await send(url, webhooks.slice(0, WARM_UP));
  for (let from = WARM_UP; from < webhooks.length; from += amount) {
    rounds.push(await send(url, webhooks.slice(from, from + amount)));
  }
  return rounds;
}

async function send(url: string, webhooks: readonly LoadRequest[]): Promise<Round> {
  const before = process.cpuUsage();
  const result = await sendAll(url, webhooks, CALLERS);
  const taken = result.answers.get(200) ?? result.answers.get(204);
  if (taken?.count !== webhooks.length) {
    const answers = [...result.answers].map(([status, { count }]) => `${count} x ${status}`).join(", ");
    throw new Error(`Of ${webhooks.length} webhooks not all were taken: ${answers}.`);
  }
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: taken.count / (result.durationMs / 1_000),
    p99Ms: taken.p99Ms,
    loadBusy: (user + system) / 1_000 / result.durationMs,
  };
}

/** A fast answer proves nothing if the order is not there. */
async function requireAll({ name, ledger }: Store, sent: number): Promise<void> {
  const opened = await openLedger(ledger, { clock: systemClock, create: false });
  const kept = Object.values(await opened.counts()).reduce((sum, count) => sum + count, 0);
  await opened.close();
  if (kept !== sent) throw new Error(`${sent} webhooks were taken, and ${name} holds ${kept}.`);
}

const medianOf = (rounds: readonly Round[], figure: keyof Round): number =>
  median(rounds.map((round) => round[figure]));

function rowsOf({ name }: Store, rounds: readonly Round[], bare: readonly Round[]): readonly Row[] {
  const of = (figure: keyof Round) => medianOf(rounds, figure);
  const ofBare = (figure: keyof Round) => medianOf(bare, figure);
  return [
    {
      what: `webhooks taken, ${CALLERS} callers, ${name}`,
      figure: `${Math.round(of("perSecond"))}/s`,
      compared: `bare door ${Math.round(ofBare("perSecond"))}/s; load ${Math.round(of("loadBusy") * 100)} % of a core`,
      goal: `>= ${LEAST_PER_SECOND}/s`,
      met: of("perSecond") >= LEAST_PER_SECOND,
    },
    {
      what: `their p99, ${name}`,
      figure: `${of("p99Ms").toFixed(1)} ms`,
      compared: `bare door ${ofBare("p99Ms").toFixed(1)} ms`,
      goal: `< ${MOST_P99_MS} ms`,
      met: of("p99Ms") < MOST_P99_MS,
    },
  ];
}
