/** Puts dead letters back to work: one that a person has looked at, or page by page all that match and are safe. */
import type { Clock } from "../clock.ts";
import { fingerprintOf } from "../failure.ts";
import type { AuditLine, EntryFilter, EntryGroup, LedgerEntry, Priority } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { pagesOf } from "../ledger/pages.ts";
import { isSafeInBulk } from "./dead-letter.ts";
import { type DeadLetterGroup, toDeadLetterGroup } from "./groups.ts";

export type DeadLetterFilter = Omit<EntryFilter, "states">;

export interface RerunRequest {
  /** One entry, or all that match; of those, the ones that are not safe to re-run are left out. */
  readonly which: { readonly id: number } | { readonly filter: DeadLetterFilter };
  readonly by: string;
  readonly reason: string;
  /** Counts and groups only; nothing is moved. @default false */
  readonly dryRun?: boolean;
  /** Told after each page. */
  readonly onProgress?: (soFar: { readonly done: number; readonly leftOut: number }) => void;
  /** When it is aborted the page under way is finished and no other is begun. */
  readonly stop?: AbortSignal;
}

export interface RerunResult {
  readonly dryRun: boolean;
  /** Entries put back to work, or in a dry run those that would be. */
  readonly entries: readonly number[];
  readonly leftOut: readonly LeftOut[];
  /** What these entries have in common, the largest group first. */
  readonly groups: readonly DeadLetterGroup[];
  /** More dead letters match: beyond the limit of the filter, or because it was stopped. */
  readonly more: boolean;
  readonly stopped: boolean;
}

export interface LeftOut {
  readonly entry: number;
  /** `not dead`: never was, or somebody was faster. */
  readonly why: "not found" | "not dead" | "not safe";
  /** Who was faster, when and why. */
  readonly earlier?: AuditLine;
}

/** Why nothing could be done, with the name of whoever was faster. */
export async function whyNot(ledger: Ledger, id: number): Promise<LeftOut> {
  if ((await ledger.get(id)) === undefined) return { entry: id, why: "not found" };
  const moves = (await ledger.auditOf(id)).filter(({ decision }) => MOVES.has(decision));
  const earlier = moves.at(-1);
  return { entry: id, why: "not dead", ...(earlier === undefined ? {} : { earlier }) };
}

const MOVES: ReadonlySet<AuditLine["decision"]> = new Set(["rerun", "discard", "resolve"]);

export async function rerun(ledger: Ledger, clock: Clock, request: RerunRequest): Promise<RerunResult> {
  const work = beginWork(ledger, clock, request);
  if ("filter" in request.which) return rerunMany(ledger, request, { work, filter: request.which.filter });
  const { id } = request.which;
  const entry = await ledger.get(id);
  // A person who names one entry has looked at it: it is re-run even where a whole group would not be.
  if (entry?.state === "dead") await work.take([entry], "live");
  else work.leftOut.push(await whyNot(ledger, id));
  return work.result({ more: false, stopped: false });
}

const DEFAULT_LIMIT = 1_000;

async function rerunMany(
  ledger: Ledger,
  { stop, onProgress }: RerunRequest,
  { work, filter }: { readonly work: Work; readonly filter: DeadLetterFilter },
): Promise<RerunResult> {
  const limit = filter.limit ?? DEFAULT_LIMIT;
  let chosen = 0;
  for await (const page of pagesOf(ledger, { ...filter, states: ["dead"] })) {
    const isFull = page.findIndex((_, index) => chosen + safeAmong(page.slice(0, index)) === limit);
    const within = isFull === -1 ? page : page.slice(0, isFull);
    chosen += safeAmong(within);
    await work.take(within.filter(isSafeInBulk), "bulk");
    for (const { id } of within.filter((entry) => !isSafeInBulk(entry)))
      work.leftOut.push({ entry: id, why: "not safe" });
    onProgress?.({ done: work.entries.length, leftOut: work.leftOut.length });
    if (isFull !== -1) return work.result({ more: true, stopped: false });
    if (stop?.aborted === true) return work.result({ more: true, stopped: true });
  }
  return work.result({ more: false, stopped: false });
}

const safeAmong = (entries: readonly LedgerEntry[]): number => entries.filter(isSafeInBulk).length;

type Work = ReturnType<typeof beginWork>;

/** Moves entries and keeps account of what was done. */
function beginWork(ledger: Ledger, clock: Clock, { by, reason, dryRun = false }: RerunRequest) {
  const entries: number[] = [];
  const leftOut: LeftOut[] = [];
  const groups = new Map<string, EntryGroup>();

  function count({ id, failure }: LedgerEntry): void {
    entries.push(id);
    if (failure === null) return;
    const fingerprint = fingerprintOf(failure);
    const known = groups.get(fingerprint) ?? { fingerprint, count: 0, firstId: id, lastId: id, failure };
    groups.set(fingerprint, { ...known, count: known.count + 1, lastId: id });
  }

  return {
    entries,
    leftOut,
    async take(chosen: readonly LedgerEntry[], priority: Priority): Promise<void> {
      const now = clock.now();
      const move = (id: number) => ledger.rerun({ id, by, reason, now, priority });
      const moved = await Promise.all(
        chosen.map(async (entry) => ({ entry, done: dryRun || (await move(entry.id)) })),
      );
      for (const { entry, done } of moved) {
        if (done) count(entry);
        else leftOut.push(await whyNot(ledger, entry.id));
      }
    },
    result(end: { readonly more: boolean; readonly stopped: boolean }): RerunResult {
      const largestFirst = [...groups.values()].toSorted((a, b) => b.count - a.count);
      return { dryRun, entries, leftOut, groups: largestFirst.map(toDeadLetterGroup), ...end };
    },
  };
}
