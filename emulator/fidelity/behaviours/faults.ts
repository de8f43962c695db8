/** What goes wrong between a caller and NetSuite, when it is ordered. */
import type { Behaviour } from "../behaviour.ts";

export const FAULTS_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "maintenance page: HTML with status 200 where JSON was expected",
    status: "200",
    confidence: "inferred",
    source: "the page's words are the emulator's own; no live page was recorded",
    switch: "faults: effect maintenance-page",
  },
  {
    rule: "a proxy's HTML page for 500, 502, 503 and 504",
    confidence: "inferred",
    source: "the form common proxies use; which one stands in front of an account is not published",
    switch: "faults: effect { status, page: proxy }",
  },
  {
    rule: "a failed login after 60 s for one request, without a full account",
    confidence: "observed",
    source: "observed (julbrs/netsuite-api-client issue 26); here at the caller's order",
    switch: "faults: effect failed-login",
  },
  {
    rule: "a read that does not see the latest writes yet",
    confidence: "inferred",
    source: "Oracle promises no order between a write and a search; how long one lags is not published",
    switch: "faults: effect { staleRead }",
  },
];
