/** Opens the connections to a PostgreSQL database and brings the ledger's tables there up to date. */
import type { Pool, PoolConfig } from "pg";
import { IntegrationError } from "../../errors.ts";
import { type Connection, connectionOver } from "./connection.ts";
import { toPostgresError } from "./postgres-errors.ts";
import { migrate } from "./schema.ts";

export interface PostgresDatabase {
  /** Such as `postgres://drydock@127.0.0.1:5432/shop`; the password may come from the environment (`PGPASSWORD`). */
  readonly url: string;
  /** The schema that holds the tables; it is made when it is missing. @default "drydock" */
  readonly schema?: string;
  /** @default 10 */
  readonly connections?: number;
  /** A connection that broke while it was idle; work goes on over others. */
  readonly onError?: (error: Error) => void;
}

const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,62}$/;
const CONNECT_TIMEOUT_MS = 5_000;
/** Nothing that the ledger asks takes longer; a server that hangs must not hold a worker for ever. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** @throws IntegrationError `LEDGER_CANNOT_OPEN`, `LEDGER_TOO_NEW`, `LEDGER_DRIVER_MISSING` */
export async function openConnection(database: PostgresDatabase, now: number): Promise<Connection> {
  const pool = await openPool(database);
  const connection = connectionOver(pool, toPostgresError);
  try {
    await migrate(connection, database.schema ?? DEFAULT_SCHEMA, now);
    return connection;
  } catch (cause) {
    await connection.close();
    throw cause;
  }
}

const DEFAULT_SCHEMA = "drydock";

/**
 * Every statement of the ledger has its index. A plan that a connection made while the tables were empty would read them whole, more
 * slowly with each order, until the server first counts their rows.
 */
const BY_INDEX = "-c enable_seqscan=off";
const INT8 = 20;

async function openPool(database: PostgresDatabase): Promise<Pool> {
  const { url, schema = DEFAULT_SCHEMA, connections = 10, onError } = database;
  if (!SCHEMA_NAME.test(schema)) {
    throw new IntegrationError({
      code: "LEDGER_CANNOT_OPEN",
      message: `The ledger's schema ${JSON.stringify(schema)} is no plain name. Use lower-case letters, digits and underscores.`,
    });
  }
  const { default: pg } = await loadDriver();
  const options: PoolConfig = {
    connectionString: url,
    max: connections,
    // A transaction's statements go out together: each answer waited for would cost it a round trip.
    pipeline: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    options: `-c search_path=${schema} ${BY_INDEX}`,
    application_name: "netsuite-drydock",
    // Ids and times fit into a number; the driver gives them as text otherwise.
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format as "text"),
    },
  };
  const pool = new pg.Pool(options);
  // Without a listener a connection that is lost ends the process: the pool speaks for idle ones only.
  pool.on("error", (error) => onError?.(error));
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

async function loadDriver(): Promise<typeof import("pg")> {
  try {
    return await import("pg");
  } catch (cause) {
    throw noDriver(cause);
  }
}

const noDriver = (cause: unknown): IntegrationError =>
  new IntegrationError({
    code: "LEDGER_DRIVER_MISSING",
    message:
      "A postgres:// ledger needs the package pg. Run `npm install pg@8.23.1` beside netsuite-drydock.",
    cause,
  });
