/** What the ledger says: every entry, each attempt, what people decided, and why an entry waits; dead letters first. */
import type { Attempt, AuditLine, LedgerEntry } from "../../integration/index.ts";
import type { Block } from "../../reports/index.ts";
import { clockTime, cutRemark, longTable, table } from "./blocks.ts";
import type { Bounds } from "./bounds.ts";
import type { Evidenced } from "./evidenced.ts";

export async function ledgerEvidence(
  entries: readonly LedgerEntry[],
  world: Pick<Evidenced, "core" | "alarms">,
  bounds: Bounds,
): Promise<readonly Block[]> {
  const histories = await Promise.all(entries.map((entry) => historyOf(entry, world)));
  const shown = histories.toSorted(byWeight).slice(0, bounds.histories);
  return [
    ...ledgerTable(entries, bounds),
    ...shown.flatMap(historyBlocks),
    ...cutRemark(shown.length, entries.length, "histories, dead letters and what people touched"),
    ...alarmsOf(world),
  ];
}

function ledgerTable(entries: readonly LedgerEntry[], { rows: most }: Bounds): readonly Block[] {
  const rows = entries.map((entry) => [
    `#${entry.id}`,
    entry.key,
    entry.state,
    clockTime(entry.receivedAt),
    `${entry.attempts}`,
    entry.internalId === null ? "" : `${entry.recordType} ${entry.internalId}`,
    entry.warnings.join(" "),
  ]);
  const columns = ["entry", "key", "state", "received", "attempts", "in NetSuite", "warnings"];
  return longTable(`Ledger, ${entries.length} entries`, columns, { rows, most });
}

interface History {
  readonly entry: LedgerEntry;
  readonly attempts: readonly Attempt[];
  readonly audit: readonly AuditLine[];
  readonly deadLetter: readonly Block[];
}

async function historyOf(entry: LedgerEntry, { core }: Pick<Evidenced, "core">): Promise<History> {
  const [attempts, audit] = await Promise.all([core.attemptsOf(entry), core.auditOf(entry)]);
  return { entry, attempts, audit, deadLetter: deadLetter(entry, attempts) };
}

/** Then whichever was taken in first: what comes from the source system is the same in every run. */
function byWeight(a: History, b: History): number {
  const [one, other] = [weightOf(a), weightOf(b)];
  if (one !== other) return other - one;
  return a.entry.key === b.entry.key ? a.entry.id - b.entry.id : a.entry.key < b.entry.key ? -1 : 1;
}

const weightOf = ({ audit, deadLetter: letter }: History): number =>
  letter.length > 0 || audit.length > 0 ? 1 : 0;

const historyBlocks = ({ entry, attempts, audit, deadLetter: letter }: History): readonly Block[] => [
  table(
    `History of entry #${entry.id}`,
    ["claim", "at", "outcome", "calls", "failure"],
    attempts.map(attemptRow),
  ),
  ...letter,
  ...(audit.length === 0
    ? []
    : [table(`What people did with entry #${entry.id}`, ["at", "who", "did", "why"], audit.map(auditRow))]),
];

function attemptRow({ number, startedAt, outcome, calls, failure }: Attempt): readonly string[] {
  const made = calls.map(({ method, path, status }) => `${method} ${path} → ${status ?? "no answer"}`);
  return [
    `${number}`,
    clockTime(startedAt),
    outcome,
    made.join("; "),
    failure === null ? "" : `${failure.code}: ${failure.message}`,
  ];
}

const auditRow = ({ at, by, decision, reason }: AuditLine): readonly string[] => [
  clockTime(at),
  by,
  decision,
  reason,
];

/** As it stands, or as it was before a re-run brought it through. */
function deadLetter(entry: LedgerEntry, attempts: readonly Attempt[]): readonly Block[] {
  const failure = entry.failure ?? attempts.findLast(({ outcome }) => outcome === "dead")?.failure ?? null;
  if (failure === null) return [];
  const facts = [
    { label: `Dead letter ${entry.key}`, value: `${failure.class} · ${failure.code}` },
    { label: "Reason", value: failure.message },
    { label: "What to do", value: failure.advice },
    ...(failure.field === undefined ? [] : [{ label: "Field", value: failure.field }]),
    ...(failure.value === undefined ? [] : [{ label: "Value", value: failure.value }]),
  ];
  return [{ kind: "facts", facts }];
}

const alarmsOf = ({ alarms }: Pick<Evidenced, "alarms">): readonly Block[] =>
  alarms.map(({ message }) => ({ kind: "note", tone: "warning", text: `Alarm: ${message}` }));
