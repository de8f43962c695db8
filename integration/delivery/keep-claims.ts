/**
 * Renews the claims of the entries that are being worked on: one that waits for a slot must not be taken for one whose worker
 * was killed, however few slots NetSuite leaves.
 */
import type { Clock } from "../clock.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";

export interface KeepClaimsOptions {
  readonly ledger: Pick<Ledger, "renew">;
  /** The clock by which leases end. */
  readonly clock: Clock;
  readonly owner: string;
  readonly leaseMs: number;
  readonly inFlight: () => Iterable<LedgerEntry>;
  readonly onError: (error: unknown) => void;
}

/** Two renewals may fail before a lease ends. */
const RENEWALS_A_LEASE = 3;

/** @returns what stops it */
export function keepClaims(options: KeepClaimsOptions): () => void {
  const { ledger, clock, owner, leaseMs, inFlight, onError } = options;
  const stopped = new AbortController();

  async function renewAll(): Promise<void> {
    // A claim that was lost is found out before the next write leaves.
    const renewals = [...inFlight()].map(({ id, claims }) =>
      ledger.renew({ id, owner, claims }, { now: clock.now(), leaseMs }),
    );
    const [failed] = (await Promise.allSettled(renewals)).filter(({ status }) => status === "rejected");
    if (failed?.status === "rejected") onError(failed.reason);
  }

  async function keep(): Promise<void> {
    for (;;) {
      await clock.sleep(leaseMs / RENEWALS_A_LEASE, stopped.signal);
      if (stopped.signal.aborted) return;
      await renewAll();
    }
  }

  void keep();
  return () => stopped.abort();
}
