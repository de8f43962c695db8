/** Slots, tiers and what is refused over the limit. */
import type { Behaviour } from "../behaviour.ts";

export const GOVERNANCE_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "tiers, licences and limits, sandboxes as production, five slots for development and partner accounts",
    confidence: "documented",
    source:
      "documented (bridgehead_1500275603, section_1504769959); the legacy tiers' maximum of licences is not published: 12 assumed, `maxSuiteCloudPlus` sets it; TSTDRV ids as partner accounts inferred",
  },
  {
    rule: "allocations reserve and cap, at least one slot stays unallocated",
    confidence: "documented",
    source: "documented (bridgehead_156224824287); the order of the three limits inferred; no queue",
  },
  {
    rule: "lenient limit (`tolerance`)",
    confidence: "documented",
    source:
      "documented without numbers (section_N3448861); under a second, and not for allocations, inferred; off by default",
    switch: "governance.tolerance",
  },
  {
    rule: "overload as a failed login after 60 s",
    confidence: "observed",
    source: "observed (julbrs/netsuite-api-client issue 26); off by default",
    switch: "governance.overload",
  },
  {
    rule: "peak, total and rejected for each integration record, over thirty days",
    confidence: "documented",
    source:
      "documented (bridgehead_1525252220); that today and the twenty-nine days before it count, by UTC, inferred",
  },
  {
    rule: "an allocation changes at once, requests in flight keep the slots they took",
    confidence: "inferred",
    source: "the page to change it is documented (bridgehead_156224824287), what happens meanwhile is not",
  },
  {
    rule: "SuiteTalk REST and RESTlets share one pool, each with its own refusal",
    status: "429, 400 SSS_REQUEST_LIMIT_EXCEEDED",
    confidence: "documented",
    source: "documented (section_1500275531, bridgehead_1525252812)",
  },
  {
    rule: "429 body",
    confidence: "documented",
    source: "code documented, long detail observed, title and type inferred; no `Retry-After` is sent",
  },
];
