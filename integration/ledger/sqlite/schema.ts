/** The tables of the ledger and how an older file becomes a current one. */
import { IntegrationError } from "../../errors.ts";
import type { SqliteDatabase } from "./driver.ts";

/**
 * Version n is what the first n steps have made. A published step is never edited; a change is a new step.
 *
 * The payload has a table of its own because SQLite writes a row anew on every update, and an entry is updated four
 * times on its way. The two checks on `sent_at` keep the promise behind `queued` and `verify`: nothing waits to be sent
 * blindly while a write may be under way.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE entry (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source      TEXT    NOT NULL,
    flow        TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    edition_at  INTEGER NOT NULL,
    delivery_id TEXT,
    state       TEXT    NOT NULL CHECK (state IN ('queued','running','verify','delivered','dead','discarded','superseded')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    claims      INTEGER NOT NULL DEFAULT 0,
    reruns      INTEGER NOT NULL DEFAULT 0,
    next_at     INTEGER NOT NULL,
    sent_at     INTEGER,
    sent_claims INTEGER,
    lease_owner TEXT,
    lease_until INTEGER,
    failure     TEXT,
    class       TEXT,
    code        TEXT,
    fingerprint TEXT,
    record_type TEXT,
    internal_id TEXT,
    warnings    TEXT    NOT NULL DEFAULT '[]',
    received_at INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    UNIQUE (flow, key, version),
    CHECK ((state = 'running') = (lease_owner IS NOT NULL)),
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state = 'delivered') = (internal_id IS NOT NULL)),
    CHECK (state <> 'dead' OR failure IS NOT NULL),
    CHECK (state <> 'queued' OR sent_at IS NULL),
    CHECK (state <> 'verify' OR sent_at IS NOT NULL)
  ) STRICT;
  CREATE INDEX entry_by_state   ON entry (state, id);
  CREATE INDEX entry_by_order   ON entry (flow, key, id);
  CREATE INDEX entry_waiting    ON entry (id, next_at) WHERE state IN ('queued','verify');
  CREATE INDEX entry_leased     ON entry (lease_until) WHERE state = 'running';
  CREATE INDEX entry_due        ON entry (next_at) WHERE state IN ('queued','verify');
  CREATE INDEX entry_by_failure ON entry (fingerprint) WHERE fingerprint IS NOT NULL;

  CREATE TABLE payload (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
    raw      BLOB NOT NULL,
    headers  TEXT NOT NULL
  ) STRICT;

  CREATE TABLE attempt (
    id         INTEGER PRIMARY KEY,
    entry_id   INTEGER NOT NULL REFERENCES entry (id),
    number     INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL,
    outcome    TEXT    NOT NULL,
    failure    TEXT,
    calls      TEXT    NOT NULL
  ) STRICT;
  CREATE INDEX attempt_by_entry ON attempt (entry_id, id);

  CREATE TABLE audit (
    id       INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    at       INTEGER NOT NULL,
    by       TEXT    NOT NULL,
    decision TEXT    NOT NULL,
    reason   TEXT    NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_entry ON audit (entry_id, id);
  `,
  // SQLite cannot change a check, so the table is made anew. Its ids go on where they were.
  `
  CREATE TABLE entry_next (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source      TEXT    NOT NULL,
    flow        TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    edition_at  INTEGER NOT NULL,
    delivery_id TEXT,
    state       TEXT    NOT NULL CHECK (state IN ('queued','running','verify','delivered','dead','discarded','superseded','skipped')),
    priority    INTEGER NOT NULL DEFAULT 0,
    attempts    INTEGER NOT NULL DEFAULT 0,
    claims      INTEGER NOT NULL DEFAULT 0,
    reruns      INTEGER NOT NULL DEFAULT 0,
    next_at     INTEGER NOT NULL,
    sent_at     INTEGER,
    sent_claims INTEGER,
    lease_owner TEXT,
    lease_until INTEGER,
    failure     TEXT,
    class       TEXT,
    code        TEXT,
    fingerprint TEXT,
    record_type TEXT,
    internal_id TEXT,
    warnings    TEXT    NOT NULL DEFAULT '[]',
    mapping_version TEXT,
    assignee    TEXT,
    note        TEXT,
    tags        TEXT    NOT NULL DEFAULT '[]',
    redacted_at INTEGER,
    received_at INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    UNIQUE (flow, key, version),
    CHECK ((state = 'running') = (lease_owner IS NOT NULL)),
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state = 'delivered') = (internal_id IS NOT NULL)),
    CHECK (state <> 'dead' OR failure IS NOT NULL),
    CHECK (state <> 'queued' OR sent_at IS NULL),
    CHECK (state <> 'verify' OR sent_at IS NOT NULL)
  ) STRICT;
  INSERT INTO entry_next (id, source, flow, key, version, edition_at, delivery_id, state, attempts, claims, reruns, next_at, sent_at,
    sent_claims, lease_owner, lease_until, failure, class, code, fingerprint, record_type, internal_id, warnings, received_at, updated_at)
  SELECT id, source, flow, key, version, edition_at, delivery_id, state, attempts, claims, reruns, next_at, sent_at,
    sent_claims, lease_owner, lease_until, failure, class, code, fingerprint, record_type, internal_id, warnings, received_at, updated_at
  FROM entry;
  DROP TABLE entry;
  ALTER TABLE entry_next RENAME TO entry;
  CREATE INDEX entry_by_state   ON entry (state, id);
  CREATE INDEX entry_by_order   ON entry (flow, key, id);
  CREATE INDEX entry_waiting    ON entry (priority, id, next_at) WHERE state IN ('queued','verify');
  CREATE INDEX entry_leased     ON entry (lease_until) WHERE state = 'running';
  CREATE INDEX entry_due        ON entry (next_at) WHERE state IN ('queued','verify');
  CREATE INDEX entry_by_failure ON entry (fingerprint) WHERE fingerprint IS NOT NULL;
  CREATE INDEX dead_by_class    ON entry (class, id) WHERE state = 'dead';
  CREATE INDEX dead_by_code     ON entry (code, id) WHERE state = 'dead';
  CREATE INDEX dead_by_assignee ON entry (assignee, id) WHERE state = 'dead';
  CREATE INDEX dead_by_age      ON entry (received_at) WHERE state = 'dead';
  ALTER TABLE payload ADD COLUMN edited BLOB;
  `,
  "ALTER TABLE attempt ADD COLUMN bodies TEXT",
  "CREATE TABLE cursor (name TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT",
  `
  ALTER TABLE entry ADD COLUMN follows_flow TEXT;
  ALTER TABLE entry ADD COLUMN follows_key TEXT;
  `,
  `
  ALTER TABLE entry ADD COLUMN announced_at INTEGER NOT NULL DEFAULT 0;
  UPDATE entry SET announced_at = received_at;
  `,
  "ALTER TABLE entry ADD COLUMN job_id TEXT",
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** One transaction: a crash leaves the old version or the new one. A second process waits and finds nothing left to do. */
export function migrate(database: SqliteDatabase, file: string, now: number): void {
  // A table that others refer to is made anew in one step: only its end is to hold.
  database.exec("PRAGMA foreign_keys = OFF");
  database.exec("BEGIN IMMEDIATE");
  try {
    database.exec(
      "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT",
    );
    const found = versionOf(database);
    if (found > SCHEMA_VERSION) throw tooNew(file, found);
    const applied = database.prepare("INSERT INTO schema_version (version, applied_at) VALUES (?, ?)");
    for (const [index, step] of MIGRATIONS.entries()) {
      if (index < found) continue;
      database.exec(step);
      applied.run(index + 1, now);
    }
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  } finally {
    database.exec("PRAGMA foreign_keys = ON");
  }
}

function versionOf(database: SqliteDatabase): number {
  const row = database.prepare("SELECT max(version) AS version FROM schema_version").get() as {
    version: number | null;
  };
  return row.version ?? 0;
}

function tooNew(file: string, found: number): IntegrationError {
  return new IntegrationError({
    code: "LEDGER_TOO_NEW",
    message:
      `The ledger ${file} has schema version ${found}, this program knows ${SCHEMA_VERSION}. ` +
      "Use the version of netsuite-drydock that wrote it, or a later one.",
  });
}
