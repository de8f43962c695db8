/** The limits that concern whoever asks, in the three shapes of Oracle help article_0625010817. */
import type { Slots } from "../../governance/slots.ts";
import type { Caller } from "../service.ts";

export function governanceLimits(slots: Slots, { integration }: Caller) {
  const { limit, unallocatedLimit } = slots.figures();
  const share = integration === undefined ? undefined : slots.shareOf(integration);
  const account = {
    accountConcurrencyLimit: limit,
    accountUnallocatedConcurrencyLimit: unallocatedLimit,
  };
  if (share?.allocation !== undefined) {
    return {
      ...account,
      integrationConcurrencyLimit: share.allocation,
      integrationLimitType: "integrationSpecific",
    };
  }
  // That "internal" are NetSuite's own applications is inferred: the page gives the shape only.
  return { ...account, integrationLimitType: share?.internal === true ? "internal" : "accountLimit" };
}
