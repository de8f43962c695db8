/** What the core tells whoever watches it: metrics, alerts, the log; nobody of them can disturb the work. */
import type { BreakerAlarm } from "./delivery/account-breaker.ts";
import type { Failure } from "./failure.ts";
import type { Refusal } from "./intake/refusal.ts";
import type { LedgerEntry, Settlement } from "./ledger/entry.ts";
import type { Reconciliation } from "./reconcile/reconcile.ts";

/** All are optional and must not throw. */
export interface IntegrationObserver {
  /** A new entry is on disk; with a failure it is a dead letter from the start. */
  readonly onAccepted?: (entry: { readonly id: number; readonly failure?: Failure }) => void;
  /** The same order again. */
  readonly onDuplicate?: () => void;
  readonly onRefused?: (refusal: Refusal) => void;
  readonly onSettled?: (entry: LedgerEntry, settlement: Settlement) => void;
  readonly onAlarm?: (alarm: BreakerAlarm) => void;
  /** The three lists were compared, on schedule. */
  readonly onReconciled?: (result: Reconciliation) => void;
  readonly onError?: (error: unknown) => void;
}

/** Tells each of them in turn; the list may still grow. */
export function tellAll(observers: readonly IntegrationObserver[]): Required<IntegrationObserver> {
  const each = (tell: (observer: IntegrationObserver) => void): void => {
    for (const observer of observers) tell(observer);
  };
  return {
    onAccepted: (entry) => each((observer) => observer.onAccepted?.(entry)),
    onDuplicate: () => each((observer) => observer.onDuplicate?.()),
    onRefused: (refusal) => each((observer) => observer.onRefused?.(refusal)),
    onSettled: (entry, settlement) => each((observer) => observer.onSettled?.(entry, settlement)),
    onAlarm: (alarm) => each((observer) => observer.onAlarm?.(alarm)),
    onReconciled: (result) => each((observer) => observer.onReconciled?.(result)),
    onError: (error) => each((observer) => observer.onError?.(error)),
  };
}
