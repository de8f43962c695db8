/** What a peak-load test sees of the core and of NetSuite, wherever these run: it judges from outside. */
import type { EntryState, LedgerEntry } from "../../integration/index.ts";

/** The integration at one moment; everything but the backlog counts from its start. Null is what nobody outside can see. */
export interface CoreLook {
  readonly entries: Readonly<Record<EntryState, number>>;
  readonly slots: { readonly available: number; readonly heldMs: number | null };
  /** Attempts that were followed by another one. */
  readonly retries: number | null;
  /** How late its event loop was since the last look. */
  readonly lagP99Ms: number | null;
  readonly memoryBytes: number | null;
  /** Time that it spent on processors. */
  readonly cpuMs: number | null;
}

/** What a peak wants to know of an order. */
export type PeakEntry = Pick<LedgerEntry, "state" | "receivedAt" | "updatedAt">;

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
  /** The whole ledger, read beside the core; of another integration, what was sent to it and what became of that. */
  entries(): Promise<readonly PeakEntry[]>;
  /** Told when the n-th webhook (n from 0) leaves the shop. */
  sending?(n: number): void;
  /** Nothing more will come of what still waits, as far as anybody outside can tell. */
  isQuiet?(): boolean;
  /** What of it cannot be seen; @default nothing */
  readonly hidden?: readonly HiddenMetric[];
}

/** What only the integration itself could say. */
export type HiddenMetric = "slotUtilisation" | "retries" | "deadLetters" | "memory";

/** Accepted, and neither in NetSuite nor with a human yet. */
export const backlogOf = ({ entries }: CoreLook): number => entries.queued + entries.running + entries.verify;
