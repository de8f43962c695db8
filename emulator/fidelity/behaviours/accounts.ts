/** Production, sandboxes and Release Preview: what they share, and what a refresh does. */
import type { Behaviour } from "../behaviour.ts";

export const ACCOUNTS_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "a sandbox refresh copies production's records under the same internal ids; before it, the same record has other ids in a sandbox",
    confidence: "documented",
    source:
      "a refresh copies production (section_4254975694, section_1515139626); that other internal ids stand in a sandbox that was filled by hand follows from it",
    switch: "refreshed, firstInternalId",
  },
  {
    rule: "tokens are not copied to a sandbox or Release Preview, and each refresh clears the sandbox's own: new ones must be issued",
    confidence: "documented",
    source: "documented (section_4254975694, section_1534941538); `token_rejected` for the old ones inferred",
  },
  {
    rule: "a refresh takes over production's integration records with their consumer key and secret",
    confidence: "documented",
    source:
      "settings are copied and both accounts have key and secret in common (section_1515139626); that records only the sandbox has stay as they are is a simplification",
  },
  {
    rule: "a refresh keeps the sandbox's tier and licences and ends its asynchronous jobs",
    confidence: "inferred",
    source: "the limit follows production's contract anyway (section_1504769959); jobs inferred",
  },
];
