/** What the worlds of a project's scenarios are made of. */
import { dirname, resolve } from "node:path";
import type { Setting } from "../../scenarios/index.ts";
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
  const { flows, config, file } = project;
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
    // Another integration runs where the configuration is.
    ...(config.target === undefined
      ? {}
      : { target: { ...config.target, folder: resolve(dirname(file)) }, environment }),
  };
}
