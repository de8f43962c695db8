/** The shop's side of a peak: which orders it sends, signed for whom, and when. */
import {
  arrivalTimes,
  faultSchedule,
  type LoadProfile,
  type LoadRequest,
  type PeakArrivals,
  type PeakLoadOptions,
} from "../../loadtest/index.ts";
import { asManyAs, type RawOrder, webhookFor } from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import type { EmulatorProcess } from "./emulator-process.ts";
import { upsetOf } from "./upset.ts";

export interface PeakRequest {
  readonly project: Project;
  readonly orders: readonly RawOrder[];
  /** Where files of the run may be. */
  readonly folder: string;
  /** How the orders arrive; all at once when left out. */
  readonly profile?: LoadProfile;
}

/** Where the webhooks go. */
export interface PeakDoor {
  readonly path: string;
  readonly secret: string;
}

export interface PeakShop {
  readonly sent: readonly RawOrder[];
  readonly webhooks: readonly LoadRequest[];
  readonly arrivals: PeakArrivals;
}

export function peakShop(request: PeakRequest, door: PeakDoor): PeakShop {
  const { project, orders } = request;
  const arrivals = arrivalsOf(request);
  const wanted =
    arrivals.kind === "profile" ? arrivals.dueAt.length : Math.max(project.config.load.orders, orders.length);
  const sent = asManyAs(wanted, orders);
  return { sent, arrivals, webhooks: sent.map(({ raw }, n) => webhookRequest(project, door, { raw, n })) };
}

function arrivalsOf({ profile, project }: PeakRequest): PeakArrivals {
  if (profile !== undefined) return { kind: "profile", dueAt: arrivalTimes(profile, 1) };
  return { kind: "burst", connections: project.config.load.connections };
}

function webhookRequest(
  { config }: Project,
  { path, secret }: PeakDoor,
  { raw, n }: { readonly raw: string; readonly n: number },
): LoadRequest {
  const options = {
    secret,
    shopDomain: config.shop.domain,
    topic: "orders/create",
    webhookId: `peak-${n + 1}`,
  };
  const { headers, body } = webhookFor(raw, options);
  return { method: "POST", path, headers, body };
}

/** What the configuration lets go wrong along the peak. */
export const troubleFor = (
  { project, profile }: PeakRequest,
  netsuite: EmulatorProcess,
): NonNullable<PeakLoadOptions["trouble"]> => ({
  schedule: faultSchedule(project.config.load.faults, profile),
  upset: upsetOf(netsuite),
});
