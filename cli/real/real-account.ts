/** A real account as a command reaches it: never production, and with a part of its slots only. */
import {
  type AccountClient,
  accountName,
  concurrencyLimitOf,
  openAccountClient,
  RECORD_SERVICE,
} from "../../integration/index.ts";
import { whyNotThisAddress, whyNotWritable } from "../../scenarios/index.ts";
import { type Project, testedAccountId } from "../config/project.ts";
import { netsuiteCredentialsIn } from "../config/secrets.ts";
import type { Surroundings } from "../surroundings.ts";
import { UsageError } from "../usage-error.ts";

export interface RealAccountChoices {
  readonly account?: string;
  readonly baseUrl?: string;
}

export interface RealAccount {
  readonly accountId: string;
  readonly baseUrl: string;
  readonly credentials: ReturnType<typeof netsuiteCredentialsIn>;
  /** The most calls in flight at once. */
  readonly slots: number;
}

/** Tier and licences mean nothing to such an account (Oracle help bridgehead_1500275603). */
const SLOTS_OF_TEST_DRIVES = 5;

/** @throws UsageError for an account or an address that Drydock does not write to, and for missing credentials */
export function realAccountOf(
  project: Project,
  { account, baseUrl }: RealAccountChoices,
  env: Surroundings["env"],
): RealAccount {
  const { config, file } = project;
  const accountId = account ?? testedAccountId(project);
  const refused =
    whyNotWritable(accountId) ?? (baseUrl === undefined ? undefined : whyNotThisAddress(baseUrl));
  if (refused !== undefined) {
    throw new UsageError(
      `${refused} The account is that of --account, else uat.accounts.sandbox.account or netsuite.account in ${file}.`,
    );
  }
  const { tier, suiteCloudPlus, reservedSlots } = config.netsuite;
  const limit = accountId.startsWith("TSTDRV")
    ? SLOTS_OF_TEST_DRIVES
    : concurrencyLimitOf(tier, suiteCloudPlus);
  return {
    accountId,
    baseUrl: baseUrl ?? accountName(accountId).suiteTalkUrl,
    credentials: netsuiteCredentialsIn(env),
    // Half of what is left stays for the people and programs that work in the sandbox.
    slots: Math.max(1, Math.floor((limit - reservedSlots) / 2)),
  };
}

export const openRealAccount = (account: RealAccount): AccountClient => openAccountClient(account);

/** Asks for the account's own limits first: whether anybody answers, and lets this login in. @throws UsageError when not */
export async function requireLogin(
  client: AccountClient,
  { accountId, baseUrl }: RealAccount,
): Promise<void> {
  const answer = await client.call({
    method: "GET",
    path: `${RECORD_SERVICE}/metadata-catalog?select=customer`,
  });
  if (answer.kind === "no-answer")
    throw new UsageError(
      `${accountId} does not answer at ${baseUrl}: ${answer.message}. Check the address and the network.`,
    );
  if (answer.status !== 401 && answer.status !== 403) return;
  throw new UsageError(
    `${accountId} refuses the login (${answer.status}). Check the DRYDOCK_NETSUITE_… variables; after a refresh a sandbox needs new tokens (Oracle help section_1534941538), and its Login Audit Trail says why.`,
  );
}
