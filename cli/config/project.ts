/** A configuration with everything it names, read and checked: what every command starts from. */
import {
  type AccountData,
  type AccountOptions,
  accountDataSchema,
  createEmulator,
  EmulatorError,
  type LatencySetting,
  mergedAccountData,
} from "../../emulator/index.ts";
import { isBackFlow, memoryOf } from "../../integration/index.ts";
import { UsageError } from "../usage-error.ts";
import { type Config, configSchema } from "./config.ts";
import { measuredLatency } from "./plan-latency.ts";
import { beside, namedIn, type ServiceProject } from "./service-project.ts";
import { parseYaml, readText } from "./yaml-file.ts";

export interface Project extends ServiceProject {
  readonly config: Config;
  /** The configuration file as it was named. */
  readonly file: string;
  readonly masterData: NonNullable<AccountOptions["masterData"]>;
  readonly rules: NonNullable<AccountOptions["rules"]>;
  /** What else the account has of its own: custom fields, lengths, forms, its role. */
  readonly traits: AccountTraits;
  /** Those of `uat.accounts`; null when there are none. */
  readonly uatAccounts: Readonly<Record<UatAccountName, UatAccount>> | null;
  /** Of the file that `plan.latency` names; null when it names a profile. */
  readonly measuredLatency: LatencySetting | null;
  /** The orders file; it is read by those who need it. */
  readonly ordersFile: string;
}

export const UAT_ACCOUNT_NAMES = ["sandbox", "production"] as const;
export type UatAccountName = (typeof UAT_ACCOUNT_NAMES)[number];

export interface UatAccount extends EmulatedAccount {
  readonly accountId: string;
}

export type AccountTraits = Pick<AccountData, "catalogue" | "role" | "quirks" | "language">;

/** @throws UsageError when a file is missing or wrong, with file, line and fix */
export async function loadProject(file: string): Promise<Project> {
  const config = parseYaml(await readText(file, "the configuration file"), file, configSchema);
  const accounts = accountsBeside(file);
  const data = await accounts(config.netsuite.account, config.netsuite.data);
  return {
    config,
    file,
    ...(await namedIn(config, file)),
    ...data,
    uatAccounts: await uatAccountsOf(config, accounts),
    measuredLatency: await measuredLatency(config.plan, file),
    ordersFile: beside(file, config.shop.orders),
  };
}

/** The mapping of the orders themselves, which the plan, the peak and the accounting are about. */
export function ordersMapping({ flows }: Pick<Project, "flows">): Project["flows"][number]["mapping"] {
  const orders = flows.find(({ kind }) => kind === "shopify-orders");
  if (orders === undefined) throw new TypeError("the configuration was taken without a flow of orders");
  return orders.mapping;
}

/** Flows whose source sends: what a shop that only sends webhooks can bring about. */
export const pushedFlows = ({ flows }: Pick<Project, "flows">): Project["flows"] =>
  flows.filter(({ kind }) => !isBackFlow(kind));

/** Where the scenarios run: in the sandbox of `uat.accounts`, else in the configured account. */
export const testedAccountId = ({ config }: Pick<Project, "config">): string =>
  config.uat.accounts?.sandbox.account ?? config.netsuite.account;

async function uatAccountsOf(
  config: Config,
  accountOf: ReturnType<typeof accountsBeside>,
): Promise<Project["uatAccounts"]> {
  const { accounts } = config.uat;
  if (accounts === undefined) return null;
  const read = async (name: UatAccountName): Promise<UatAccount> => {
    const { account, data = config.netsuite.data } = accounts[name];
    return { accountId: account, ...(await accountOf(account, data)) };
  };
  return { sandbox: await read("sandbox"), production: await read("production") };
}

export type EmulatedAccount = Pick<Project, "masterData" | "rules" | "traits">;

type DataFiles = Config["netsuite"]["data"];

/** The shop's own, a sandbox and production. */
const ACCOUNTS = 3;

/** The accounts that one configuration names: what is the same account with the same data is read and checked once. */
function accountsBeside(configFile: string) {
  const known = memoryOf<string, Promise<EmulatedAccount>>(ACCOUNTS);
  return (accountId: string, data: DataFiles): Promise<EmulatedAccount> =>
    known(JSON.stringify([accountId, data]), () => emulatedAccount(configFile, accountId, data));
}

/**
 * What an account of the configuration holds, by its data files, later ones over earlier ones.
 *
 * @throws UsageError when a file is missing or wrong, or NetSuite would refuse a record: before ten scenarios trip over it
 */
async function emulatedAccount(
  configFile: string,
  accountId: string,
  data: DataFiles,
): Promise<EmulatedAccount> {
  const files = [data].flat().map((name) => beside(configFile, name));
  const merged = mergedAccountData(await Promise.all(files.map(accountDataOf)));
  const { masterData = [], rules = {}, latency: _, concurrencyLimit: __, ...traits } = merged;
  try {
    createEmulator({ accounts: [{ accountId, masterData, rules, ...traits }] });
  } catch (cause) {
    if (!(cause instanceof EmulatorError)) throw cause;
    throw new UsageError(`${files.join(", ")}: ${cause.message}`, { cause });
  }
  return { masterData, rules, traits };
}

/** @throws UsageError when the file is missing or wrong */
export async function accountDataOf(file: string): Promise<AccountData> {
  return parseYaml(await readText(file, "the account data"), file, accountDataSchema);
}
