/** What the faults may ask about a call, from what its login claims and its URL says. */
import type { AccountCore } from "../account.ts";
import type { Call } from "../exchange/call.ts";
import { planOf } from "../services/plan.ts";
import type { Caller, PlanFacts } from "../services/service.ts";
import type { FaultSubject } from "./fault-match.ts";

/** Before the login; the call is planned at most once, and only if a fault asks. */
export function claimedSubject(account: AccountCore, call: Call): FaultSubject {
  const { request, url, channel, header } = call;
  let plan: PlanFacts | undefined;
  return {
    method: request.method,
    channel,
    url,
    integration() {
      if (header.kind !== "present") return undefined;
      return account.integrations.withConsumerKey(header.value("oauth_consumer_key"))?.name;
    },
    plan() {
      plan ??= planOf(account, call, NOBODY);
      return plan;
    },
  };
}

const NOBODY: Caller = { integration: undefined };

/** After the login. */
export const knownSubject = (subject: FaultSubject, { integration }: Caller): FaultSubject => ({
  ...subject,
  integration: () => integration,
});
