/** One thing the emulator does as NetSuite is believed to do it, and how anybody knows. */
import type { Confidence } from "../errors/catalogue-entry.ts";

export interface Behaviour {
  /** What happens, in one sentence. */
  readonly rule: string;
  /** HTTP status and code where they are the point. */
  readonly status?: string;
  /** The literal words, where they are the point. */
  readonly wording?: string;
  /** Of the weakest part that matters; `conflict` where sources disagree. */
  readonly confidence: Confidence | "conflict";
  /** Where it is known from, and which part is a guess. */
  readonly source: string;
  /** The account option that chooses another behaviour, such as `quirks.taskList`. */
  readonly switch?: string;
}
