/** A configuration with everything it names, read and checked: what every command starts from. */
import { z } from "zod";
import {
  type AccountOptions,
  accountRulesSchema,
  createEmulator,
  EmulatorError,
} from "../../emulator/index.ts";
import { isBackFlow } from "../../integration/index.ts";
import { UsageError } from "../usage-error.ts";
import { type Config, configSchema } from "./config.ts";
import { beside, namedIn, type ServiceProject } from "./service-project.ts";
import { parseYaml, readText } from "./yaml-file.ts";

export interface Project extends ServiceProject {
  readonly config: Config;
  /** The configuration file as it was named. */
  readonly file: string;
  readonly masterData: NonNullable<AccountOptions["masterData"]>;
  readonly rules: NonNullable<AccountOptions["rules"]>;
  /** The orders file; it is read by those who need it. */
  readonly ordersFile: string;
}

const accountDataSchema = z.strictObject({
  rules: accountRulesSchema.prefault({}),
  masterData: z.array(z.strictObject({ recordType: z.string(), body: z.record(z.string(), z.unknown()) })),
});

/** @throws UsageError when a file is missing or wrong, with file, line and fix */
export async function loadProject(file: string): Promise<Project> {
  const config = parseYaml(await readText(file, "the configuration file"), file, configSchema);
  const dataFile = beside(file, config.netsuite.data);
  const data = await accountDataOf(dataFile);
  requireUsable(data, dataFile, config);
  return {
    config,
    file,
    ...(await namedIn(config, file)),
    ...data,
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
