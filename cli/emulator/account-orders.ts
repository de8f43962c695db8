/** From `drydock emulator`'s options to the accounts that are ordered. */
import {
  type AccountOptions,
  type Fault,
  type LatencyProfile,
  type SeededRecord,
  type ServiceTier,
  seedMasterData,
} from "../../emulator/index.ts";
import { UsageError } from "../usage-error.ts";
import type { FaultChoices } from "./fault-orders.ts";
import type { RestletChoice } from "./restlet-option.ts";

export interface AccountChoices extends FaultChoices {
  readonly account: readonly string[];
  readonly tier: ServiceTier;
  readonly suitecloudPlus: number;
  readonly latency: LatencyProfile;
  readonly seed: number;
  readonly data?: string;
  readonly seedData?: string;
  readonly restlet: readonly RestletChoice[];
}

/** @throws UsageError when the data file or what is to be invented is missing or wrong */
export async function accountOrders(choices: AccountChoices): Promise<readonly AccountOptions[]> {
  const { tier, suitecloudPlus: suiteCloudPlus, latency, seed } = choices;
  const own = choices.data === undefined ? {} : await accountData(choices.data);
  const invented = choices.seedData === undefined ? [] : await inventedData(choices.seedData, seed);
  const data = { ...own, restlets: choices.restlet, masterData: [...(own.masterData ?? []), ...invented] };
  const faults = await faultsOf(choices);
  return choices.account.map((accountId) => ({
    accountId,
    tier,
    suiteCloudPlus,
    latency,
    seed,
    faults,
    ...data,
  }));
}

/** From `customers=1000,items=200`. */
async function inventedData(text: string, seed: number): Promise<readonly SeededRecord[]> {
  const counts = text.split(",").map((part) => {
    const [, name, count] = /^\s*([a-z]+)\s*=\s*(\d+)\s*$/i.exec(part) ?? [];
    if (name !== undefined) return [name, Number(count)] as const;
    throw new UsageError(`--seed-data cannot read "${part}". Write it as customers=1000,items=200.`);
  });
  return seedMasterData({ seed, ...Object.fromEntries(counts) });
}

/** Loaded when needed: reading YAML takes as long to load as the rest of the command. */
async function accountData(file: string): Promise<Partial<AccountOptions>> {
  const { accountDataOf } = await import("../config/project.ts");
  return accountDataOf(file);
}

async function faultsOf(choices: FaultChoices): Promise<readonly Fault[]> {
  if (choices.fault === undefined && choices.faults === undefined) return [];
  const { faultOrders } = await import("./fault-orders.ts");
  return faultOrders(choices);
}
