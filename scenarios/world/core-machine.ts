/** The machine that the core runs on: it can be stopped in order, or lose its power in the middle of whatever it does. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { seededRandom } from "../../emulator/index.ts";
import {
  type BreakerAlarm,
  type Clock,
  type Integration,
  type IntegrationOptions,
  reconcileOnce,
  startIntegration,
} from "../../integration/index.ts";
import type { LocalNetwork, Machine } from "../network/local-network.ts";
import type { VirtualTime } from "../virtual-time/virtual-time.ts";
import type { Setting } from "./setting.ts";

export interface CoreMachine {
  readonly integration: Integration;
  readonly alarms: readonly BreakerAlarm[];
  /** What the core itself could not cope with; a scenario with such an error has failed. */
  readonly errors: readonly unknown[];
  /** Stops in order, as at a deployment, and starts again, perhaps with other settings. */
  restart(change?: Partial<IntegrationOptions>): Promise<void>;
  /** Dies in this instant, as by `kill -9`: what is not on its disk is lost, and whoever talks to it hears nothing more. */
  kill(): Promise<void>;
  /** Starts on what the disk holds. */
  start(change?: Partial<IntegrationOptions>): Promise<void>;
  /** Compares the shop, the ledger and NetSuite once, as `drydock reconcile` does beside a running core. */
  reconcile(request: Parameters<typeof reconcileOnce>[1]): ReturnType<typeof reconcileOnce>;
  close(): Promise<void>;
}

interface MachineOptions {
  readonly setting: Setting;
  readonly options: Omit<IntegrationOptions, "ledger">;
  readonly time: VirtualTime;
  readonly network: LocalNetwork;
}

/** A core that is running, and what its machine can do to it. */
interface Process {
  readonly integration: Integration;
  readonly machine: Machine;
  readonly power: AbortController;
}

export async function startCoreMachine(given: MachineOptions): Promise<CoreMachine> {
  const { setting, time, network } = given;
  const alarms: BreakerAlarm[] = [];
  const errors: unknown[] = [];
  const dead: Process[] = [];
  const random = seededRandom(setting.seed ?? 1, "core");
  let options = given.options;
  const disks = createDisks(setting.folder);
  let folder = await disks.next();
  let running = await run();

  async function run(): Promise<Process> {
    const machine = network.machine("core");
    const power = new AbortController();
    const isOn = (): boolean => !power.signal.aborted;
    const start = await starterOf(setting);
    const integration = await start(settings(), {
      clock: clockUnder(power.signal, time),
      random: random.unit,
      network: machine,
      onAlarm: (alarm) => isOn() && alarms.push(alarm),
      onError: (error) => isOn() && errors.push(error),
    });
    return { integration, machine, power };
  }

  function settings(): IntegrationOptions {
    return { ...options, ledger: { file: join(folder, "ledger.sqlite") } };
  }

  async function start(change: Partial<IntegrationOptions> = {}): Promise<void> {
    options = { ...options, ...change };
    running = await run();
  }

  return {
    alarms,
    errors,
    get integration() {
      return running.integration;
    },
    start,
    async restart(change) {
      await time.during(running.integration.stop());
      await start(change);
    },
    async kill() {
      running.power.abort();
      running.machine.cutOff();
      dead.push(running);
      // The dead one still holds its files open in this process; its successor works on what was on the disk at this instant.
      const disk = await disks.next();
      for (const file of LEDGER_FILES) await cp(join(folder, file), join(disk, file), { force: true });
      folder = disk;
    },
    reconcile: (request) =>
      time.during(reconcileOnce(settings(), request, { clock: time, connect: running.machine.connect })),
    async close() {
      for (const { integration } of [...dead, running]) await time.during(integration.stop());
      await disks.remove();
    },
  };
}

async function starterOf({ coreModule }: Setting): Promise<typeof startIntegration> {
  if (coreModule === undefined) return startIntegration;
  const core = (await import(coreModule)) as { readonly startIntegration: typeof startIntegration };
  return core.startIntegration;
}

/** Folders in which the machine keeps its ledger, one after another. */
function createDisks(place: string) {
  const made: string[] = [];
  return {
    async next(): Promise<string> {
      const folder = await mkdtemp(join(place, "scenario-"));
      made.push(folder);
      return folder;
    },
    remove: () => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))),
  };
}

/** What has been committed stands in the one or in the other. */
const LEDGER_FILES = ["ledger.sqlite", "ledger.sqlite-wal"] as const;

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
