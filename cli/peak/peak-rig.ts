/** The peak's surroundings: the integration and the emulated account, each in a process of its own, and the shop's signed webhooks. */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { type Ledger, openLedger, systemClock } from "../../integration/index.ts";
import type { PeakLoadOptions, PeakSystem } from "../../loadtest/index.ts";
import { type AccountingSources, ledgerList } from "../gate/accounting-stage.ts";
import { SHOP_SECRET, startCoreProcess } from "./core-process.ts";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator-process.ts";
import { type PeakRequest, type PeakShop, peakShop, troubleFor } from "./peak-shop.ts";

export interface PeakRig extends PeakShop, Pick<AccountingSources, "accounted"> {
  /** Integration and NetSuite as the load test sees them. */
  readonly system: PeakSystem;
  readonly netsuite: EmulatorProcess;
  readonly trouble: NonNullable<PeakLoadOptions["trouble"]>;
  close(): Promise<void>;
}

export interface CoreRig extends PeakRig {
  /** The core's ledger, read beside it. */
  readonly ledger: Ledger;
}

const DOOR = { path: "/webhooks/shopify/orders", secret: SHOP_SECRET };

/** Drydock's own core. When one part does not start, those that did are stopped. */
export function createPeakRig(request: PeakRequest): Promise<CoreRig> {
  return assembled(request.folder, async (folder, undo) => {
    const netsuite = await startEmulatorProcess(request.project, folder);
    undo(netsuite.stop);
    const core = await startCoreProcess(request.project, netsuite, folder);
    undo(core.stop);
    const ledger = await openLedger({ file: core.ledgerFile }, { clock: systemClock, create: false });
    undo(ledger.close);
    return {
      ...peakShop(request, DOOR),
      system: {
        intakeUrl: core.url,
        core: core.look,
        netsuite: netsuite.look,
        entries: () => ledger.find({ limit: Number.MAX_SAFE_INTEGER }),
      },
      netsuite,
      ledger,
      accounted: () => ledgerList(ledger),
      trouble: troubleFor(request, netsuite),
    };
  });
}

type Undo = (step: () => Promise<void>) => void;

/** What was started is stopped in the other order, at the end or when something does not start. */
export async function assembled<Rig extends object>(
  place: string,
  build: (folder: string, undo: Undo) => Promise<Rig>,
): Promise<Rig & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(place, "peak-"));
  const steps: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of steps.splice(0).toReversed()) await step();
  };
  try {
    return { ...(await build(folder, (step) => steps.push(step))), close };
  } catch (error) {
    await close();
    throw error;
  }
}
