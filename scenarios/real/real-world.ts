/** One scenario's world around a real account: the production core, real time, and nothing that only an emulator can do. */
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Pool } from "undici";
import {
  type BreakerAlarm,
  type IntegrationOptions,
  isBackFlow,
  signingSources,
  startIntegration,
  systemClock,
} from "../../integration/index.ts";
import { boundsFor } from "../evidence/bounds.ts";
import { ledgerEvidence } from "../evidence/ledger-evidence.ts";
import { mappingEvidence } from "../evidence/mapping-evidence.ts";
import { payloadEvidence } from "../evidence/payload-evidence.ts";
import { recordEvidence } from "../evidence/record-evidence.ts";
import { NotOfferedError } from "../foreign/not-offered.ts";
import { WALL_CLOCK } from "../foreign/wall-clock.ts";
import type { ShopDouble } from "../shop/shop-double.ts";
import type { VirtualTime } from "../virtual-time/virtual-time.ts";
import type { CoreMachine } from "../world/core-machine.ts";
import { type CoreWatch, watchCore } from "../world/core-watch.ts";
import { createFindings } from "../world/findings.ts";
import type { NetSuiteHands } from "../world/netsuite-hands.ts";
import type { Setting, WorldOptions } from "../world/setting.ts";
import { createShop } from "../world/shop.ts";
import { WEBHOOK_SECRET, type World } from "../world/world.ts";
import { type AccountMirror, createAccountMirror, onlyWith } from "./account-mirror.ts";
import { markedMapping } from "./marked-mapping.ts";
import type { RealTarget } from "./real-target.ts";

/** @throws NotOfferedError when the scenario is about something that a real account does not offer */
export async function createRealWorld(
  setting: Setting,
  real: RealTarget,
  options: WorldOptions = {},
): Promise<World> {
  refuseWhatIsEmulated(options);
  const mirror = createAccountMirror(real.accountId, real.client);
  const core = coreOptions(setting, real, options);
  const machine = await startMachine(core, { setting, real, mirror });
  const { shopDomain: domain } = setting;
  const shop = createShop({
    network: { pool: (origin) => new Pool(origin) },
    intakeUrl: () => machine.integration.url,
    domain,
    secret: WEBHOOK_SECRET,
    now: systemClock.now,
  });
  const watch = mirrored(watchCore(machine, realTime(real)), mirror);
  const world: World = {
    setting,
    shop,
    core: watch,
    time: WALL_CLOCK,
    netsuite: mirror.account,
    people: onlyWith<NetSuiteHands>({}, "people in NetSuite who do what a scenario asks"),
    storefront: onlyWith<ShopDouble>({}, "shop that NetSuite's changes could go to"),
    flows: core.flows,
    options: core,
    alarms: machine.alarms,
    errors: machine.errors,
    expect: createFindings(),
    async evidence(verdict) {
      const bounds = boundsFor(verdict);
      const entries = await watch.entries();
      return [
        ...recordEvidence({ records: mirror.made }, [], bounds),
        ...payloadEvidence(shop, bounds),
        ...(await mappingEvidence(core.flows, entries)),
        ...(await ledgerEvidence(entries, { core: watch, alarms: machine.alarms }, bounds)),
      ];
    },
    another: () => Promise.reject(new NotOfferedError("second account")),
    close: machine.close,
  };
  return world;
}

function refuseWhatIsEmulated({
  account,
  masterData,
  mapping,
  startsAt,
  storefront,
  flows,
}: WorldOptions): void {
  if (account !== undefined) throw new NotOfferedError("account that can be set up for a scenario");
  if (masterData !== undefined) throw new NotOfferedError("records that are entered for a scenario");
  if (mapping !== undefined) throw new NotOfferedError("mapping that is changed for a scenario");
  if (startsAt !== undefined) throw new NotOfferedError("clock that can be set");
  if (storefront !== undefined || flows?.some(isBackFlow))
    throw new NotOfferedError("shop that NetSuite's changes could go to");
}

function coreOptions(
  setting: Setting,
  { accountId, baseUrl, credentials, slots, mark }: RealTarget,
  options: WorldOptions,
): Omit<IntegrationOptions, "ledger"> {
  const flows = setting.flows
    .filter(({ kind }) => options.flows?.includes(kind) ?? !isBackFlow(kind))
    .map((flow) => ({ ...flow, mapping: { ...flow.mapping, text: markedMapping(flow.mapping.text, mark) } }));
  const { timeoutMs } = options;
  return {
    shop: { domain: setting.shopDomain, secrets: [WEBHOOK_SECRET] },
    netsuite: {
      accountId,
      baseUrl,
      credentials,
      slots: Math.min(slots, options.slots ?? slots),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
    webhookSecrets: Object.fromEntries(signingSources(flows).map((source) => [source, [WEBHOOK_SECRET]])),
    flows,
    ...options.core,
  };
}

interface MachineParts {
  readonly setting: Setting;
  readonly real: RealTarget;
  readonly mirror: AccountMirror;
}

/** It cannot lose its power: what it has sent would be out of control. */
async function startMachine(
  core: Omit<IntegrationOptions, "ledger">,
  { setting, real, mirror }: MachineParts,
): Promise<CoreMachine> {
  const folder = await mkdtemp(join(setting.folder, "real-"));
  const alarms: BreakerAlarm[] = [];
  const errors: unknown[] = [];
  const integration = await startIntegration(
    { ...core, ledger: { file: join(folder, "ledger.sqlite") } },
    {
      ...(real.connect && { network: { connect: real.connect } }),
      onAlarm: (alarm) => alarms.push(alarm),
      onError: (error) => errors.push(error),
      beforeWrite({ recordType, externalId }) {
        real.announce({ recordType, externalId });
        mirror.note({ recordType, externalId });
      },
    },
  );
  const lacking = (what: string) => () => Promise.reject(new NotOfferedError(what));
  return {
    integration,
    ledger: integration.ledger,
    alarms,
    errors,
    ...OUT_OF_REACH,
    restart: lacking("core that is restarted while it works in a real account"),
    kill: lacking("core that is killed while it works in a real account"),
    start: lacking("core that is started anew in a real account"),
    reconcile: lacking("shop to reconcile a real account with"),
    async close() {
      await integration.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const refuse = (what: string) => () => {
  throw new NotOfferedError(what);
};
const OUT_OF_REACH = {
  disk: { fill: refuse("disk that may be filled"), clear: refuse("disk that may be filled") },
  cutOff: refuse("core that is cut off while it works in a real account"),
  startAnother: refuse("second core in a real account"),
  rejoin: refuse("core that was cut off"),
} satisfies Partial<CoreMachine>;

const LOOK_AGAIN_MS = 100;

/** Nothing makes it go faster; whoever waits looks again and again. */
function realTime({ limitMs, stop }: Pick<RealTarget, "limitMs" | "stop">): VirtualTime {
  const { now, sleep } = systemClock;
  return {
    now,
    ticks: now,
    sleep,
    touch: () => undefined,
    pass: WALL_CLOCK.pass,
    during: (work) => work,
    async until(condition, withinMs) {
      const latest = now() + Math.min(withinMs, limitMs);
      for (;;) {
        if (await condition()) return true;
        if (now() >= latest || stop?.aborted) return false;
        await sleep(LOOK_AGAIN_MS, stop);
      }
    },
  };
}

/** Whoever has waited for the core looks at NetSuite next. */
function mirrored(core: CoreWatch, { refresh }: AccountMirror): CoreWatch {
  const afterwards = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    await refresh();
    return done;
  };
  return {
    ...core,
    until: (order, ...states) => afterwards(core.until(order, ...states)),
    settled: (order) => afterwards(core.settled(order)),
    untilDrained: () => afterwards(core.untilDrained()),
    untilTrue: (condition, withinMs) => afterwards(core.untilTrue(condition, withinMs)),
  };
}
