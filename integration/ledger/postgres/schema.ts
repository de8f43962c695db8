/** The tables of the ledger in PostgreSQL, and how an older schema becomes a current one. */
import { IntegrationError } from "../../errors.ts";
import type { Connection, Rows } from "./connection.ts";

/**
 * Version n is what the first n steps have made. A published step is never edited; a change is a new step. The tables, their
 * checks and their indexes are those of `sqlite/schema.ts`.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE entry (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source      TEXT   NOT NULL,
    flow        TEXT   NOT NULL,
    key         TEXT   NOT NULL,
    version     TEXT   NOT NULL,
    edition_at  BIGINT NOT NULL,
    delivery_id TEXT,
    state       TEXT   NOT NULL CHECK (state IN ('queued','running','verify','delivered','dead','discarded','superseded')),
    attempts    BIGINT NOT NULL DEFAULT 0,
    claims      BIGINT NOT NULL DEFAULT 0,
    reruns      BIGINT NOT NULL DEFAULT 0,
    next_at     BIGINT NOT NULL,
    sent_at     BIGINT,
    sent_claims BIGINT,
    lease_owner TEXT,
    lease_until BIGINT,
    failure     TEXT,
    class       TEXT,
    code        TEXT,
    fingerprint TEXT,
    record_type TEXT,
    internal_id TEXT,
    warnings    TEXT   NOT NULL DEFAULT '[]',
    received_at BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    UNIQUE (flow, key, version),
    CHECK ((state = 'running') = (lease_owner IS NOT NULL)),
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state = 'delivered') = (internal_id IS NOT NULL)),
    CHECK (state <> 'dead' OR failure IS NOT NULL),
    CHECK (state <> 'queued' OR sent_at IS NULL),
    CHECK (state <> 'verify' OR sent_at IS NOT NULL)
  );
  CREATE INDEX entry_by_state   ON entry (state, id);
  CREATE INDEX entry_by_order   ON entry (flow, key, id);
  CREATE INDEX entry_waiting    ON entry (id, next_at) WHERE state IN ('queued','verify');
  CREATE INDEX entry_leased     ON entry (lease_until) WHERE state = 'running';
  CREATE INDEX entry_due        ON entry (next_at) WHERE state IN ('queued','verify');
  CREATE INDEX entry_by_failure ON entry (md5(fingerprint)) WHERE fingerprint IS NOT NULL;

  CREATE TABLE payload (
    entry_id BIGINT PRIMARY KEY REFERENCES entry (id),
    raw      BYTEA NOT NULL,
    headers  TEXT  NOT NULL
  );

  CREATE TABLE attempt (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id   BIGINT NOT NULL REFERENCES entry (id),
    number     BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at   BIGINT NOT NULL,
    outcome    TEXT   NOT NULL,
    failure    TEXT,
    calls      TEXT   NOT NULL
  );
  CREATE INDEX attempt_by_entry ON attempt (entry_id, id);

  CREATE TABLE audit (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id BIGINT NOT NULL REFERENCES entry (id),
    at       BIGINT NOT NULL,
    by       TEXT   NOT NULL,
    decision TEXT   NOT NULL,
    reason   TEXT   NOT NULL
  );
  CREATE INDEX audit_by_entry ON audit (entry_id, id);
  `,
  `
  ALTER TABLE entry DROP CONSTRAINT entry_state_check;
  ALTER TABLE entry ADD CONSTRAINT entry_state_check
    CHECK (state IN ('queued','running','verify','delivered','dead','discarded','superseded','skipped'));
  ALTER TABLE entry
    ADD COLUMN priority BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN mapping_version TEXT,
    ADD COLUMN assignee TEXT,
    ADD COLUMN note TEXT,
    ADD COLUMN tags TEXT NOT NULL DEFAULT '[]',
    ADD COLUMN redacted_at BIGINT;
  DROP INDEX entry_waiting;
  CREATE INDEX entry_waiting    ON entry (priority, id, next_at) WHERE state IN ('queued','verify');
  CREATE INDEX dead_by_class    ON entry (class, id) WHERE state = 'dead';
  CREATE INDEX dead_by_code     ON entry (code, id) WHERE state = 'dead';
  CREATE INDEX dead_by_assignee ON entry (assignee, id) WHERE state = 'dead';
  CREATE INDEX dead_by_age      ON entry (received_at) WHERE state = 'dead';
  ALTER TABLE payload ADD COLUMN edited BYTEA;
  `,
  // One row for each call that an account may have in flight, whoever makes it.
  `
  CREATE TABLE account (
    id              TEXT   PRIMARY KEY,
    slots           BIGINT NOT NULL CHECK (slots > 0),
    effective_limit BIGINT NOT NULL CHECK (effective_limit > 0),
    changed_at      BIGINT NOT NULL DEFAULT 0
  );
  CREATE TABLE slot (
    account TEXT   NOT NULL REFERENCES account (id),
    n       BIGINT NOT NULL,
    owner   TEXT,
    until   BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (account, n)
  );
  `,
  "ALTER TABLE attempt ADD COLUMN bodies TEXT",
  "CREATE TABLE cursor (name TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at BIGINT NOT NULL)",
  `
  ALTER TABLE entry ADD COLUMN follows_flow TEXT;
  ALTER TABLE entry ADD COLUMN follows_key TEXT;
  `,
  `
  ALTER TABLE entry ADD COLUMN announced_at BIGINT NOT NULL DEFAULT 0;
  UPDATE entry SET announced_at = received_at;
  `,
  "ALTER TABLE entry ADD COLUMN job_id TEXT",
  // What the server does most at the door is to compress the orders; it does so more quickly, where it was built with LZ4.
  `
  DO $$ BEGIN
    EXECUTE 'ALTER TABLE payload ALTER raw SET COMPRESSION lz4, ALTER edited SET COMPRESSION lz4';
  EXCEPTION WHEN feature_not_supported OR syntax_error THEN NULL;
  END $$
  `,
];

export const POSTGRES_SCHEMA_VERSION = MIGRATIONS.length;

/** Any number, the same for every program that migrates a ledger. */
const MIGRATION_LOCK = 5_872_301;

/** One transaction under a lock: of several workers that start together one migrates and the others find nothing to do. */
export async function migrate(connection: Connection, schema: string, now: number): Promise<void> {
  await connection.transaction(async (rows) => {
    await rows.all({ sql: "SELECT pg_advisory_xact_lock(?)" }, [MIGRATION_LOCK]);
    if (!(await hasSchema(rows, schema))) await rows.run({ sql: `CREATE SCHEMA ${schema}` });
    await rows.run({
      sql: "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY, applied_at BIGINT NOT NULL)",
    });
    const found = await versionOf(rows);
    if (found > POSTGRES_SCHEMA_VERSION) throw tooNew(schema, found);
    for (const [index, step] of MIGRATIONS.entries()) {
      if (index < found) continue;
      await rows.run({ sql: step });
      await rows.run({ sql: "INSERT INTO schema_version (version, applied_at) VALUES (?, ?)" }, [
        index + 1,
        now,
      ]);
    }
  });
}

/** Asked first: a user who may not create schemas can still use one that is there. */
async function hasSchema(rows: Rows, schema: string): Promise<boolean> {
  const found = await rows.all({ sql: "SELECT 1 FROM pg_namespace WHERE nspname = ?" }, [schema]);
  return found.length > 0;
}

async function versionOf(rows: Rows): Promise<number> {
  const [row] = (await rows.all({ sql: "SELECT max(version) AS version FROM schema_version" })) as {
    version: number | null;
  }[];
  return row?.version ?? 0;
}

function tooNew(schema: string, found: number): IntegrationError {
  return new IntegrationError({
    code: "LEDGER_TOO_NEW",
    message:
      `The ledger in schema ${schema} has version ${found}, this program knows ${POSTGRES_SCHEMA_VERSION}. ` +
      "Use the version of netsuite-drydock that wrote it, or a later one.",
  });
}
