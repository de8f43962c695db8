/** What the configuration of batching means for the client, for the worker, and for how long a write may be under way. */
import type { IntegrationConfig } from "../../config.ts";
import type { NetSuiteOptions, RestNetSuite } from "../../netsuite/rest-netsuite.ts";
import type { DeliveryPorts } from "../deliver.ts";
import type { WorkerOptions } from "../worker.ts";
import { deliverTogether } from "./deliver-together.ts";

type Config = IntegrationConfig["netsuite"];

/** How long a write may still be under way when nobody hears of it any more. */
export function longestWriteMs({ timeoutMs, batching }: Config): number {
  return batching.by === "none" ? timeoutMs : Math.max(timeoutMs, batching.jobWithinMs);
}

export function batchesBy({ batching }: Config): Pick<NetSuiteOptions, "batching"> {
  const { by, size, firstPollMs, longestPollMs, jobWithinMs } = batching;
  if (by === "none") return {};
  return { batching: { size, patience: { firstPollMs, longestPollMs, withinMs: jobWithinMs } } };
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
      groups: batching.groups ?? Math.max(1, Math.floor(slots / 2)),
      deliver: (entries, priority) =>
        deliverTogether(entries, priority, { ...ports, writer, gatherMs: GATHER_MS }),
    },
  };
}

/** An order whose look-ups take longer goes with a later batch. */
const GATHER_MS = 2_000;
