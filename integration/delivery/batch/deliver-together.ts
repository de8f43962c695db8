/** Delivers several claimed entries side by side, their records in batches; each is settled as if it had been alone. */
import type { LedgerEntry, Priority, Settlement } from "../../ledger/entry.ts";
import { type DeliveryPorts, deliver } from "../deliver.ts";
import { gatherUpserts } from "./gather-upserts.ts";
import type { GatheringPorts } from "./waiting.ts";

/** One promise for each entry, in their order; null for one that another worker has taken over. */
export function deliverTogether(
  entries: readonly LedgerEntry[],
  priority: Priority,
  ports: DeliveryPorts & GatheringPorts,
): readonly Promise<Settlement | null>[] {
  const memberOf = gatherUpserts(entries, priority, ports);
  return entries.map((entry) => {
    const { upsert, leave } = memberOf(entry);
    return deliver(entry, { ...ports, upsert }).finally(leave);
  });
}
