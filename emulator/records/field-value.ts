/** Values as the store keeps them: camelCase names, references resolved, sublists as items. */

export interface Reference {
  readonly id: string;
  readonly refName?: string;
}

export type Fields = { [name: string]: FieldValue };

export interface Sublist {
  readonly items: readonly Fields[];
}

export type FieldValue = string | number | boolean | null | Reference | Sublist | Fields;

/** A record as an administrator sees it, without the wire's links. */
export interface StoredRecord {
  readonly recordType: string;
  /** Internal id. */
  readonly id: string;
  readonly externalId?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export const isReference = (value: FieldValue | undefined): value is Reference =>
  typeof value === "object" && value !== null && typeof (value as { id?: unknown }).id === "string";

export const isSublist = (value: FieldValue | undefined): value is Sublist =>
  typeof value === "object" && value !== null && Array.isArray((value as { items?: unknown }).items);

export const linesOf = (value: FieldValue | undefined): readonly Fields[] =>
  isSublist(value) ? value.items : [];

/** A value that came in as a JSON object; arrays and null are not. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
