/** One run of the core on its machine, from its start until it stops or its power goes. */
import {
  type Clock,
  type Integration,
  type IntegrationOptions,
  type IntegrationPorts,
  type OpenStore,
  type Store,
  startIntegration,
} from "../../integration/index.ts";
import type { LocalNetwork, Machine } from "../network/local-network.ts";
import type { VirtualTime } from "../virtual-time/virtual-time.ts";
import type { LedgerDisk } from "./disk.ts";
import { createLedgerLine, type LedgerLine } from "./ledger-line.ts";
import type { Setting } from "./setting.ts";

export interface CoreProcess {
  readonly integration: Integration;
  readonly machine: Machine;
  /** Aborted when the power goes. */
  readonly power: AbortController;
  /** As its ledger stands on the disk. */
  readonly store: Store;
  /** Between the core and its ledger. */
  readonly line: LedgerLine;
}

export interface CoreSurroundings {
  readonly setting: Pick<Setting, "coreModule">;
  readonly time: VirtualTime;
  readonly network: LocalNetwork;
  readonly disk: LedgerDisk;
  readonly random: () => number;
  readonly onAlarm: NonNullable<IntegrationPorts["onAlarm"]>;
  readonly onError: (error: unknown) => void;
}

/** @param joined the store of a core that runs already, whose ledger this one works on too */
export async function startCoreProcess(
  options: IntegrationOptions,
  { setting, time, network, disk, random, onAlarm, onError }: CoreSurroundings,
  joined?: Store,
): Promise<CoreProcess> {
  const machine = network.machine(joined === undefined ? "core" : "another-core");
  const power = new AbortController();
  const isOn = (): boolean => !power.signal.aborted;
  const line = createLedgerLine();
  let store = joined;
  const openStore = async (open: OpenStore): Promise<Store> => {
    store ??= await open({ onOpened: disk.opened });
    const own = { ...store, ledger: line.to(store.ledger), freeBytes: async () => disk.freeBytes() };
    return joined === undefined ? own : { ...own, ...SECOND };
  };
  const start = await starterOf(setting);
  const integration = await start(options, {
    clock: clockUnder(power.signal, time),
    random,
    network: machine,
    openStore,
    onAlarm: (alarm) => isOn() && onAlarm(alarm),
    onError: (error) => isOn() && onError(error),
  });
  if (store === undefined) throw new TypeError("the core was started without a ledger");
  return { integration, machine, power, store, line };
}

/** Who works on a ledger that another core has opened: not alone, and it closes nothing. */
const SECOND = { owner: "another worker", isExclusive: false, close: async () => undefined } as const;

async function starterOf({ coreModule }: Pick<Setting, "coreModule">): Promise<typeof startIntegration> {
  if (coreModule === undefined) return startIntegration;
  const core = (await import(coreModule)) as { readonly startIntegration: typeof startIntegration };
  return core.startIntegration;
}

/** Whoever sleeps when the power goes never wakes. */
function clockUnder(power: AbortSignal, time: VirtualTime): Clock {
  return {
    now: time.now,
    sleep: async (ms, until) => {
      await time.sleep(ms, until);
      if (power.aborted && until?.aborted !== true) await new Promise(() => undefined);
    },
  };
}
