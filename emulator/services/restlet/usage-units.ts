/** What a script's calls cost: Oracle's table, help section_157072844224. */
import type { RecordType } from "../../records/record-type.ts";

/** Of one call of a RESTlet (Oracle help section_4640094112). */
export const UNITS_PER_CALL = 5_000;

interface ByCategory {
  readonly transaction: number;
  readonly custom: number;
  readonly other: number;
}

const OPENING: ByCategory = { transaction: 10, custom: 2, other: 5 };
const WRITING: ByCategory = { transaction: 20, custom: 4, other: 10 };

export const RECORD_UNITS = {
  create: OPENING,
  copy: OPENING,
  load: OPENING,
  transform: OPENING,
  submitFields: OPENING,
  save: WRITING,
  delete: WRITING,
} as const satisfies Record<string, ByCategory>;

export const UNITS = {
  attach: 10,
  query: 10,
  queryPage: 10,
  searchResults: 10,
  searchPages: 5,
  searchPage: 5,
  searchLoad: 5,
  lookupFields: 1,
} as const;

export function recordUnits(call: keyof typeof RECORD_UNITS, { category }: RecordType): number {
  const { transaction, custom, other } = RECORD_UNITS[call];
  if (category === "transaction") return transaction;
  return category === "custom" ? custom : other;
}
