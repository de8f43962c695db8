/** A ledger in a real PostgreSQL for the tests of one file. */
import pg from "pg";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { systemClock } from "../../clock.ts";
import type { OpenedLedger } from "../ledger.contract.ts";
import type { Ledger } from "../ledger.ts";
import { openPostgresLedger } from "./postgres-ledger.ts";
import { type PostgresServer, startPostgres } from "./postgres-server.contract.ts";

export interface TestPostgres {
  /** A ledger without entries; whatever an earlier one of the same file held is gone. */
  open(): Promise<OpenedLedger & { readonly url: string; readonly schema: string }>;
  readonly server: PostgresServer;
  readonly schema: string;
}

const HOOK_TIMEOUT_MS = 120_000;

/** Rows are few, and to truncate would make new files each time. */
const EMPTY = `
  DELETE FROM audit; DELETE FROM attempt; DELETE FROM payload; DELETE FROM entry;
  ALTER TABLE entry ALTER COLUMN id RESTART`;

/** One server and one schema for the tests of a file, which run one after the other. */
export function postgresForTests(): TestPostgres {
  let server: PostgresServer | undefined;
  let cleaner: pg.Client | undefined;
  const schema = `test_${process.pid}_${systemClock.now()}`;
  beforeAll(async () => {
    server = await startPostgres();
    cleaner = new pg.Client({ connectionString: server.url, options: `-c search_path=${schema}` });
    cleaner.on("error", () => undefined);
    await cleaner.connect();
  }, HOOK_TIMEOUT_MS);
  afterAll(async () => {
    await cleaner?.end();
    await server?.stop();
  }, HOOK_TIMEOUT_MS);
  const started = (): PostgresServer => {
    if (server === undefined) throw new Error("PostgreSQL is started before the first test only");
    return server;
  };
  return {
    get server() {
      return started();
    },
    schema,
    async open() {
      const { url } = started();
      const again = async (): Promise<Ledger> => {
        const ledger = await openPostgresLedger({ url, schema, clock: systemClock, connections: 4 });
        onTestFinished(() => ledger.close());
        return ledger;
      };
      const ledger = await again();
      await cleaner?.query(EMPTY);
      return { ledger, again, url, schema };
    },
  };
}
