/** A field of a mapping to which two accounts give different answers. */
export interface FieldDifference {
  /** With the sublist or address that it stands in: `salesOrder.item.location`. */
  readonly field: string;
  readonly file: string;
  /** Null when no row of the mapping writes the field: the account asks for it by itself. */
  readonly line: number | null;
  /** What was asked for, or the order that showed it. */
  readonly about: string;
  readonly sandbox: string;
  readonly production: string;
}
