/** A configuration with everything it names, read and checked: what every command starts from. */
import { dirname, relative, resolve } from "node:path";
import { z } from "zod";
import {
  type AccountOptions,
  accountRulesSchema,
  createEmulator,
  EmulatorError,
} from "../../emulator/index.ts";
import { type IntegrationOptions, isBackFlow, ledgerAt } from "../../integration/index.ts";
import { UsageError } from "../usage-error.ts";
import { type Config, configSchema } from "./config.ts";
import { parseYaml, readText } from "./yaml-file.ts";

export interface Project {
  readonly config: Config;
  /** The configuration file as it was named. */
  readonly file: string;
  readonly flows: IntegrationOptions["flows"];
  readonly masterData: NonNullable<AccountOptions["masterData"]>;
  readonly rules: NonNullable<AccountOptions["rules"]>;
  /** The orders file; it is read by those who need it. */
  readonly ordersFile: string;
  readonly ledger: LedgerPlace;
}

export type LedgerPlace = IntegrationOptions["ledger"];

function placeOf({ ledger, anyFileSystem }: Config["serve"], beside: (path: string) => string): LedgerPlace {
  const place = ledgerAt(ledger);
  return "file" in place ? { file: beside(place.file), anyFileSystem } : place;
}

const accountDataSchema = z.strictObject({
  rules: accountRulesSchema.prefault({}),
  masterData: z.array(z.strictObject({ recordType: z.string(), body: z.record(z.string(), z.unknown()) })),
});

/** @throws UsageError when a file is missing or wrong, with file, line and fix */
export async function loadProject(file: string): Promise<Project> {
  const config = parseYaml(await readText(file, "the configuration file"), file, configSchema);
  const beside = (path: string): string => relative("", resolve(dirname(file), path)) || path;
  const dataFile = beside(config.netsuite.data);
  const data = await accountDataOf(dataFile);
  requireUsable(data, dataFile, config);
  return {
    config,
    file,
    flows: await Promise.all(config.flows.map((flow) => withMapping(flow, beside(flow.mapping)))),
    ...data,
    ordersFile: beside(config.shop.orders),
    ledger: placeOf(config.serve, beside),
  };
}

async function withMapping(flow: Config["flows"][number], file: string): Promise<Project["flows"][number]> {
  return { ...flow, mapping: { file, text: await readText(file, "the mapping") } };
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

/** NetSuite's own refusal of a record, before ten scenarios trip over it. */
function requireUsable(data: Pick<Project, "masterData" | "rules">, file: string, config: Config): void {
  try {
    createEmulator({ accounts: [{ accountId: config.netsuite.account, ...data }] });
  } catch (cause) {
    if (!(cause instanceof EmulatorError)) throw cause;
    throw new UsageError(`${file}: ${cause.message}`, { cause });
  }
}

/** @throws UsageError when the file is missing or wrong */
export async function accountDataOf(file: string): Promise<Pick<Project, "masterData" | "rules">> {
  return parseYaml(await readText(file, "the account data"), file, accountDataSchema);
}
