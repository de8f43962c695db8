/** One scenario's own world: a NetSuite account, a shop and the production core between them, on real sockets. */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { type Account, type AccountOptions, createEmulator, startHttpDoor } from "../../emulator/index.ts";
import {
  type BreakerAlarm,
  type IntegrationOptions,
  signingSources,
  startIntegration,
} from "../../integration/index.ts";
import { type CoreWatch, createCoreWatch } from "./core-watch.ts";
import { createFindings, type Findings } from "./findings.ts";
import { createShop, type Shop } from "./shop.ts";

/** What the shop under test brings: its flows and what its NetSuite account holds. */
export interface Setting {
  readonly shopDomain: string;
  readonly flows: IntegrationOptions["flows"];
  readonly masterData: NonNullable<AccountOptions["masterData"]>;
  readonly rules: NonNullable<AccountOptions["rules"]>;
  /** A SKU that exists in NetSuite. */
  readonly knownSku: string;
  /** Where the worlds keep their ledgers. */
  readonly folder: string;
}

export interface WorldOptions {
  readonly account?: Partial<Omit<AccountOptions, "masterData">>;
  /** By how much NetSuite's waits are divided; waits exist only with a latency profile. */
  readonly timeScale?: number;
  /** Slots that the core believes to have. @default the account's limit */
  readonly slots?: number;
  /** How long the core waits for an answer. */
  readonly timeoutMs?: number;
  /** Changes the mapping of the shop's orders for this scenario. */
  readonly mapping?: (text: string) => string;
}

export interface World {
  readonly setting: Setting;
  readonly shop: Shop;
  /** The emulated account, with an administrator's and an auditor's eyes. */
  readonly netsuite: Account;
  readonly core: CoreWatch;
  /** The flows as the core was started with them: a scenario may have changed the mapping. */
  readonly flows: Setting["flows"];
  readonly alarms: readonly BreakerAlarm[];
  /** What the core itself could not cope with; a scenario with such an error has failed. */
  readonly errors: readonly unknown[];
  readonly expect: Findings;
  /** Another world on the same setting, such as production beside a sandbox; it is closed with this one. */
  another(options: WorldOptions): Promise<World>;
  close(): Promise<void>;
}

const SHOP_SECRET = "a-webhook-secret-for-tests-only";

/** Waits of milliseconds instead of minutes: what follows what is the same, only sooner. */
const QUICK = {
  worker: { pollMs: 20, probeCredentialsEveryMs: 40, recoverSlotAfterMs: 500 },
  retry: { baseMs: 10, capMs: 50, slowMs: 50, throttleMs: 40, holdMs: 40 },
} as const;

export async function createWorld(setting: Setting, options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(setting.folder, "scenario-"));
  const { account, door } = await startNetSuite(setting, options);
  const alarms: BreakerAlarm[] = [];
  const errors: unknown[] = [];
  const watching = createCoreWatch();
  const core = coreOptions({ setting, options, account, url: door.url, folder });
  const integration = await startIntegration(core, {
    onSettled: watching.noteSettled,
    onError: (error) => errors.push(error),
    onAlarm: (alarm) => {
      alarms.push(alarm);
      watching.noteSettled();
    },
  });
  const others: World[] = [];
  return {
    setting,
    shop: createShop({ intakeUrl: integration.url, domain: setting.shopDomain, secret: SHOP_SECRET }),
    netsuite: account,
    core: watching.watch(integration),
    flows: core.flows,
    alarms,
    errors,
    expect: createFindings(),
    async another(otherOptions) {
      const other = await createWorld(setting, otherOptions);
      others.push(other);
      return other;
    },
    async close() {
      await Promise.all(others.map((other) => other.close()));
      await integration.stop();
      await door.close();
    },
  };
}

async function startNetSuite(setting: Setting, options: WorldOptions) {
  const emulator = createEmulator({
    accounts: [
      { accountId: "1234567", rules: setting.rules, ...options.account, masterData: setting.masterData },
    ],
    timeScale: options.timeScale ?? 1,
  });
  const [account] = emulator.accounts;
  if (account === undefined) throw new Error("the emulator was started without an account");
  return { account, door: await startHttpDoor(emulator) };
}

interface CoreSetting {
  readonly setting: Setting;
  readonly options: WorldOptions;
  readonly account: Account;
  readonly url: string;
  readonly folder: string;
}

function coreOptions({ setting, options, account, url, folder }: CoreSetting): IntegrationOptions {
  return {
    shop: { domain: setting.shopDomain, secrets: [SHOP_SECRET] },
    netsuite: {
      accountId: account.accountId,
      baseUrl: url,
      credentials: account.credentials,
      slots: options.slots ?? account.concurrencyLimit,
      timeoutMs: options.timeoutMs ?? 5_000,
    },
    ledger: { file: join(folder, "ledger.sqlite") },
    webhookSecrets: Object.fromEntries(
      signingSources(setting.flows).map((source) => [source, [SHOP_SECRET]]),
    ),
    flows: setting.flows.map((flow) => (flow.kind === "shopify-orders" ? changed(flow, options) : flow)),
    ...QUICK,
  };
}

type Flow = Setting["flows"][number];

function changed(flow: Flow, { mapping }: WorldOptions): Flow {
  const { file, text } = flow.mapping;
  return { ...flow, mapping: { file, text: mapping?.(text) ?? text } };
}
