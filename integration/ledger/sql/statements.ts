/** Every SQL statement of the ledger, as plain text for both engines. The moves in them agree with `transitions.ts`; the contract suite checks it. */

/** Where the engines need other words. */
export interface Dialect {
  /** Left to itself SQLite sorts the whole backlog for every claim; PostgreSQL takes no such hint. */
  useIndex(name: string): string;
  /** What several workers at once pass over instead of waiting for it; SQLite lets one write at a time anyway. */
  readonly skipLocked: string;
  /** What a row is read with that is about to be changed. */
  readonly forUpdate: string;
}

/** States that an entry never leaves again. */
const CLOSED = "('delivered','discarded','superseded','skipped')";

/** Nothing of the same order that is older may still be open, and nothing of what the entry follows. */
const IS_ITS_TURN = `NOT EXISTS (
  SELECT 1 FROM entry AS older
  WHERE older.flow = entry.flow AND older.key = entry.key AND older.id < entry.id
    AND older.state NOT IN ${CLOSED})
  AND (entry.follows_key IS NULL OR NOT EXISTS (
    SELECT 1 FROM entry AS leader
    WHERE leader.flow = entry.follows_flow AND leader.key = entry.follows_key
      AND leader.state NOT IN ${CLOSED}))`;

/** Of editions made at the same time the one that was announced last counts, and of those the one that came last. */
export const HAS_A_LATER_EDITION = `EXISTS (
  SELECT 1 FROM entry AS later
  WHERE later.flow = entry.flow AND later.key = entry.key
    AND (later.edition_at, later.announced_at, later.id) > (entry.edition_at, entry.announced_at, entry.id))`;

/** `give-back` and `rerun`: an entry in doubt is looked up before it is sent again. */
export const WAITING = "CASE WHEN sent_at IS NULL THEN 'queued' ELSE 'verify' END";

/** Finished and still with its bytes. */
const REDACTABLE = `state IN ${CLOSED} AND redacted_at IS NULL`;

const HAS_OTHER_EDITIONS = `EXISTS (
  SELECT 1 FROM entry AS other WHERE other.flow = entry.flow AND other.key = entry.key AND other.id <> entry.id)`;

export const WHOLE_ENTRY = `SELECT entry.*, ${HAS_OTHER_EDITIONS} AS has_other_editions, payload.raw, payload.edited, payload.headers
  FROM entry JOIN payload ON payload.entry_id = entry.id`;

export const statementsFor = ({ useIndex, skipLocked, forUpdate }: Dialect) =>
  ({
    insertEntry: `
    INSERT INTO entry (source, flow, key, version, edition_at, delivery_id, state, next_at, failure, class, code, fingerprint, priority, received_at, updated_at,
      follows_flow, follows_key, announced_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (flow, key, version) DO NOTHING
    RETURNING id`,
    insertPayload: "INSERT INTO payload (entry_id, raw, headers) VALUES (?, ?, ?)",
    idOf: "SELECT id FROM entry WHERE flow = ? AND key = ? AND version = ?",

    isAnyDue: `SELECT 1 FROM entry ${useIndex("entry_due")} WHERE state IN ('queued','verify') AND next_at <= ? LIMIT 1`,
    claim: `
    UPDATE entry SET state = 'running', lease_owner = ?, lease_until = ?, claims = claims + 1, updated_at = ?
    WHERE id IN (
      SELECT id FROM entry ${useIndex("entry_waiting")}
      WHERE state IN ('queued','verify') AND priority = ? AND next_at <= ? AND ${IS_ITS_TURN}
      ORDER BY id LIMIT ? ${skipLocked})
    RETURNING id`,
    markSending: `
    UPDATE entry SET sent_at = ?, sent_claims = claims, job_id = NULL, lease_until = ?, updated_at = ?
    WHERE id = ? AND state = 'running' AND lease_owner = ? AND claims = ?`,
    noteJob: `
    UPDATE entry SET job_id = ? WHERE id = ? AND state = 'running' AND lease_owner = ? AND claims = ?`,
    renew: `
    UPDATE entry SET lease_until = ?, updated_at = ?
    WHERE id = ? AND state = 'running' AND lease_owner = ? AND claims = ?`,
    fenced: `SELECT attempts, sent_at, sent_claims FROM entry WHERE id = ? AND state = 'running' AND lease_owner = ? AND claims = ? ${forUpdate}`,
    settle: `
    UPDATE entry SET state = ?, next_at = ?, attempts = ?, sent_at = ?, job_id = CASE WHEN ? = 1 THEN job_id END, failure = ?, class = ?, code = ?, fingerprint = ?,
      record_type = ?, internal_id = ?, warnings = ?, mapping_version = ?, lease_owner = NULL, lease_until = NULL, updated_at = ?
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
    isAnyLeaseOver: `SELECT 1 FROM entry ${useIndex("entry_leased")} WHERE state = 'running' AND lease_until <= ? LIMIT 1`,

    supersedeKey: `
    UPDATE entry SET state = 'superseded', updated_at = ?
    WHERE flow = ? AND key = ? AND state IN ('queued','verify','dead') AND ${HAS_A_LATER_EDITION}`,
    supersedeEntry: `
    UPDATE entry SET state = 'superseded', updated_at = ?
    WHERE id = ? AND state IN ('queued','verify','dead') AND ${HAS_A_LATER_EDITION}`,

    rerun: `
    UPDATE entry SET state = ${WAITING}, attempts = 0, reruns = reruns + 1, priority = ?, next_at = ?, updated_at = ?
    WHERE id = ? AND state = 'dead'`,
    discard: "UPDATE entry SET state = 'discarded', updated_at = ? WHERE id = ? AND state = 'dead'",

    edit: "UPDATE payload SET edited = ? WHERE entry_id = (SELECT id FROM entry WHERE id = ? AND state = 'dead')",
    touch: "UPDATE entry SET updated_at = ? WHERE id = ?",
    resolve: `
    UPDATE entry SET state = 'delivered', record_type = ?, internal_id = ?, updated_at = ? WHERE id = ? AND state = 'dead'`,
    assign: "UPDATE entry SET assignee = ?, updated_at = ? WHERE id = ?",
    note: "UPDATE entry SET note = ?, updated_at = ? WHERE id = ?",
    tag: "UPDATE entry SET tags = ?, updated_at = ? WHERE id = ?",
    finishedOfKey: `SELECT id FROM entry WHERE flow = ? AND key = ? AND ${REDACTABLE} ORDER BY id`,
    finishedBefore: `SELECT id FROM entry WHERE updated_at < ? AND ${REDACTABLE} ORDER BY id LIMIT ?`,
    redactEntry: `UPDATE entry SET redacted_at = ?, updated_at = ? WHERE id = ? AND ${REDACTABLE}`,
    redactPayload: "UPDATE payload SET raw = ?, edited = NULL, headers = '{}' WHERE entry_id = ?",
    redactBodies: "UPDATE attempt SET bodies = NULL WHERE entry_id = ?",
    blockerOf: `
    SELECT entry.id, min(other.id) AS blocker FROM entry
    JOIN entry AS other ON (other.flow = entry.flow AND other.key = entry.key AND other.id < entry.id)
      OR (other.flow = entry.follows_flow AND other.key = entry.follows_key)
    WHERE entry.id = ? AND entry.state IN ('queued','verify')
      AND other.state NOT IN ${CLOSED}
    GROUP BY entry.id`,

    insertAttempt: `
    INSERT INTO attempt (entry_id, number, started_at, ended_at, outcome, failure, calls, bodies) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    insertAudit: "INSERT INTO audit (entry_id, at, by, decision, reason) VALUES (?, ?, ?, ?, ?)",

    get: `${WHOLE_ENTRY} WHERE entry.id = ?`,
    counts: "SELECT state, count(*) AS count FROM entry GROUP BY state",
    attemptsOf:
      "SELECT number, started_at, ended_at, outcome, failure, calls, bodies FROM attempt WHERE entry_id = ? ORDER BY id",
    auditOf: "SELECT at, by, decision, reason FROM audit WHERE entry_id = ? ORDER BY id",
    cursor: "SELECT value FROM cursor WHERE name = ?",
    moveCursor: `
    INSERT INTO cursor (name, value, updated_at) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    countDue: `
    SELECT count(*) AS count FROM (
      SELECT 1 FROM entry ${useIndex("entry_due")}
      WHERE state IN ('queued','verify') AND next_at <= ? AND ${IS_ITS_TURN} LIMIT ?) AS due`,
    nextDueAt: `
    SELECT next_at FROM entry ${useIndex("entry_due")}
    WHERE state IN ('queued','verify') AND ${IS_ITS_TURN} ORDER BY next_at LIMIT 1`,
  }) as const;

export type StatementName = keyof ReturnType<typeof statementsFor>;
