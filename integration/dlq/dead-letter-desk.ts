/** Where people work on dead letters: look, group, re-run without the source system, or discard with a reason. */
import type { Clock } from "../clock.ts";
import type { Attempt, AuditLine, EntryFilter, EntryGroup, LedgerEntry } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type DeadLetter, type Showing, safetyOf, toDeadLetter } from "./dead-letter.ts";
import { maskPersonalData } from "./masking.ts";

export type DeadLetterFilter = Omit<EntryFilter, "states">;

export interface DeadLetterFile extends DeadLetter {
  readonly history: readonly Attempt[];
  readonly audit: readonly AuditLine[];
  /** The order as received, only when asked for unmasked. */
  readonly raw: string | null;
}

export interface DeadLetterGroup {
  readonly fingerprint: string;
  readonly count: number;
  readonly class: DeadLetter["class"];
  readonly code: string;
  /** One failure of the group in words. */
  readonly example: string;
  readonly advice: string;
  readonly firstEntry: number;
  readonly lastEntry: number;
}

export interface RerunRequest {
  /** One entry, or all that match; of those, the ones that are not safe to re-run are left out. */
  readonly which: { readonly id: number } | { readonly filter: DeadLetterFilter };
  readonly by: string;
  readonly reason: string;
  /** Counts and groups only; nothing is moved. @default false */
  readonly dryRun?: boolean;
}

export interface RerunResult {
  readonly dryRun: boolean;
  /** Entries put back to work, or in a dry run those that would be. */
  readonly entries: readonly number[];
  readonly leftOut: readonly LeftOut[];
  /** More dead letters match than the limit of the filter let through. */
  readonly more: boolean;
}

export interface LeftOut {
  readonly entry: number;
  /** `not dead`: never was, or somebody was faster. */
  readonly why: "not found" | "not dead" | "not safe";
}

export interface DeadLetterDesk {
  /** By ascending entry number. */
  list(filter?: DeadLetterFilter, showing?: Showing): Promise<readonly DeadLetter[]>;
  /** Everything about one entry, whatever its state; undefined when it does not exist or never failed. */
  show(id: number, showing?: Showing): Promise<DeadLetterFile | undefined>;
  /** What failed alike, the largest group first. */
  groups(filter?: DeadLetterFilter): Promise<readonly DeadLetterGroup[]>;
  /** @throws IntegrationError `REASON_REQUIRED` when nobody is named */
  rerun(request: RerunRequest): Promise<RerunResult>;
  /** False when it is not dead (any more). @throws IntegrationError `REASON_REQUIRED` */
  discard(request: { readonly id: number; readonly by: string; readonly reason: string }): Promise<boolean>;
}

export interface DeskOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** At least one entry went back to work. */
  readonly onRerun?: () => void;
}

export function createDeadLetterDesk({ ledger, clock, onRerun }: DeskOptions): DeadLetterDesk {
  const dead = (filter: DeadLetterFilter): EntryFilter => ({ ...filter, states: ["dead"] });
  return {
    async list(filter = {}, showing = {}) {
      const entries = await ledger.find(dead(filter));
      return entries.flatMap((entry) => toDeadLetter(entry, showing) ?? []);
    },
    async show(id, showing = {}) {
      const entry = await ledger.get(id);
      const letter = entry === undefined ? null : toDeadLetter(entry, showing);
      if (entry === undefined || letter === null) return undefined;
      const [history, audit] = await Promise.all([ledger.attemptsOf(id), ledger.auditOf(id)]);
      const unmasked = showing.unmasked === true;
      return {
        ...letter,
        history: unmasked ? history : history.map(maskAttempt),
        audit,
        raw: unmasked ? new TextDecoder().decode(entry.raw) : null,
      };
    },
    async groups(filter = {}) {
      return (await ledger.groups(dead(filter))).map(toDeadLetterGroup);
    },
    async rerun(request) {
      const result = await rerun(ledger, clock, request);
      if (!result.dryRun && result.entries.length > 0) onRerun?.();
      return result;
    },
    discard: ({ id, by, reason }) => ledger.discard({ id, by, reason, now: clock.now() }),
  };
}

interface Chosen {
  readonly ids: readonly number[];
  readonly leftOut: readonly LeftOut[];
  readonly more: boolean;
}

async function rerun(ledger: Ledger, clock: Clock, request: RerunRequest): Promise<RerunResult> {
  const { which, by, reason, dryRun = false } = request;
  const { ids, leftOut, more } =
    "id" in which ? await chooseOne(ledger, which.id) : await chooseMany(ledger, which.filter);
  if (dryRun) return { dryRun, entries: ids, leftOut, more };
  const now = clock.now();
  const moved = await Promise.all(
    ids.map(async (id) => ({ id, done: await ledger.rerun({ id, by, reason, now }) })),
  );
  const late: LeftOut[] = moved.filter(({ done }) => !done).map(({ id }) => ({ entry: id, why: "not dead" }));
  return {
    dryRun,
    entries: moved.filter(({ done }) => done).map(({ id }) => id),
    leftOut: [...leftOut, ...late],
    more,
  };
}

/** A person who names one entry has looked at it: it is re-run even where a whole group would not be. */
async function chooseOne(ledger: Ledger, id: number): Promise<Chosen> {
  const entry = await ledger.get(id);
  if (entry?.state === "dead") return { ids: [id], leftOut: [], more: false };
  return {
    ids: [],
    leftOut: [{ entry: id, why: entry === undefined ? "not found" : "not dead" }],
    more: false,
  };
}

const DEFAULT_RERUN_LIMIT = 1_000;
const PAGE = 200;

/** Page by page, so that the raw bytes of ten thousand orders are never in memory together. */
async function chooseMany(ledger: Ledger, filter: DeadLetterFilter): Promise<Chosen> {
  const limit = filter.limit ?? DEFAULT_RERUN_LIMIT;
  const ids: number[] = [];
  const leftOut: LeftOut[] = [];
  let afterId = filter.afterId ?? 0;
  for (;;) {
    const page = await ledger.find({ ...filter, states: ["dead"], afterId, limit: PAGE });
    for (const entry of page) {
      if (ids.length === limit) return { ids, leftOut, more: true };
      if (isSafeInBulk(entry)) ids.push(entry.id);
      else leftOut.push({ entry: entry.id, why: "not safe" });
      afterId = entry.id;
    }
    if (page.length < PAGE) return { ids, leftOut, more: false };
  }
}

function isSafeInBulk({ failure, sentAt }: LedgerEntry): boolean {
  return failure !== null && safetyOf(failure, sentAt) !== "no";
}

function toDeadLetterGroup({ fingerprint, count, firstId, lastId, failure }: EntryGroup): DeadLetterGroup {
  const { text } = maskPersonalData({
    text: failure.message,
    field: failure.field ?? null,
    value: failure.value ?? null,
  });
  return {
    fingerprint,
    count,
    class: failure.class,
    code: failure.code,
    example: text,
    advice: failure.advice,
    firstEntry: firstId,
    lastEntry: lastId,
  };
}

function maskAttempt(attempt: Attempt): Attempt {
  const { failure } = attempt;
  if (failure === null) return attempt;
  const { text, value } = maskPersonalData({
    text: failure.message,
    field: failure.field ?? null,
    value: failure.value ?? null,
  });
  return { ...attempt, failure: { ...failure, message: text, ...(value === null ? {} : { value }) } };
}
