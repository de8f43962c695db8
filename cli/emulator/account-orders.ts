/** From `drydock emulator`'s options to the accounts that are ordered. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  type AccountData,
  type AccountOptions,
  type Fault,
  type ImportedRow,
  mergedAccountData,
  readDataFile,
  type SeededRecord,
  type ServiceTier,
  seedMasterData,
} from "../../emulator/index.ts";
import { UsageError } from "../usage-error.ts";
import type { FaultChoices } from "./fault-orders.ts";
import { type LatencyChoice, latencyOf } from "./latency-option.ts";
import type { RestletChoice } from "./restlet-option.ts";

export interface AccountChoices extends FaultChoices {
  readonly account: readonly string[];
  readonly tier: ServiceTier;
  readonly suitecloudPlus: number;
  readonly latency: LatencyChoice;
  readonly seed: number;
  readonly data?: readonly string[];
  readonly seedData?: string;
  readonly restlet: readonly RestletChoice[];
}

/** @throws UsageError when the data file or what is to be invented is missing or wrong */
export async function accountOrders(choices: AccountChoices): Promise<readonly AccountOptions[]> {
  const { tier, suitecloudPlus: suiteCloudPlus, seed } = choices;
  const own = await accountData(choices.data ?? []);
  // A data file may bring the account's own; a choice at the command goes before it.
  const chosen = await latencyOf(choices.latency);
  const latency = chosen === "none" ? (own.latency ?? chosen) : chosen;
  const invented = choices.seedData === undefined ? [] : await inventedData(choices.seedData, seed);
  const data = { ...own, restlets: choices.restlet, masterData: [...(own.masterData ?? []), ...invented] };
  const faults = await faultsOf(choices);
  return choices.account.map((accountId) => ({
    accountId,
    tier,
    suiteCloudPlus,
    seed,
    faults,
    ...data,
    latency,
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

/** YAML files with master data, rules and overlays, CSV and JSON files of records, and folders of these. */
async function accountData(paths: readonly string[]): Promise<Partial<AccountOptions>> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const records = files.filter((file) => /\.(csv|json)$/i.test(file));
  const own = await Promise.all(files.filter((file) => !records.includes(file)).map(yamlData));
  const imports = await Promise.all(records.map(recordsIn));
  return { ...mergedAccountData(own), imports: imports.flat() };
}

async function recordsIn(file: string): Promise<readonly ImportedRow[]> {
  const { readText } = await import("../config/yaml-file.ts");
  return readDataFile({ file, text: await readText(file, "the records") });
}

/** Loaded when needed: reading YAML takes as long to load as the rest of the command. */
async function yamlData(file: string): Promise<AccountData> {
  const { accountDataOf } = await import("../config/project.ts");
  return accountDataOf(file);
}

async function faultsOf(choices: FaultChoices): Promise<readonly Fault[]> {
  if (choices.fault === undefined && choices.faults === undefined) return [];
  const { faultOrders } = await import("./fault-orders.ts");
  return faultOrders(choices);
}

async function filesAt(path: string): Promise<readonly string[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const names = (await readdir(path)).filter((name) => /\.(csv|json|ya?ml)$/i.test(name)).sort();
  if (names.length > 0) return names.map((name) => join(path, name));
  throw new UsageError(`The folder ${path} holds no .csv, .json or .yaml file. Check the path.`);
}
