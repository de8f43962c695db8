/** What the worlds of a project's scenarios are made of. */
import { dirname, resolve } from "node:path";
import type { ForeignTarget, Setting, TestedAccount } from "../../scenarios/index.ts";
import type { Project, UatAccountName } from "../config/project.ts";

interface Around {
  /** For ledgers; nobody needs them afterwards. */
  readonly folder: string;
  /** Of the process, for what a target's process inherits of it. @default nothing */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** One of `uat.accounts`. @default the shop's ordinary account */
  readonly accountName?: UatAccountName | undefined;
}

export function uatSetting(project: Project, { folder, environment = {}, accountName }: Around): Setting {
  const { flows, config } = project;
  const target = targetOf(project);
  const own = accountName === undefined ? undefined : project.uatAccounts?.[accountName];
  const { masterData, rules, traits } = own ?? project;
  return {
    folder,
    flows,
    masterData,
    rules,
    account: own === undefined ? traits : { ...traits, accountId: own.accountId },
    shopDomain: config.shop.domain,
    knownSku: config.shop.knownSku,
    ...(target === undefined ? {} : { target, environment }),
  };
}

/** Another integration, which runs where the configuration is; undefined when Drydock's own core is judged. */
export function targetOf({ config, file }: Pick<Project, "config" | "file">): ForeignTarget | undefined {
  return config.target && { ...config.target, folder: resolve(dirname(file)) };
}

/** One of `uat.accounts`, with what its worlds are made of. @throws TypeError when the configuration names none */
export function testedAccount(
  project: Project,
  { accountName, ...around }: Around & { readonly accountName: UatAccountName },
): TestedAccount {
  const account = project.uatAccounts?.[accountName];
  if (account === undefined) throw new TypeError("the configuration names no accounts");
  return { accountId: account.accountId, setting: uatSetting(project, { ...around, accountName }) };
}
