/** A record as the store holds it. */
import type { Fields } from "./field-value.ts";

/** The fields of a kept row are no property of its own: whoever spreads one says what the fields of the new one are. */
export interface StoredRow {
  readonly recordType: string;
  readonly id: string;
  readonly fields: Fields;
  /** Contacts and files that are attached to it. */
  readonly attached?: readonly Attachment[];
}

export interface Attachment {
  readonly recordType: string;
  readonly id: string;
}
