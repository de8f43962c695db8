/** Stage 5: three independent lists must agree: what the shop sent, what the ledger holds, what NetSuite holds. */
import { type EntryState, externalIdOf, type Ledger, parseMapping } from "../../integration/index.ts";
import {
  type Accounting,
  type AccountingInput,
  accountingBlocks,
  type LedgerState,
  reconcile,
} from "../../reports/index.ts";
import type { RawOrder } from "../../scenarios/index.ts";
import { ordersMapping, type Project } from "../config/project.ts";
import type { EmulatorProcess } from "../peak/emulator-process.ts";
import { orderFinder } from "./order-finder.ts";
import { totalsCheck } from "./order-totals.ts";
import { reasonsOf, type StageResult } from "./stage.ts";

export interface AccountingResult extends StageResult {
  readonly accounting: Accounting;
}

/** The lists are read from where they live, never from the core's own counters. */
export interface AccountingSources {
  readonly project: Project;
  readonly sent: readonly RawOrder[];
  /** The ledger; of another integration, what it has brought to an end as far as anybody outside can tell. */
  readonly accounted: () => Promise<AccountingInput["ledger"]>;
  readonly netsuite: Pick<EmulatorProcess, "records">;
}

export async function accountingStage(sources: AccountingSources): Promise<AccountingResult> {
  const records = await recordsInNetSuite(sources);
  const accounting = reconcile({
    sent: sources.sent,
    ledger: await sources.accounted(),
    netsuite: records,
  });
  const totals = totalsCheck(
    records.flatMap(({ raw, ...record }) => (raw === null ? [] : [{ ...record, raw }])),
  );
  const reasons = [...imbalances(accounting), ...reasonsOf([totals])];
  const verdict = reasons.length === 0 ? "pass" : "fail";
  return {
    name: "accounting",
    verdict,
    reasons,
    summary: inOneLine(accounting),
    section: {
      id: "accounting",
      title: "Accounting",
      lead: "What the shop sent, what the ledger holds and what NetSuite holds were listed independently and compared order by order.",
      verdict,
      blocks: [...accountingBlocks(accounting), { kind: "checks", checks: [totals] }],
    },
    accounting,
  };
}

function inOneLine({ accepted, delivered, pending, dead, discarded, lost, duplicated }: Accounting): string {
  const parts = `${delivered} delivered + ${pending} pending + ${dead} dead + ${discarded} discarded`;
  return `${accepted} accepted = ${parts}; ${lost} lost, ${duplicated} duplicated`;
}

const LEDGER_STATES = {
  queued: "pending",
  running: "pending",
  verify: "pending",
  delivered: "delivered",
  dead: "dead",
  discarded: "discarded",
  // Its later edition speaks for the order.
  superseded: "discarded",
  skipped: "discarded",
} as const satisfies Record<EntryState, LedgerState>;

/** Every entry of the ledger, as the accounting counts it. */
export async function ledgerList(ledger: Pick<Ledger, "find">): Promise<AccountingInput["ledger"]> {
  const entries = await ledger.find({ limit: Number.MAX_SAFE_INTEGER });
  return entries.map(({ key, state }) => ({ key, state: LEDGER_STATES[state] }));
}

interface RecordInNetSuite {
  readonly key: string;
  readonly internalId: string;
  readonly netsuiteTotal: unknown;
  /** The order as the shop sent it; null when nobody sent this one. */
  readonly raw: string | null;
}

/**
 * NetSuite knows external ids, the shop its own keys. An external id that two orders share stands for the first of them
 * only: the other one has no record of its own, and is lost.
 */
async function recordsInNetSuite(sources: AccountingSources): Promise<readonly RecordInNetSuite[]> {
  const { project, sent, netsuite } = sources;
  const { text, file } = ordersMapping(project);
  const mapping = parseMapping(text, file);
  const sentAs = new Map<string, RawOrder>();
  for (const order of sent) {
    const externalId = await externalIdOf(mapping, Buffer.from(order.raw));
    if (externalId === null) continue;
    const known = sentAs.get(externalId);
    // A later edition of the same order takes its place; another order does not.
    if (known === undefined || known.key === order.key) sentAs.set(externalId, order);
  }
  const finder = orderFinder(sent);
  return (await netsuite.records("salesOrder")).map((record) => {
    const { id, externalId = "", fields } = record;
    // A person who enters an order by hand, or another integration, has other external ids or none.
    const order = sentAs.get(externalId) ?? finder(record);
    return {
      key: order?.key ?? `external id ${externalId || "missing"}`,
      internalId: id,
      netsuiteTotal: fields["total"],
      raw: order?.raw ?? null,
    };
  });
}

function imbalances(accounting: Accounting): readonly string[] {
  const {
    lost,
    lostKeys,
    duplicated,
    duplicatedKeys,
    unexpected,
    unexpectedKeys,
    pending,
    deadButDelivered,
  } = accounting;
  const lines: readonly (readonly [number, string])[] = [
    [lost, `${lost} lost: ${some(lostKeys)}`],
    [duplicated, `${duplicated} duplicated: ${some(duplicatedKeys)}`],
    [unexpected, `${unexpected} in NetSuite that nobody sent: ${some(unexpectedKeys)}`],
    [deadButDelivered, `${deadButDelivered} in NetSuite although the ledger calls them dead or discarded`],
    [pending, `${pending} still pending`],
  ];
  const reasons = lines.filter(([count]) => count > 0).map(([, reason]) => reason);
  if (accounting.accepted === 0) return [...reasons, "nothing was accepted, so nothing was proved"];
  return reasons;
}

const SHOWN = 5;
const some = (keys: readonly string[]): string =>
  keys.length <= SHOWN
    ? keys.join(", ")
    : `${keys.slice(0, SHOWN).join(", ")} and ${keys.length - SHOWN} more`;
