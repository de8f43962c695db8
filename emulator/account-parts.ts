/** Every part of an account that remembers something: what a snapshot holds and a sandbox refresh changes. */
import type { RandomStreams } from "./random-streams.ts";
import type { RecordStore } from "./records/record-store.ts";
import type { RefreshDate } from "./sandbox.ts";
import type { AccountPart } from "./state/account-part.ts";

type RememberingName =
  | "integrations"
  | "oauth2"
  | "access"
  | "lockOut"
  | "nonces"
  | "clock"
  | "latency"
  | "faults";

interface Observations {
  readonly audit: { clear(): void };
  readonly journal: { clear(): void };
  readonly scriptLog: { clear(): void };
  readonly slots: { reset(): void; readonly allocations: AccountPart };
}

export interface Remembering {
  readonly core: Readonly<Record<RememberingName, AccountPart>> & Observations;
  readonly store: RecordStore;
  readonly jobs: AccountPart;
  readonly streams: RandomStreams;
  readonly refreshDate: RefreshDate;
}

/** A new part of the account that remembers something is a line here. */
export function accountParts({ core, ...more }: Remembering): Readonly<Record<string, AccountPart>> {
  const { integrations, oauth2, access, lockOut, nonces, faults, clock, latency } = core;
  return {
    records: more.store,
    integrations,
    oauth2,
    access,
    lockOut,
    nonces,
    clock,
    latency,
    faults,
    allocations: core.slots.allocations,
    jobs: more.jobs,
    refreshDate: more.refreshDate,
    streams: more.streams,
    observations: observationsOf(core),
  };
}

/** Kept nowhere, and begun anew with every restore. */
const observationsOf = ({ audit, journal, scriptLog, slots }: Observations): AccountPart => ({
  save: () => null,
  load() {
    audit.clear();
    journal.clear();
    scriptLog.clear();
    slots.reset();
  },
});
