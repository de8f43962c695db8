/** The order of a list that nobody sorted: as created, or scattered by the account's seed, the same every time. */

import type { Quirks } from "../../quirks.ts";
import type { StoredRow } from "../../records/record-store.ts";

interface Ordering {
  readonly quirks: Quirks;
  readonly seed: number;
}

/** Recorded lists are in no order of ids (-3, 37060, 8, ...); what NetSuite sorts by is not known. */
export function rowsInOrder(rows: readonly StoredRow[], { quirks, seed }: Ordering): readonly StoredRow[] {
  if (quirks.rowOrder === "as-created") return rows;
  return rows
    .map((row) => ({ row, place: scatter(`${seed}/${row.id}`) }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ row }) => row);
}

/** FNV-1a with a final mix, because ids that follow each other differ in their last digit only. */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
