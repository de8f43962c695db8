/** How long requests take. */
import type { Behaviour } from "../behaviour.ts";

export const LATENCY_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "latency",
    confidence: "inferred",
    source:
      "heavy fitted to Oracle's benchmark (chapter_1488813888), lean and typical inferred, spread assumed",
  },
];
