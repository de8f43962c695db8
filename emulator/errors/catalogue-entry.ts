/** What is known of one error body: its words, and how far they can be trusted. */

type Confidence =
  /** Seen in a live reply. */
  | "observed"
  /** Stated by Oracle. */
  | "documented"
  /** Built from neighbours; the part that is a guess is named in the source. */
  | "inferred";

export interface CatalogueEntry {
  readonly status: number;
  /** The status that type and title speak of, where NetSuite answers with another one. */
  readonly describedAs?: number;
  readonly code: string;
  /** `{name}` marks are filled from the refusal's values. */
  readonly text: string;
  readonly confidence: Confidence;
  readonly source: string;
}
