/** What is killed, and when: random moments, drawn from the seed. */
import pg from "pg";
import type { SeededRandom } from "../../emulator/seeded-random.ts";
import { systemClock } from "../../integration/index.ts";
import type { PostgresServer } from "../../integration/ledger/postgres/postgres-server.contract.ts";
import type { Crew } from "./crew.ts";
import type { Ordeal } from "./ordeal.ts";
import { exponential } from "./shop.ts";

export interface Blows {
  readonly workers: number;
  readonly databases: number;
  readonly resets: number;
}

export interface Striking {
  readonly ordeal: Ordeal;
  readonly crew: Crew;
  readonly postgres: PostgresServer;
  readonly random: SeededRandom;
}

export function createStrikes({ ordeal, crew, postgres, random }: Striking) {
  const struck = { workers: 0, databases: 0, resets: 0 };

  /** Mostly somebody is left to take over, sometimes nobody. */
  async function strikeWorker(): Promise<void> {
    const left = random.unit() < ALL_DOWN ? 0 : 1;
    while (crew.size <= left) await systemClock.sleep(LOOK_AGAIN_AFTER_MS);
    await crew.kill(random.unit());
    struck.workers += 1;
  }

  async function strikeDatabase(): Promise<void> {
    const { crash, start } = postgres;
    const isResetDue = struck.resets < struck.databases;
    if (crash === undefined || start === undefined || isResetDue) {
      await resetConnections(postgres.url, random.unit());
      struck.resets += 1;
      return;
    }
    await crash();
    await systemClock.sleep(random.integer(0, AWAY_WITHIN_MS));
    await start();
    struck.databases += 1;
  }

  return {
    struck: struck as Blows,
    /** Workers go on being killed while the database is away. */
    async strike(): Promise<void> {
      let database = Promise.resolve();
      for (const target of shuffledTargets(ordeal, random)) {
        await systemClock.sleep(exponential(ordeal.blowEveryMs, random));
        if (target === "worker") await strikeWorker();
        else database = database.then(strikeDatabase);
      }
      await database;
    },
  };
}

const AWAY_WITHIN_MS = 1_500;
const ALL_DOWN = 0.2;
const LOOK_AGAIN_AFTER_MS = 20;

type Target = "worker" | "database";

function shuffledTargets({ kills, databaseBlows }: Ordeal, random: SeededRandom): readonly Target[] {
  const targets = [
    ...Array.from({ length: kills }, (): Target => "worker"),
    ...Array.from({ length: databaseBlows }, (): Target => "database"),
  ];
  return targets
    .map((target) => ({ target, place: random.unit() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ target }) => target);
}

/** Ends this share of the workers' connections, in the middle of whatever they are doing. */
async function resetConnections(url: string, share: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'netsuite-drydock' AND random() <= $1",
    [share],
  );
  await client.end();
}
