/**
 * The machine that the core runs on: it can be stopped in order, lose its power in the middle of whatever it does, run out of disk,
 * or be cut off from its ledger while another machine goes on with it.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { seededRandom } from "../../emulator/index.ts";
import {
  type BreakerAlarm,
  type Integration,
  type IntegrationOptions,
  type Ledger,
  reconcileOnce,
  type Store,
} from "../../integration/index.ts";
import type { LocalNetwork } from "../network/local-network.ts";
import type { VirtualTime } from "../virtual-time/virtual-time.ts";
import { type CoreProcess, startCoreProcess } from "./core-process.ts";
import { createLedgerDisk, type Disk } from "./disk.ts";
import { LEDGER_FILE, layEmptyLedger } from "./empty-ledger.ts";
import type { Setting } from "./setting.ts";

export interface CoreMachine {
  readonly integration: Integration;
  /** As it stands on the disk, whoever is cut off from it. */
  readonly ledger: Ledger;
  readonly disk: Disk;
  readonly alarms: readonly BreakerAlarm[];
  /** What the core itself could not cope with; a scenario with such an error has failed. */
  readonly errors: readonly unknown[];
  /** Stops in order, as at a deployment, and starts again, perhaps with other settings. */
  restart(change?: Partial<IntegrationOptions>): Promise<void>;
  /** Dies in this instant, as by `kill -9`: what is not on its disk is lost, and whoever talks to it hears nothing more. */
  kill(): Promise<void>;
  /** Starts on what the disk holds. */
  start(change?: Partial<IntegrationOptions>): Promise<void>;
  /** Nothing passes between the running core and its ledger any more; what it says arrives once it is joined again. */
  cutOff(): void;
  /** Another core begins on the same ledger, as on a second machine, and is the one that is asked from now on; the first one runs on. */
  startAnother(): Promise<void>;
  /** Mends whatever was cut. */
  rejoin(): void;
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

export async function startCoreMachine(given: MachineOptions): Promise<CoreMachine> {
  const { setting, time, network } = given;
  const { alarms, errors, ...surroundings } = surroundingsOf(given);
  const earlier: CoreProcess[] = [];
  const folders = await createFolders(setting.folder);
  // A core of another make may have other tables: it makes its own.
  if (setting.coreModule === undefined) await layEmptyLedger(folders.current, setting.folder);
  let options = given.options;
  let running = await run();

  function settings(): IntegrationOptions {
    return { ...options, ledger: { file: join(folders.current, LEDGER_FILE) } };
  }

  function run(joined?: Store): Promise<CoreProcess> {
    return startCoreProcess(settings(), { ...surroundings, setting, time, network }, joined);
  }

  async function start(change: Partial<IntegrationOptions> = {}): Promise<void> {
    options = { ...options, ...change };
    running = await run();
  }

  const rejoin = (): void => {
    for (const { line } of [...earlier, running]) line.mend();
  };

  return {
    ...{ alarms, errors, disk: surroundings.disk, start, rejoin },
    get integration() {
      return running.integration;
    },
    get ledger() {
      return running.store.ledger;
    },
    cutOff: () => running.line.cut(),
    async startAnother() {
      earlier.push(running);
      running = await run(running.store);
    },
    async restart(change) {
      await time.during(running.integration.stop());
      await start(change);
    },
    async kill() {
      running.power.abort();
      running.machine.cutOff();
      earlier.push(running);
      await folders.copyOn();
    },
    reconcile: (request) =>
      time.during(reconcileOnce(settings(), request, { clock: time, connect: running.machine.connect })),
    async close() {
      rejoin();
      // Whoever opened a ledger closes it after those who joined it.
      for (const { integration } of [...earlier, running].toReversed()) await time.during(integration.stop());
      await folders.remove();
    },
  };
}

function surroundingsOf({ setting }: MachineOptions) {
  const alarms: BreakerAlarm[] = [];
  const errors: unknown[] = [];
  const disk = createLedgerDisk();
  return {
    alarms,
    errors,
    disk,
    random: seededRandom(setting.seed ?? 1, "core").unit,
    onAlarm: (alarm: BreakerAlarm) => void alarms.push(alarm),
    onError: (error: unknown) => void (disk.explains(error) || errors.push(error)),
  };
}

/** Folders in which the machine keeps its ledger, one after another. */
async function createFolders(place: string) {
  const make = () => mkdtemp(join(place, "scenario-"));
  const made: string[] = [];
  let current = await make();
  return {
    get current() {
      return current;
    },
    /** A dead core still holds its files open in this process; its successor works on what was on the disk at this instant. */
    async copyOn(): Promise<void> {
      const next = await make();
      for (const file of LEDGER_FILES) await cp(join(current, file), join(next, file), { force: true });
      made.push(current);
      current = next;
    },
    remove: () => Promise.all([...made, current].map((each) => rm(each, { recursive: true, force: true }))),
  };
}

/** What has been committed stands in the one or in the other. */
const LEDGER_FILES = [LEDGER_FILE, `${LEDGER_FILE}-wal`] as const;
