/** What is known of one error body: its words, and how far they can be trusted. */

export type Confidence =
  /** Seen in a live reply. */
  | "observed"
  /** Stated by Oracle. */
  | "documented"
  /** Built from neighbours; the part that is a guess is named in the source. */
  | "inferred";

export interface PartConfidence {
  readonly wording: Confidence;
  /** Of status and code together: the weaker of the two. */
  readonly status: Confidence;
}

export interface CatalogueEntry {
  readonly status: number;
  /** The status that type and title speak of, where NetSuite answers with another one. */
  readonly describedAs?: number;
  /** Where the title is not the status's own. */
  readonly title?: string;
  readonly code: string;
  /** A code beside the details too, as one sample of the help has it. */
  readonly outerCode?: string;
  /** Goes on where the path of the refusal ends; marks are filled as in the text. */
  readonly pathEnd?: string;
  /** `{name}` marks are filled from the refusal's values. */
  readonly text: string;
  /** One word for both where wording and status are known equally well. */
  readonly confidence: Confidence | PartConfidence;
  readonly source: string;
}

export const confidenceOf = ({ confidence }: CatalogueEntry): PartConfidence =>
  typeof confidence === "string" ? { wording: confidence, status: confidence } : confidence;
