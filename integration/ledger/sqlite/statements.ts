/** Every SQL statement of the ledger, as plain text. The moves in them agree with `transitions.ts`; the contract suite checks it. */
import type { EntryFilter } from "../entry.ts";
import type { SqlValue } from "./driver.ts";

/** Nothing of the same order that is older may still be open. */
const FIRST_OF_ITS_KEY = `NOT EXISTS (
  SELECT 1 FROM entry AS older
  WHERE older.flow = entry.flow AND older.key = entry.key AND older.id < entry.id
    AND older.state NOT IN ('delivered','discarded','superseded'))`;

/** Of editions made at the same time the one that came last counts. */
const HAS_A_LATER_EDITION = `EXISTS (
  SELECT 1 FROM entry AS later
  WHERE later.flow = entry.flow AND later.key = entry.key
    AND (later.edition_at > entry.edition_at OR (later.edition_at = entry.edition_at AND later.id > entry.id)))`;

/** `give-back` and `rerun`: an entry in doubt is looked up before it is sent again. */
const WAITING = "CASE WHEN sent_at IS NULL THEN 'queued' ELSE 'verify' END";

const WHOLE_ENTRY =
  "SELECT entry.*, payload.raw, payload.headers FROM entry JOIN payload ON payload.entry_id = entry.id";

export const STATEMENTS = {
  insertEntry: `
    INSERT INTO entry (source, flow, key, version, edition_at, delivery_id, state, next_at, failure, class, code, fingerprint, received_at, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (flow, key, version) DO NOTHING
    RETURNING id`,
  insertPayload: "INSERT INTO payload (entry_id, raw, headers) VALUES (?, ?, ?)",
  idOf: "SELECT id FROM entry WHERE flow = ? AND key = ? AND version = ?",

  // Named indexes: left to itself SQLite sorts the whole backlog for every claim.
  isAnyDue:
    "SELECT 1 FROM entry INDEXED BY entry_due WHERE state IN ('queued','verify') AND next_at <= ? LIMIT 1",
  claim: `
    UPDATE entry SET state = 'running', lease_owner = ?, lease_until = ?, claims = claims + 1, updated_at = ?
    WHERE id IN (
      SELECT id FROM entry INDEXED BY entry_waiting
      WHERE state IN ('queued','verify') AND next_at <= ? AND ${FIRST_OF_ITS_KEY}
      ORDER BY id LIMIT ?)
    RETURNING id`,
  markSending: `
    UPDATE entry SET sent_at = ?, sent_claims = claims, lease_until = ?, updated_at = ?
    WHERE id = ? AND state = 'running' AND lease_owner = ? AND claims = ?`,
  fenced:
    "SELECT attempts, sent_at, sent_claims FROM entry WHERE id = ? AND state = 'running' AND lease_owner = ? AND claims = ?",
  settle: `
    UPDATE entry SET state = ?, next_at = ?, attempts = ?, sent_at = ?, failure = ?, class = ?, code = ?, fingerprint = ?,
      record_type = ?, internal_id = ?, warnings = ?, lease_owner = NULL, lease_until = NULL, updated_at = ?
    WHERE id = ?`,
  releaseExpired: `
    UPDATE entry SET state = ${WAITING}, attempts = attempts + 1, next_at = ?, lease_owner = NULL, lease_until = NULL, updated_at = ?
    WHERE state = 'running' AND lease_until <= ? RETURNING id`,
  releaseAll: `
    UPDATE entry SET state = ${WAITING}, attempts = attempts + 1, next_at = ?, lease_owner = NULL, lease_until = NULL, updated_at = ?
    WHERE state = 'running' RETURNING id`,
  release: `
    UPDATE entry SET state = ${WAITING}, next_at = ?, lease_owner = NULL, lease_until = NULL, updated_at = ?
    WHERE state = 'running' AND lease_owner = ? RETURNING id`,
  isAnyLeaseOver:
    "SELECT 1 FROM entry INDEXED BY entry_leased WHERE state = 'running' AND lease_until <= ? LIMIT 1",

  supersedeKey: `
    UPDATE entry SET state = 'superseded', updated_at = ?
    WHERE flow = ? AND key = ? AND state IN ('queued','verify','dead') AND ${HAS_A_LATER_EDITION}`,
  supersedeEntry: `
    UPDATE entry SET state = 'superseded', updated_at = ?
    WHERE id = ? AND state IN ('queued','verify','dead') AND ${HAS_A_LATER_EDITION}`,

  rerun: `
    UPDATE entry SET state = ${WAITING}, attempts = 0, reruns = reruns + 1, next_at = ?, updated_at = ?
    WHERE id = ? AND state = 'dead'`,
  discard: "UPDATE entry SET state = 'discarded', updated_at = ? WHERE id = ? AND state = 'dead'",

  insertAttempt: `
    INSERT INTO attempt (entry_id, number, started_at, ended_at, outcome, failure, calls) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  insertAudit: "INSERT INTO audit (entry_id, at, by, decision, reason) VALUES (?, ?, ?, ?, ?)",

  get: `${WHOLE_ENTRY} WHERE entry.id = ?`,
  counts: "SELECT state, count(*) AS count FROM entry GROUP BY state",
  attemptsOf:
    "SELECT number, started_at, ended_at, outcome, failure, calls FROM attempt WHERE entry_id = ? ORDER BY id",
  auditOf: "SELECT at, by, decision, reason FROM audit WHERE entry_id = ? ORDER BY id",
  nextDueAt: `
    SELECT next_at FROM entry INDEXED BY entry_due
    WHERE state IN ('queued','verify') AND ${FIRST_OF_ITS_KEY} ORDER BY next_at LIMIT 1`,
} as const;

/** A statement made for one filter, with the values for its marks. */
export interface FilterStatement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

const DEFAULT_LIMIT = 100;

export function findStatement(filter: EntryFilter): FilterStatement {
  const { where, values } = conditions({ ...filter, afterId: filter.afterId ?? 0 });
  return {
    sql: `${WHOLE_ENTRY} ${where} ORDER BY entry.id LIMIT ?`,
    values: [...values, filter.limit ?? DEFAULT_LIMIT],
  };
}

export function groupsStatement({ afterId: _, limit: __, ...filter }: EntryFilter): FilterStatement {
  const { where, values } = conditions(filter);
  return {
    sql: `
      SELECT found.fingerprint, found.count, found.first_id, found.last_id, first.failure
      FROM (SELECT fingerprint, count(*) AS count, min(id) AS first_id, max(id) AS last_id
            FROM entry ${where} AND fingerprint IS NOT NULL GROUP BY fingerprint) AS found
      JOIN entry AS first ON first.id = found.first_id
      ORDER BY found.count DESC, found.first_id`,
    values,
  };
}

/** How each condition of a filter is written; `states` is a list and stands apart. */
const CONDITIONS = {
  class: "entry.class = ?",
  code: "entry.code = ?",
  fingerprint: "entry.fingerprint = ?",
  flow: "entry.flow = ?",
  key: "entry.key = ?",
  since: "entry.received_at >= ?",
  afterId: "entry.id > ?",
} as const satisfies Record<Exclude<keyof EntryFilter, "states" | "limit">, string>;

function conditions({ states, ...filter }: EntryFilter): { where: string; values: SqlValue[] } {
  const parts = ["TRUE"];
  const values: SqlValue[] = [];
  if (states !== undefined) {
    parts.push(`entry.state IN (${states.map(() => "?").join(",")})`);
    values.push(...states);
  }
  for (const [name, condition] of Object.entries(CONDITIONS) as [keyof typeof CONDITIONS, string][]) {
    const value = filter[name];
    if (value === undefined) continue;
    parts.push(condition);
    values.push(value);
  }
  return { where: `WHERE ${parts.join(" AND ")}`, values };
}
