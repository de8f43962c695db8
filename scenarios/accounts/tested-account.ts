/** An account that the same mapping is held against: a sandbox, and the production account that it stands for. */
import type { Account } from "../../emulator/index.ts";
import { type AccountClient, openAccountClient } from "../../integration/index.ts";
import { createLocalNetwork } from "../network/local-network.ts";
import { openNetSuite } from "../world/netsuite.ts";
import type { Setting } from "../world/setting.ts";

export interface TestedAccount {
  readonly accountId: string;
  readonly setting: Setting;
}

export interface OpenTestedAccount {
  readonly account: Account;
  /** As a program reaches it. */
  readonly client: AccountClient;
}

/** What was created when is no difference between two accounts. */
const BEGINNING = Date.parse("2026-01-01T00:00:00Z");

export function openTestedAccount({ setting }: TestedAccount): OpenTestedAccount {
  const network = createLocalNetwork(() => undefined);
  const clock = { now: () => BEGINNING, ticks: () => BEGINNING, sleep: () => Promise.resolve() };
  const { account, url: baseUrl } = openNetSuite({ setting, network, clock });
  const client = openAccountClient({
    accountId: account.accountId,
    baseUrl,
    credentials: account.credentials,
    slots: 1,
    clock: { now: () => BEGINNING, sleep: (_, until) => untilAborted(until) },
    connect: network.machine("reader").connect,
  });
  return { account, client };
}

/** A deadline that never comes: nothing in this process can hang for long. */
const untilAborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
