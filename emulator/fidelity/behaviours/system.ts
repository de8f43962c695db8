/** What an account tells about itself. */
import type { Behaviour } from "../behaviour.ts";

export const SYSTEM_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "`serverTime`, `governanceLimits`",
    confidence: "documented",
    source: "documented (article_0528010158, article_0625010817); what counts as `internal` inferred",
  },
  { rule: "`OPTIONS /services/rest/*` answers 204", confidence: "observed", source: "observed" },
  {
    rule: "`/rest/datacenterurls`",
    confidence: "observed",
    source:
      "names and the refusal of `1234567-sb1` observed; the body of the refusal, no login and no slot inferred; where no NetSuite host was called, the origin that was",
  },
  { rule: "`/rest/tokeninfo`", confidence: "observed", source: "path observed, the whole answer inferred" },
];
