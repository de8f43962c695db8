/** A configuration with everything it names, read and checked: what every command starts from. */
import { dirname, relative, resolve } from "node:path";
import { z } from "zod";
import {
  type AccountOptions,
  accountRulesSchema,
  createEmulator,
  EmulatorError,
} from "../../emulator/index.ts";
import { type IntegrationOptions, ledgerAt } from "../../integration/index.ts";
import { UsageError } from "../usage-error.ts";
import { type Config, configSchema } from "./config.ts";
import { parseYaml, readText } from "./yaml-file.ts";

export interface Project {
  readonly config: Config;
  /** The configuration file as it was named. */
  readonly file: string;
  readonly mapping: { readonly text: string; readonly file: string };
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
  const mappingFile = beside(config.mapping);
  return {
    config,
    file,
    mapping: { file: mappingFile, text: await readText(mappingFile, "the mapping") },
    ...data,
    ordersFile: beside(config.shop.orders),
    ledger: placeOf(config.serve, beside),
  };
}

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
