/** How long requests take. */
import type { Behaviour } from "../behaviour.ts";

export const LATENCY_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "latency",
    confidence: "inferred",
    source:
      "heavy fitted to Oracle's benchmark (chapter_1488813888), lean and typical inferred, spread assumed",
  },
  {
    rule: "What requests, tasks and scripts write at once shares what the account can write in a second: each waits by the sum of the lines in flight; the wait runs from the request's arrival",
    confidence: "inferred",
    source: "fit to Oracle's benchmark, whose connections write alike; that unlike ones share is inferred",
  },
  {
    rule: "Each row that a SuiteQL query answers over REST takes half a millisecond more",
    confidence: "inferred",
    source: "assumed; nothing is published",
  },
];
