/** From `drydock emulator`'s options to the accounts that are ordered. */
import type { AccountOptions, LatencyProfile, ServiceTier } from "../../emulator/index.ts";
import { accountDataOf } from "../config/project.ts";

export interface AccountChoices {
  readonly account: readonly string[];
  readonly tier: ServiceTier;
  readonly suitecloudPlus: number;
  readonly latency: LatencyProfile;
  readonly seed: number;
  readonly data?: string;
}

/** @throws UsageError when the data file is missing or wrong */
export async function accountOrders(choices: AccountChoices): Promise<readonly AccountOptions[]> {
  const { tier, suitecloudPlus: suiteCloudPlus, latency, seed } = choices;
  const data = choices.data === undefined ? {} : await accountDataOf(choices.data);
  return choices.account.map((accountId) => ({ accountId, tier, suiteCloudPlus, latency, seed, ...data }));
}
