/** The NetSuite of one scenario: an emulated account of its own, in this world's time and on its network. */
import {
  type Account,
  type AccountOptions,
  createEmulator,
  createOpenings,
  type Emulator,
  type EmulatorOptions,
  netsuiteServer,
} from "../../emulator/index.ts";
import type { LocalNetwork } from "../network/local-network.ts";
import type { VirtualTime } from "../virtual-time/virtual-time.ts";
import type { Setting, WorldOptions } from "./setting.ts";

export interface NetSuite {
  readonly account: Account;
  readonly emulator: Emulator;
  /** Where SuiteTalk answers, without a path. */
  readonly url: string;
}

interface NetSuiteOptions {
  readonly setting: Setting;
  /** @default the account as the shop has it */
  readonly options?: WorldOptions;
  readonly network: LocalNetwork;
  /** @default the machine's */
  readonly clock?: EmulatorOptions["clock"];
}

/** The account as the shop has it, and as this scenario wants it. */
export function accountOptionsOf(setting: Setting, options: WorldOptions): AccountOptions {
  return {
    accountId: "1234567",
    seed: setting.seed ?? 1,
    ...setting.account,
    ...options.account,
    rules: { ...setting.rules, ...options.account?.rules },
    masterData: [...setting.masterData, ...(options.masterData ?? [])],
  };
}

/** The worlds of one shop begin with the same records. */
const OPENINGS = createOpenings();

export function openNetSuite({ setting, options = {}, network, clock }: NetSuiteOptions): NetSuite {
  const accounts = [accountOptionsOf(setting, options)];
  const emulator = createEmulator({ accounts, openings: OPENINGS, ...(clock && { clock }) });
  const [account] = emulator.accounts;
  if (account === undefined) throw new TypeError("the emulator was started without an account");
  // What is packed is packed on another thread, and nothing of a scenario may leave this one.
  const url = network.serve("netsuite", netsuiteServer(emulator, { compress: false }));
  return { account, emulator, url };
}

/** NetSuite's clock in a time of the world's own. */
export const clockIn = (time: VirtualTime): NonNullable<EmulatorOptions["clock"]> => ({
  now: time.now,
  ticks: time.ticks,
  sleep: (ms, how) => time.sleep(ms, how?.until),
});
