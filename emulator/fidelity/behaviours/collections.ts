/** Lists, pages and `q=`. */
import type { Behaviour } from "../behaviour.ts";

export const COLLECTIONS_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "what `q=` refuses: operators of another field type, dates not in M/D/YYYY (`Unparseable date: …`)",
    confidence: "documented",
    source:
      "operators documented (section_1545222128); a public connector looks for the words of the date (airbytehq/airbyte, source-netsuite); all else inferred",
  },
  {
    rule: "a selection is met in `q=` by the id and by the name of what it refers to",
    confidence: "inferred",
    source: "the help shows ids only (section_1545222128)",
  },
  {
    rule: "an operator that ends in `_NOT` also finds records whose field is empty",
    confidence: "inferred",
    source: "no public reply tells",
  },
  {
    rule: "pages: 1000 rows by default and at most, an offset divisible by the limit, a total of at most a thousand pages",
    confidence: "documented",
    source:
      "section_156414087576; the capped total recorded live; words of the refusals and an empty page behind the end inferred",
  },
];
