/** What the core asks of NetSuite: the port that every part above HTTP is written against. */
import type { Result } from "../failure.ts";

export type NetSuiteResult<T> = Result<T>;

export interface RecordWrite {
  /** As in the path of the record service: `salesOrder`. */
  readonly recordType: string;
  /** Letters, digits, `_` and `-` only. */
  readonly externalId: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Sublists whose lines are exchanged for those of the body; without it NetSuite appends lines. */
  readonly replace: readonly string[];
}

export interface FoundRecord {
  readonly internalId: string;
  /** As the record service answers them: references as `{id, refName}`, sublists as links. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface NetSuite {
  /**
   * Creates or updates by external id: the same write sent twice makes one record. `announce` is awaited when its slot is there,
   * right before the record leaves; what it throws keeps the record back.
   */
  upsert(
    record: RecordWrite,
    announce?: () => Promise<void>,
  ): Promise<NetSuiteResult<{ readonly internalId: string }>>;
  /** null when no record has this external id. */
  findByExternalId(recordType: string, externalId: string): Promise<NetSuiteResult<FoundRecord | null>>;
  /** Internal ids of the records whose field is exactly this text; at most two, since a second one is already too many. */
  findByField(recordType: string, field: string, value: string): Promise<NetSuiteResult<readonly string[]>>;
}

/** What the flows out of NetSuite ask beside that. */
export interface NetSuiteQueries {
  /** All rows of a query in SuiteQL, page by page; every value is a text, and what is null is left out. */
  query(suiteql: string): Promise<NetSuiteResult<readonly QueryRow[]>>;
}

/** Column names in small letters. */
export type QueryRow = Readonly<Record<string, string>>;
