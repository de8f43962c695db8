/** From `drydock emulator`'s options to the accounts that are ordered. */
import type { AccountOptions, LatencyProfile, ServiceTier } from "../../emulator/index.ts";

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
  const data = choices.data === undefined ? {} : await accountData(choices.data);
  return choices.account.map((accountId) => ({ accountId, tier, suiteCloudPlus, latency, seed, ...data }));
}

/** Loaded when needed: reading YAML takes as long to load as the rest of the command. */
async function accountData(file: string): Promise<Partial<AccountOptions>> {
  const { accountDataOf } = await import("../config/project.ts");
  return accountDataOf(file);
}
