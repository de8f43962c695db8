/** The peak's surroundings: core and emulated account, each in a process of its own, and the shop's signed webhooks. */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { type Ledger, openLedger, systemClock } from "../../integration/index.ts";
import {
  arrivalTimes,
  faultSchedule,
  type LoadProfile,
  type LoadRequest,
  type PeakArrivals,
  type PeakLoadOptions,
  type PeakSystem,
} from "../../loadtest/index.ts";
import { asManyAs, type RawOrder, webhookFor } from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import { SHOP_SECRET, startCoreProcess } from "./core-process.ts";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator-process.ts";
import { upsetOf } from "./upset.ts";

export interface PeakRig {
  /** Core and NetSuite as the load test sees them. */
  readonly system: PeakSystem;
  readonly netsuite: EmulatorProcess;
  /** The core's ledger, read beside it. */
  readonly ledger: Ledger;
  readonly sent: readonly RawOrder[];
  readonly webhooks: readonly LoadRequest[];
  readonly arrivals: PeakArrivals;
  readonly trouble: NonNullable<PeakLoadOptions["trouble"]>;
  close(): Promise<void>;
}

export interface PeakRigRequest {
  readonly project: Project;
  readonly orders: readonly RawOrder[];
  /** Where the ledger may be. */
  readonly folder: string;
  /** How the orders arrive; all at once when left out. */
  readonly profile?: LoadProfile;
}

/** When one part does not start, those that did are stopped. */
export async function createPeakRig(request: PeakRigRequest): Promise<PeakRig> {
  const { project, orders } = request;
  const arrivals = arrivalsOf(request);
  const folder = await mkdtemp(join(request.folder, "peak-"));
  const undo: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const netsuite = await startEmulatorProcess(project, folder);
    undo.push(netsuite.stop);
    const core = await startCoreProcess(project, netsuite, folder);
    undo.push(core.stop);
    const ledger = await openLedger({ file: core.ledgerFile }, { clock: systemClock, create: false });
    undo.push(ledger.close);
    const sent = asManyAs(
      arrivals.kind === "profile"
        ? arrivals.dueAt.length
        : Math.max(project.config.load.orders, orders.length),
      orders,
    );
    return {
      system: {
        intakeUrl: core.url,
        core: core.look,
        netsuite: netsuite.look,
        entries: () => ledger.find({ limit: Number.MAX_SAFE_INTEGER }),
      },
      netsuite,
      ledger,
      sent,
      webhooks: sent.map(({ raw }, n) => webhookRequest(project, raw, n)),
      arrivals,
      trouble: {
        schedule: faultSchedule(project.config.load.faults, request.profile),
        upset: upsetOf(netsuite),
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function arrivalsOf({ profile, project }: PeakRigRequest): PeakArrivals {
  if (profile !== undefined) return { kind: "profile", dueAt: arrivalTimes(profile, 1) };
  return { kind: "burst", connections: project.config.load.connections };
}

function webhookRequest({ config }: Project, raw: string, n: number): LoadRequest {
  const options = {
    secret: SHOP_SECRET,
    shopDomain: config.shop.domain,
    topic: "orders/create",
    webhookId: `peak-${n + 1}`,
  };
  const { headers, body } = webhookFor(raw, options);
  return { method: "POST", path: "/webhooks/shopify/orders", headers, body };
}
