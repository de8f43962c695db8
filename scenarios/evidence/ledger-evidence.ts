/** What the ledger says: every entry, each attempt on the first few, what people decided, and why an entry waits. */
import type { Attempt, AuditLine, LedgerEntry } from "../../integration/index.ts";
import type { Block } from "../../reports/index.ts";
import { table } from "./blocks.ts";
import type { Evidenced } from "./evidenced.ts";

/** Enough to judge by; a burst of forty orders need not be shown forty times. */
const ENTRIES_LISTED = 40;
const HISTORIES_SHOWN = 3;

export async function ledgerEvidence(world: Pick<Evidenced, "core" | "alarms">): Promise<readonly Block[]> {
  const entries = await world.core.entries();
  const shown = entries.toSorted(bySourceKey).slice(0, HISTORIES_SHOWN);
  const histories = await Promise.all(shown.map((entry) => historyOf(entry, world)));
  return [ledgerTable(entries), ...histories.flat(), ...alarmsOf(world)];
}

/** Whichever was taken in first: what comes from the source system is the same in every run. */
const bySourceKey = (a: LedgerEntry, b: LedgerEntry): number =>
  a.key === b.key ? a.id - b.id : a.key < b.key ? -1 : 1;

function ledgerTable(entries: readonly LedgerEntry[]): Block {
  const rows = entries
    .slice(0, ENTRIES_LISTED)
    .map((entry) => [
      `#${entry.id}`,
      entry.key,
      entry.state,
      `${entry.attempts}`,
      entry.internalId === null ? "" : `${entry.recordType} ${entry.internalId}`,
      entry.warnings.join(" "),
    ]);
  return table(
    `Ledger, ${entries.length} entries`,
    ["entry", "key", "state", "attempts", "in NetSuite", "warnings"],
    rows,
  );
}

async function historyOf(entry: LedgerEntry, { core }: Pick<Evidenced, "core">): Promise<readonly Block[]> {
  const [attempts, audit] = await Promise.all([core.attemptsOf(entry), core.auditOf(entry)]);
  return [
    table(
      `History of entry #${entry.id}`,
      ["claim", "outcome", "calls", "failure"],
      attempts.map(attemptRow),
    ),
    ...deadLetter(entry, attempts),
    ...(audit.length === 0
      ? []
      : [table(`What people did with entry #${entry.id}`, ["who", "did", "why"], audit.map(auditRow))]),
  ];
}

function attemptRow({ number, outcome, calls, failure }: Attempt): readonly string[] {
  const made = calls.map(({ method, path, status }) => `${method} ${path} → ${status ?? "no answer"}`);
  return [
    `${number}`,
    outcome,
    made.join("; "),
    failure === null ? "" : `${failure.code}: ${failure.message}`,
  ];
}

const auditRow = ({ by, decision, reason }: AuditLine): readonly string[] => [by, decision, reason];

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
