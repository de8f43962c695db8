/** What a peak-load test sees of the core and of NetSuite, wherever these run: it judges from outside. */
import type { EntryState, LedgerEntry } from "../../integration/index.ts";

/** The core at one moment; everything but the backlog counts from its start. */
export interface CoreLook {
  readonly entries: Readonly<Record<EntryState, number>>;
  readonly slots: { readonly available: number; readonly heldMs: number };
  /** Attempts that were followed by another one. */
  readonly retries: number;
  /** How late its event loop was since the last look. */
  readonly lagP99Ms: number;
  readonly memoryBytes: number;
  /** Time that it spent on processors. */
  readonly cpuMs: number;
}

/** The account at one moment, as its concurrency monitor counts this integration's requests. */
export interface NetSuiteLook {
  /** The account's concurrency limit. */
  readonly limit: number;
  readonly inFlight: number;
  /** Slots that others hold. */
  readonly othersInFlight: number;
  readonly peak: number;
  readonly total: number;
  readonly rejected: number;
}

export interface PeakSystem {
  /** Where the shop sends its webhooks to. */
  readonly intakeUrl: string;
  core(): Promise<CoreLook>;
  netsuite(): Promise<NetSuiteLook>;
  /** The whole ledger, read beside the core. */
  entries(): Promise<readonly LedgerEntry[]>;
}

/** Accepted, and neither in NetSuite nor with a human yet. */
export const backlogOf = ({ entries }: CoreLook): number => entries.queued + entries.running + entries.verify;
