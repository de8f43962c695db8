/** How an account words its errors, whatever the channel. */
import { DEFAULT_QUIRKS, type Quirks } from "../quirks.ts";
import type { Language } from "./languages.ts";

export interface Wording {
  readonly quirks: Quirks;
  readonly language: Language;
}

/** Of whoever answers before any account does. */
export const DEFAULT_WORDING: Wording = { quirks: DEFAULT_QUIRKS, language: "en" };
