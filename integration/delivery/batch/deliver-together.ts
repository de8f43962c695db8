/** Delivers several claimed entries side by side, their records in batches; each is settled as if it had been alone. */
import type { LedgerEntry, Priority, Settlement } from "../../ledger/entry.ts";
import { type DeliveryPorts, deliver } from "../deliver.ts";
import { gatherUpserts } from "./gather-upserts.ts";
import type { GatheringPorts } from "./waiting.ts";

/** A claim is renewed so often in the length of its lease while a job runs. */
const RENEWALS = 3;

/** One promise for each entry, in their order; null for one that another worker has taken over. */
export function deliverTogether(
  entries: readonly LedgerEntry[],
  priority: Priority,
  ports: DeliveryPorts & GatheringPorts,
): readonly Promise<Settlement | null>[] {
  const memberOf = gatherUpserts(entries, priority, ports);
  const working = new Set(entries);
  const allEnded = new AbortController();
  const deliveries = entries.map((entry) => {
    const { upsert, leave } = memberOf(entry);
    return deliver(entry, { ...ports, upsert }).finally(() => {
      leave();
      working.delete(entry);
      if (working.size === 0) allEnded.abort();
    });
  });
  void keepClaims(working, ports, allEnded.signal);
  return deliveries;
}

/** A job may take longer than a lease. */
async function keepClaims(
  working: ReadonlySet<LedgerEntry>,
  { ledger, clock, owner, leaseMs, onError }: DeliveryPorts & GatheringPorts,
  allEnded: AbortSignal,
): Promise<void> {
  while (!allEnded.aborted) {
    await clock.sleep(leaseMs / RENEWALS, allEnded);
    const renewal = { now: clock.now(), leaseMs };
    // Who has lost a claim finds out when it settles: nothing it does is then kept.
    await Promise.all(
      [...working].map(({ id, claims }) => ledger.renew({ id, owner, claims }, renewal)),
    ).catch(onError);
  }
}
