/** The statements that are made anew for each filter of a person: the list and its groups. */
import type { EntryFilter } from "../entry.ts";
import type { SqlValue } from "./sql-value.ts";
import { WHOLE_ENTRY } from "./statements.ts";

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

const DAY_MS = 24 * 60 * 60 * 1_000;

export function tallyStatement({ afterId: _, limit: __, ...filter }: EntryFilter): FilterStatement {
  const { where, values } = conditions(filter);
  return {
    sql: `
      SELECT state, class, code, received_at / ${DAY_MS} AS day, count(*) AS count, min(received_at) AS oldest_at
      FROM entry ${where} GROUP BY state, class, code, received_at / ${DAY_MS}`,
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
  assignee: "entry.assignee = ?",
  mappingVersion: "entry.mapping_version = ?",
  since: "entry.received_at >= ?",
  until: "entry.received_at < ?",
  sentSince: "entry.sent_at >= ?",
  minReruns: "entry.reruns >= ?",
  afterId: "entry.id > ?",
} as const satisfies Record<Exclude<keyof EntryFilter, "states" | "limit">, string>;

function conditions({ states, ...filter }: EntryFilter): { where: string; values: SqlValue[] } {
  const parts = ["TRUE"];
  const values: SqlValue[] = [];
  if (states !== undefined) {
    parts.push(states.length === 0 ? "FALSE" : `entry.state IN (${states.map(() => "?").join(",")})`);
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
