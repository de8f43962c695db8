/** An empty ledger on each store: an SQLite file, and a schema of a real PostgreSQL. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../integration/ledger/postgres/postgres-server.contract.ts";

export type Store =
  | { readonly name: "SQLite"; readonly ledger: { readonly file: string } }
  | { readonly name: "PostgreSQL"; readonly ledger: PostgresPlace };

export interface PostgresPlace {
  readonly url: string;
  readonly schema: string;
}

/** One after the other; what they held is gone afterwards. */
export async function onEachStore<T>(
  measure: (store: Store) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  return [...(await onSqlite(measure)), ...(await onPostgres(measure))];
}

export async function onSqlite<T>(
  measure: (store: Extract<Store, { name: "SQLite" }>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-bench-core-"));
  try {
    return await measure({ name: "SQLite", ledger: { file: join(folder, "ledger.sqlite") } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let schemas = 0;

export async function onPostgres<T>(
  measure: (store: Extract<Store, { name: "PostgreSQL" }>) => Promise<T>,
): Promise<T> {
  const server = await startPostgres();
  schemas += 1;
  try {
    const schema = `bench_core_${process.pid}_${schemas}`;
    return await measure({ name: "PostgreSQL", ledger: { url: server.url, schema } });
  } finally {
    await server.stop();
  }
}
