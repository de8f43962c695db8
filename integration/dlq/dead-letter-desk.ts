/** Where people work on dead letters: look, group, edit, re-run without the source system, resolve by hand, or discard. */
import type { Clock } from "../clock.ts";
import { type AuditLine, type EntryFilter, type LedgerEntry, UNDER_WAY } from "../ledger/entry.ts";
import type { Amendment, Ledger } from "../ledger/ledger.ts";
import { type RecordName, requireRecordName, requireUsableEdit } from "./amendments.ts";
import { type DeadLetter, type Showing, toDeadLetter } from "./dead-letter.ts";
import { type DeadLetterFile, fileOf } from "./entry-file.ts";
import { type DeadLetterGroup, type DeadLetterStats, statsOf, toDeadLetterGroup } from "./groups.ts";
import {
  type DeadLetterFilter,
  type LeftOut,
  type RerunRequest,
  type RerunResult,
  rerun,
  whyNot,
} from "./rerun.ts";

/** Who decides about which entry, and why. */
export interface Decider {
  readonly id: number;
  readonly by: string;
  readonly reason: string;
}

export type Decided =
  | { readonly entry: number; readonly done: true }
  /** Nothing was changed: there is no such entry, or somebody was faster and is named. */
  | ({ readonly done: false } & LeftOut);

/** A re-run that has no result yet. */
export interface PendingRerun extends DeadLetter {
  /** Who started it, when and why; null when the ledger does not know. */
  readonly started: AuditLine | null;
  readonly blockedBy: number | null;
}

/** What may stand beside any entry. */
export type Beside = Extract<Amendment, { readonly kind: "assign" | "note" | "tag" }>;

export interface DeadLetterDesk {
  /** By ascending entry number. */
  list(filter?: DeadLetterFilter, showing?: Showing): Promise<readonly DeadLetter[]>;
  /** All that match, whatever their number, a page at a time. */
  pages(filter?: DeadLetterFilter, showing?: Showing): AsyncIterable<readonly DeadLetter[]>;
  /** What was re-run and has no result yet. */
  pending(filter?: DeadLetterFilter, showing?: Showing): Promise<readonly PendingRerun[]>;
  /** Everything about one entry, whatever its state; undefined when it does not exist. */
  show(id: number, showing?: Showing): Promise<DeadLetterFile | undefined>;
  /** What failed alike, the largest group first. */
  groups(filter?: DeadLetterFilter): Promise<readonly DeadLetterGroup[]>;
  stats(filter?: DeadLetterFilter): Promise<DeadLetterStats>;
  /** One entry goes before everything else, many behind live orders. @throws IntegrationError `REASON_REQUIRED` when nobody is named */
  rerun(request: RerunRequest): Promise<RerunResult>;
  /** Puts other bytes in the place of those received, which stay. @throws IntegrationError `REASON_REQUIRED`, `EDIT_UNUSABLE` */
  edit(request: Decider & { readonly bytes: Uint8Array }): Promise<Decided>;
  /** Links a record that somebody entered by hand. @throws IntegrationError `REASON_REQUIRED`, `RECORD_INVALID` */
  resolve(request: Decider & RecordName): Promise<Decided>;
  /** @throws IntegrationError `REASON_REQUIRED` */
  discard(request: Decider): Promise<Decided>;
  /** Assigns, notes or tags an entry, whatever its state. @throws IntegrationError `REASON_REQUIRED` when nobody is named */
  write(request: Omit<Decider, "reason"> & { readonly beside: Beside }): Promise<Decided>;
}

export interface DeskOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** At least one entry went back to work. */
  readonly onRerun?: () => void;
}

export function createDeadLetterDesk({ ledger, clock, onRerun }: DeskOptions): DeadLetterDesk {
  const dead = (filter: DeadLetterFilter): EntryFilter => ({ ...filter, states: ["dead"] });
  const list: DeadLetterDesk["list"] = async (filter = {}, showing = {}) =>
    (await ledger.find(dead(filter))).flatMap((entry) => toDeadLetter(entry, showing) ?? []);
  return {
    list,
    pages: (filter = {}, showing = {}) => pagesOf(list, filter, showing),
    async pending(filter = {}, showing = {}) {
      const entries = await ledger.find({ ...filter, states: UNDER_WAY, minReruns: 1 });
      return pendingOf(ledger, entries, showing);
    },
    async show(id, showing = {}) {
      const entry = await ledger.get(id);
      return entry === undefined ? undefined : fileOf(ledger, entry, showing);
    },
    async groups(filter = {}) {
      return (await ledger.groups(dead(filter))).map(toDeadLetterGroup);
    },
    stats: (filter = {}) => statsOf(ledger, filter),
    async rerun(request) {
      const result = await rerun(ledger, clock, request);
      if (!result.dryRun && result.entries.length > 0) onRerun?.();
      return result;
    },
    ...decisions(ledger, clock),
  };
}

type Decisions = Pick<DeadLetterDesk, "edit" | "resolve" | "discard" | "write">;

function decisions(ledger: Ledger, clock: Clock): Decisions {
  const decided = async (id: number, isDone: boolean): Promise<Decided> =>
    isDone ? { entry: id, done: true } : { done: false, ...(await whyNot(ledger, id)) };
  const amend = async ({ id, by, reason }: Decider, amendment: Amendment): Promise<Decided> =>
    decided(id, await ledger.amend({ id, by, reason, now: clock.now(), amendment }));
  return {
    async edit({ bytes, ...decider }) {
      const entry = await ledger.get(decider.id);
      if (entry?.state !== "dead") return decided(decider.id, false);
      await requireUsableEdit(ledger, entry, bytes);
      return amend(decider, { kind: "edit", bytes });
    },
    async resolve({ recordType, internalId, ...decider }) {
      requireRecordName({ recordType, internalId });
      return amend(decider, { kind: "resolve", recordType, internalId });
    },
    discard: async ({ id, by, reason }) =>
      decided(id, await ledger.discard({ id, by, reason, now: clock.now() })),
    write: ({ beside, ...decider }) => amend({ ...decider, reason: "" }, beside),
  };
}

const PAGE = 200;

async function* pagesOf(
  list: DeadLetterDesk["list"],
  filter: DeadLetterFilter,
  showing: Showing,
): AsyncIterable<readonly DeadLetter[]> {
  let left = filter.limit ?? Number.MAX_SAFE_INTEGER;
  let afterId = filter.afterId ?? 0;
  while (left > 0) {
    const limit = Math.min(PAGE, left);
    const page = await list({ ...filter, afterId, limit }, showing);
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    left -= page.length;
    afterId = page.at(-1)?.entry ?? afterId;
  }
}

async function pendingOf(
  ledger: Ledger,
  entries: readonly LedgerEntry[],
  showing: Showing,
): Promise<readonly PendingRerun[]> {
  const blockers = await ledger.blockersOf(entries.map(({ id }) => id));
  const letters = await Promise.all(
    entries.map(async (entry) => {
      const letter = toDeadLetter(entry, showing);
      if (letter === null) return [];
      const started = (await ledger.auditOf(entry.id)).findLast(({ decision }) => decision === "rerun");
      return [{ ...letter, started: started ?? null, blockedBy: blockers.get(entry.id) ?? null }];
    }),
  );
  return letters.flat();
}
