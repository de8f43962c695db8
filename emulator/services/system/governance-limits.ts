/** The limits that concern whoever asks, in the three shapes of Oracle help article_0625010817. */
import type { Share } from "../../governance/allocations.ts";
import type { Slots } from "../../governance/slots.ts";
import type { Caller } from "../service.ts";

export function governanceLimits(
  { slots, shares }: { readonly slots: Slots; readonly shares: readonly Share[] },
  { integration }: Caller,
) {
  const { limit, unallocatedLimit } = slots.figures();
  const share = shares.find(({ name }) => name === integration);
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
