/** A pool of PostgreSQL connections that takes the ledger's statements: `?` marks, one prepared statement for each name. */
import type { Pool, PoolClient } from "pg";
import type { SqlValue } from "../sql/sql-value.ts";

/** One statement, known to the server by its name once it has been asked for. */
export interface Statement {
  readonly name?: string;
  readonly sql: string;
}

export interface Rows {
  all(statement: Statement, values?: readonly unknown[]): Promise<readonly unknown[]>;
  /** The number of rows that were changed. */
  run(statement: Statement, values?: readonly unknown[]): Promise<number>;
}

export interface Connection extends Rows {
  /**
   * Everything in it or nothing; each statement sees what others have committed before it. They are sent as they are asked, without
   * waiting for the answer of the one before, and the transaction waits for those that the work has not waited for.
   */
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const BEGIN: Statement = { sql: "BEGIN" };
const COMMIT: Statement = { sql: "COMMIT" };
const ROLLBACK: Statement = { sql: "ROLLBACK" };

export function connectionOver(pool: Pool, toError: (cause: unknown) => Error): Connection {
  async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient | undefined;
    try {
      client = await pool.connect();
      const result = await work(client);
      client.release();
      return result;
    } catch (cause) {
      // A connection in an unknown state is thrown away, not handed to the next one.
      client?.release(true);
      throw toError(cause);
    }
  }
  return {
    all: (statement, values) => withClient((client) => rowsOver(client).all(statement, values)),
    run: (statement, values) => withClient((client) => rowsOver(client).run(statement, values)),
    transaction: (work) =>
      withClient(async (client) => {
        const rows = rowsOver(client);
        const asked: Promise<unknown>[] = [];
        const ask = <T>(answer: Promise<T>): Promise<T> => {
          // Whoever waits for it hears of its failure, and so does the transaction at its end.
          answer.catch(() => undefined);
          asked.push(answer);
          return answer;
        };
        void ask(rows.run(BEGIN));
        try {
          const result = await work({
            all: (...statement) => ask(rows.all(...statement)),
            run: (...statement) => ask(rows.run(...statement)),
          });
          void ask(rows.run(COMMIT));
          await Promise.all(asked);
          return result;
        } catch (cause) {
          // On a broken connection the rollback fails as well.
          await rows.run(ROLLBACK).catch(() => undefined);
          // The first error is the one to tell: behind it the server refuses every statement.
          await Promise.all(asked);
          throw cause;
        }
      }),
    close: () => pool.end(),
  };
}

function rowsOver(client: PoolClient): Rows {
  const ask = ({ name, sql }: Statement, values: readonly unknown[] = []) =>
    client.query({ text: numbered(sql), values: [...values], ...(name === undefined ? {} : { name }) });
  return {
    all: async (statement, values) => (await ask(statement, values)).rows as readonly unknown[],
    run: async (statement, values) => (await ask(statement, values)).rowCount ?? 0,
  };
}

const numberedTexts = new Map<string, string>();

/** `?` becomes `$1`, `$2` …; no statement of the ledger has a question mark in a text. */
function numbered(sql: string): string {
  const known = numberedTexts.get(sql);
  if (known !== undefined) return known;
  let count = 0;
  const text = sql.replaceAll("?", () => {
    count += 1;
    return `$${count}`;
  });
  numberedTexts.set(sql, text);
  return text;
}

/** PostgreSQL's texts cannot hold the character NUL; it is taken out of what is only there to be read. */
export const storable = (values: readonly SqlValue[]): readonly SqlValue[] =>
  values.map((value) => (typeof value === "string" ? value.replaceAll("\0", "") : value));
