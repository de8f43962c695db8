/** What the configuration of batching means for the client, for the worker, and for how long a write may be under way. */
import type { IntegrationConfig } from "../../config.ts";
import { RESTLET_TIMEOUT_MS } from "../../netsuite/batch/restlet-batch.ts";
import type { NetSuiteOptions, RestNetSuite } from "../../netsuite/rest-netsuite.ts";
import type { DeliveryPorts } from "../deliver.ts";
import type { WorkerOptions } from "../worker.ts";
import { deliverTogether } from "./deliver-together.ts";

type Config = IntegrationConfig["netsuite"];

type Times = Pick<Config, "timeoutMs" | "batching">;

/** How long a call may hold its slot. */
export function longestCallMs({ timeoutMs, batching }: Times): number {
  return batching.by === "restlet" ? Math.max(timeoutMs, RESTLET_TIMEOUT_MS) : timeoutMs;
}

/** How long a write may still be under way when nobody hears of it any more: a job goes on after its call. */
export function longestWriteMs(times: Times): number {
  const { by, jobWithinMs } = times.batching;
  return by === "rest" ? Math.max(longestCallMs(times), jobWithinMs) : longestCallMs(times);
}

export function batchesBy({ batching }: Config): Pick<NetSuiteOptions, "batching"> {
  const { by, size, firstPollMs, longestPollMs, jobWithinMs, restlet } = batching;
  if (by === "rest")
    return { batching: { by, size, patience: { firstPollMs, longestPollMs, withinMs: jobWithinMs } } };
  return by === "restlet" && restlet !== undefined ? { batching: { by, size, restlet } } : {};
}

interface GroupPorts extends DeliveryPorts {
  readonly netsuite: RestNetSuite;
  readonly onError: (error: unknown) => void;
}

export function inGroups({ slots, batching }: Config, ports: GroupPorts): Pick<WorkerOptions, "batching"> {
  const { batch: writer } = ports.netsuite;
  if (writer === null) return {};
  return {
    batching: {
      ...batching,
      groups: batching.groups ?? groupsFor(batching.by, slots),
      deliver: (entries, priority) =>
        deliverTogether(entries, priority, { ...ports, writer, gatherMs: GATHER_MS }),
    },
  };
}

/** A RESTlet's call holds its slot as long as it saves, a job only while it is asked for. */
const groupsFor = (by: Config["batching"]["by"], slots: number): number =>
  by === "restlet" ? slots : Math.max(1, Math.floor(slots / 2));

/** An order whose look-ups take longer goes with a later batch. */
const GATHER_MS = 2_000;
