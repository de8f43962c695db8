/** What both engines take as a value and give back in a row. */
export type SqlValue = string | number | null | Uint8Array;
