/** One scenario's own world: a NetSuite account, a shop and the production core between them, in a time of their own. */
import type { Account } from "../../emulator/index.ts";
import {
  type BreakerAlarm,
  type IntegrationOptions,
  isBackFlow,
  signingSources,
} from "../../integration/index.ts";
import type { Block, Verdict } from "../../reports/index.ts";
import { boundsFor } from "../evidence/bounds.ts";
import { collectEvidence } from "../evidence/collect-evidence.ts";
import { createLocalNetwork } from "../network/local-network.ts";
import { createShopDouble, type ShopDouble } from "../shop/shop-double.ts";
import { shopServer } from "../shop/shop-server.ts";
import { createVirtualTime, type VirtualTime } from "../virtual-time/virtual-time.ts";
import { startCoreMachine } from "./core-machine.ts";
import { type CoreWatch, watchCore } from "./core-watch.ts";
import { createFindings, type Findings } from "./findings.ts";
import { clockIn, type NetSuite, openNetSuite } from "./netsuite.ts";
import { type NetSuiteHands, netsuiteHands } from "./netsuite-hands.ts";
import type { Setting, WorldOptions } from "./setting.ts";
import { createShop, type Shop } from "./shop.ts";

export interface World {
  readonly setting: Setting;
  /** Passes only while a scenario waits. */
  readonly time: Pick<VirtualTime, "now" | "pass">;
  /** The shop as a sender of webhooks. */
  readonly shop: Shop;
  /** The shop's Admin API and what it holds: stock, prices, shipments. */
  readonly storefront: ShopDouble;
  /** The emulated account, with an administrator's and an auditor's eyes. */
  readonly netsuite: Account;
  /** What people do in NetSuite. */
  readonly people: NetSuiteHands;
  readonly core: CoreWatch;
  /** The flows as the core was started with them: a scenario may have changed the mapping. */
  readonly flows: Setting["flows"];
  /** How the core was started; a scenario may restart it with other settings. */
  readonly options: Omit<IntegrationOptions, "ledger">;
  readonly alarms: readonly BreakerAlarm[];
  /** What the core itself could not cope with; a scenario with such an error has failed. */
  readonly errors: readonly unknown[];
  readonly expect: Findings;
  /** What proves it, for the scenario's page. */
  evidence(verdict: Verdict): Promise<readonly Block[]>;
  /** Another world on the same setting, such as production beside a sandbox; it is closed with this one. */
  another(options: WorldOptions): Promise<World>;
  close(): Promise<void>;
}

/** Of every webhook of a world. */
export const WEBHOOK_SECRET = "a-webhook-secret-for-tests-only";
export const ADMIN_TOKEN = "shpat-for-tests-only";
/** Nobody but the core works on its ledger, so that looking at it every second finds nothing; an outage is the same at each probe. */
const UNHURRIED = { pollMs: 60_000, probeOutageEveryMs: 240_000 } as const;
const BEGINNING = "2026-11-27T14:30:00Z";

export async function createWorld(setting: Setting, options: WorldOptions = {}): Promise<World> {
  const time = createVirtualTime({ startsAt: Date.parse(options.startsAt ?? BEGINNING) });
  const network = createLocalNetwork(time.touch);
  const netsuite = openNetSuite({ setting, options, network, clock: clockIn(time) });
  const storefront = createShopDouble({
    accessToken: ADMIN_TOKEN,
    variants: [{ sku: setting.knownSku, price: "12.00", available: { "Shop warehouse": 0 } }],
    ...options.storefront,
    now: time.now,
  });
  const shopUrl = network.serve("shop", shopServer(storefront));
  const core = coreOptions({ setting, options, netsuite, shopUrl });
  const machine = await startCoreMachine({ setting, options: core, time, network });
  const others: World[] = [];
  const world: World = {
    setting,
    time,
    storefront,
    netsuite: netsuite.account,
    people: netsuiteHands(netsuite, { sku: setting.knownSku, time }),
    shop: createShop({
      network,
      intakeUrl: () => machine.integration.url,
      domain: setting.shopDomain,
      secret: WEBHOOK_SECRET,
      now: time.now,
    }),
    core: watchCore(machine, time),
    flows: core.flows,
    options: core,
    alarms: machine.alarms,
    errors: machine.errors,
    expect: createFindings(),
    evidence: (verdict) => collectEvidence(world, boundsFor(verdict)),
    async another(otherOptions) {
      const other = await createWorld(setting, otherOptions);
      others.push(other);
      return other;
    },
    async close() {
      await Promise.all(others.map((other) => other.close()));
      await machine.close();
    },
  };
  return world;
}

interface CoreSetting {
  readonly setting: Setting;
  readonly options: WorldOptions;
  readonly netsuite: NetSuite;
  readonly shopUrl: string;
}

function coreOptions(given: CoreSetting): Omit<IntegrationOptions, "ledger"> {
  const { setting, options, netsuite, shopUrl } = given;
  const { account, url } = netsuite;
  const { timeoutMs } = options;
  const flows = setting.flows.filter(({ kind }) => options.flows?.includes(kind) ?? !isBackFlow(kind));
  return {
    shop: {
      domain: setting.shopDomain,
      secrets: [WEBHOOK_SECRET],
      admin: { baseUrl: shopUrl, token: ADMIN_TOKEN },
    },
    netsuite: {
      accountId: account.accountId,
      baseUrl: url,
      credentials: account.credentials,
      slots: options.slots ?? account.concurrencyLimit,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
    webhookSecrets: Object.fromEntries(signingSources(flows).map((source) => [source, [WEBHOOK_SECRET]])),
    flows: flows.map((flow) => changed(flow, options)),
    ...options.core,
    worker: { ...UNHURRIED, ...options.core?.worker },
  };
}

type Flow = Setting["flows"][number];

function changed(flow: Flow, { mapping }: WorldOptions): Flow {
  const { file, text } = flow.mapping;
  return { ...flow, mapping: { file, text: mapping?.(text, flow.kind) ?? text } };
}
