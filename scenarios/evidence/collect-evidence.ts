/** Gathers what proves a scenario: the webhook, NetSuite's journal and record, the ledger's history, the dead letter. */
import type { Account, JournalEntry, LoginAuditEntry } from "../../emulator/index.ts";
import type { Attempt, AuditLine, LedgerEntry } from "../../integration/index.ts";
import type { Block } from "../../reports/index.ts";
import type { World } from "../world/world.ts";

/** Enough to judge by; a burst of forty orders need not be shown forty times. */
const ORDERS_SHOWN = 2;
const REQUESTS_SHOWN = 40;

export async function collectEvidence(world: World): Promise<readonly Block[]> {
  const entries = await world.core.entries();
  const shown = entries.slice(0, ORDERS_SHOWN);
  const histories = await Promise.all(shown.map((entry) => historyOf(entry, world)));
  return [
    ...world.shop.sent
      .slice(0, ORDERS_SHOWN)
      .map(({ raw, key }) => code(`Webhook from the shop: ${key}`, readable(raw))),
    ledgerTable(entries),
    ...histories.flat(),
    ...alarmsOf(world),
    ...recordsIn(world.netsuite),
    journalTable(world.netsuite.journal()),
    ...refusedLogins(world.netsuite.auditTrail()),
  ];
}

const code = (caption: string, text: string): Block => ({ kind: "code", caption, text });

/** Indented without being re-written: JSON.parse would round long ids. */
function readable(raw: string): string {
  return raw.length <= 4_000 ? raw : `${raw.slice(0, 4_000)}\n… ${raw.length - 4_000} more characters`;
}

function table(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { kind: "table", caption, columns: columns.map((label) => ({ label })), rows };
}

function ledgerTable(entries: readonly LedgerEntry[]): Block {
  const rows = entries
    .slice(0, REQUESTS_SHOWN)
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

async function historyOf(entry: LedgerEntry, world: World): Promise<readonly Block[]> {
  const attempts = await world.core.attemptsOf(entry);
  const audit = await world.core.auditOf(entry);
  return [
    table(
      `History of entry #${entry.id}`,
      ["claim", "outcome", "calls", "failure"],
      attempts.map(attemptRow),
    ),
    ...(audit.length === 0
      ? []
      : [table(`What people did with entry #${entry.id}`, ["who", "did", "why"], audit.map(auditRow))]),
    ...(entry.failure === null ? [] : [failureFacts(entry)]),
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

function failureFacts({ id, failure }: LedgerEntry): Block {
  const facts = [
    { label: `Entry #${id}`, value: `${failure?.class} · ${failure?.code}` },
    { label: "Reason", value: failure?.message ?? "" },
    { label: "What to do", value: failure?.advice ?? "" },
    ...(failure?.field === undefined ? [] : [{ label: "Field", value: failure.field }]),
    ...(failure?.value === undefined ? [] : [{ label: "Value", value: failure.value }]),
  ];
  return { kind: "facts", facts };
}

function alarmsOf({ alarms }: World): readonly Block[] {
  return alarms.map(({ message }) => ({ kind: "note", tone: "warning", text: `Alarm: ${message}` }));
}

function recordsIn(account: Account): readonly Block[] {
  return account.records
    .list("salesOrder")
    .slice(0, ORDERS_SHOWN)
    .map(({ id, fields }) => code(`Sales order ${id} in NetSuite`, JSON.stringify(fields, null, 2)));
}

function journalTable(journal: readonly JournalEntry[]): Block {
  const rows = journal
    .slice(-REQUESTS_SHOWN)
    .map((line) => [line.method, line.path, `${line.status}`, line.reason ?? line.decision]);
  return table(
    `Requests NetSuite received, ${journal.length} in all`,
    ["method", "path", "status", "decision"],
    rows,
  );
}

function refusedLogins(trail: readonly LoginAuditEntry[]): readonly Block[] {
  const refused = trail.filter(({ outcome }) => outcome === "failure");
  if (refused.length === 0) return [];
  return [
    table(
      "Login Audit Trail: refused logins",
      ["detail"],
      refused.slice(0, REQUESTS_SHOWN).map(({ detail }) => [detail]),
    ),
  ];
}
