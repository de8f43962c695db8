/** Lists, pages and `q=`. */
import type { Behaviour } from "../behaviour.ts";

export const COLLECTIONS_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "what `q=` refuses: operators of another field type, dates not in M/D/YYYY",
    confidence: "documented",
    source: "operators documented (section_1545222128), refusals and those of selections inferred",
  },
];
