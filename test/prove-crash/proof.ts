/** The whole proof: sell while everything is being killed, let it settle, and hold the three lists against each other. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadProject } from "../../cli/config/project.ts";
import { seededRandom } from "../../emulator/seeded-random.ts";
import { type IntegrationOptions, openLedger, systemClock } from "../../integration/index.ts";
import { startPostgres } from "../../integration/ledger/postgres/postgres-server.contract.ts";
import { CORE_PROGRAMS } from "../core-process.ts";
import { orderCoreOptions } from "../example-netsuite.ts";
import { EXAMPLE } from "../example-project.ts";
import { type Blows, createStrikes } from "./blows.ts";
import { startCrew } from "./crew.ts";
import { type NetSuiteProcess, SLOTS, startNetSuite } from "./netsuite.ts";
import type { Ordeal } from "./ordeal.ts";
import { createShop, type Shop } from "./shop.ts";
import { statementOf } from "./statement.ts";
import { tableOf } from "./table.ts";

export interface ProofOptions {
  readonly ordeal: Ordeal;
  /** Runs the source instead of what was compiled: slower to start, and nothing to build. */
  readonly fromSource: boolean;
  readonly say: (line: string) => void;
}

/** True when nothing was lost, nothing is there twice and NetSuite shows the last edition of every order. */
export async function proveCrash({ ordeal, fromSource, say }: ProofOptions): Promise<boolean> {
  const program = fromSource ? "source" : "compiled";
  const folder = await mkdtemp(join(tmpdir(), "drydock-prove-crash-"));
  const postgres = await startPostgres();
  const netsuite = await startNetSuite(COMMANDS[program], ordeal);
  const ledger = { url: postgres.url, schema: `prove_crash_${process.pid}` };
  try {
    const optionsFile = join(folder, "worker.json");
    await writeFile(optionsFile, JSON.stringify(await workerOptions(netsuite, ledger)));
    const crew = startCrew([...CORE_PROGRAMS[program], optionsFile], ordeal.workers);
    const random = (stream: string) => seededRandom(ordeal.seed, stream);
    const shop = createShop({ crew, random: random("shop"), ordersPerSecond: ordeal.ordersPerSecond });
    const { struck, strike } = createStrikes({ ordeal, crew, postgres, random: random("blows") });
    const stopTelling = tell({ shop, struck, say });
    const open = shop.open();
    await strike();
    shop.close();
    await open;
    say(`${shop.orders.size} orders were taken; waiting until nothing is under way`);
    await settled(ledger, say);
    stopTelling();
    const isClean = await crew.stop();
    const statement = await statementOf({ shop, netsuite, ledger });
    const { text, holds } = tableOf({
      statement,
      shop,
      struck,
      crew,
      isClean,
      faults: await netsuite.faults(),
    });
    say(text);
    return holds;
  } finally {
    await netsuite.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const COMMANDS = {
  compiled: ["dist/cli/main.js"],
  source: ["--import", "tsx", "cli/main.ts"],
} as const satisfies Record<keyof typeof CORE_PROGRAMS, readonly string[]>;

const TIMEOUT_MS = 1_500;

async function workerOptions(
  netsuite: NetSuiteProcess,
  ledger: { readonly url: string; readonly schema: string },
): Promise<IntegrationOptions> {
  const { accountId, url: baseUrl, credentials } = netsuite;
  const account = { accountId, baseUrl, credentials, slots: SLOTS, timeoutMs: TIMEOUT_MS };
  return {
    ...orderCoreOptions(await loadProject(EXAMPLE), account),
    ledger: { ...ledger, connections: 4 },
    worker: { leaseMs: 2 * TIMEOUT_MS, pollMs: 100, recoverSlotAfterMs: 200 },
    // Whoever is at work each time a worker is killed would be given up after 60 times: here that is bad luck and not its fault.
    retry: { baseMs: 200, capMs: 2_000, slowMs: 5_000, maxAttempts: 100_000 },
  };
}

const SAY_EVERY_MS = 5_000;

function tell({
  shop,
  struck,
  say,
}: {
  readonly shop: Shop;
  readonly struck: Blows;
  readonly say: (line: string) => void;
}) {
  const timer = setInterval(() => {
    const { workers, databases, resets } = struck;
    say(
      `workers killed ${workers}, PostgreSQL killed ${databases} and reset ${resets}; ${shop.orders.size} orders, ${shop.taken} deliveries taken`,
    );
  }, SAY_EVERY_MS);
  return () => clearInterval(timer);
}

const STUCK_AFTER_MS = 180_000;

/** Until nothing is under way, or nothing has moved for so long that it never will. */
async function settled(
  place: { readonly url: string; readonly schema: string },
  say: (line: string) => void,
): Promise<void> {
  const ledger = await openLedger(place, { clock: systemClock });
  let [before, movedAt] = ["", systemClock.now()];
  for (;;) {
    const counts = await ledger.counts();
    const backlog = counts.queued + counts.running + counts.verify;
    const now = JSON.stringify(counts);
    if (now !== before) [before, movedAt] = [now, systemClock.now()];
    if (backlog === 0) break;
    if (systemClock.now() - movedAt > STUCK_AFTER_MS) {
      say(`nothing has moved for ${STUCK_AFTER_MS / 1_000} s: ${now}`);
      break;
    }
    await systemClock.sleep(500);
  }
  await ledger.close();
}
