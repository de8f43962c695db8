/** What a peak that was cut short comes to: what was seen until then, without a verdict on any of it. */
import type { PeakLoadResult } from "../../loadtest/index.ts";
import type { Block } from "../../reports/index.ts";
import type { RawOrder } from "../../scenarios/index.ts";
import type { AccountingResult, AccountingSources } from "../gate/accounting-stage.ts";

type Seen = Pick<PeakLoadResult, "isCutShort" | "brokenBy"> & {
  readonly intake: Pick<PeakLoadResult["intake"], "unanswered">;
};

type Lists = Pick<AccountingSources, "sent" | "accounted" | "netsuite">;

/**
 * The lists of a run that came to its end, as they are. Of one that did not: only what left the shop, and the ledger before NetSuite,
 * since a core that is still at work delivers between the two.
 *
 * @param left what left the shop
 */
export async function listsOf(
  { isCutShort, brokenBy, intake }: Seen,
  { sent, accounted, netsuite }: Lists,
  left: readonly RawOrder[],
): Promise<Lists> {
  if (!isCutShort) return { sent, accounted, netsuite };
  const ledger = await accounted();
  const known = new Set(ledger.map(({ key }) => key));
  const records = await netsuite.records("salesOrder").catch((cause) => {
    if (brokenBy === null) throw cause;
    return null;
  });
  return {
    // What nobody has acknowledged is the shop's to send again.
    sent: intake.unanswered === 0 ? left : left.filter(({ key }) => known.has(key)),
    // A NetSuite that has gone says of no order that it holds it, nor that it does not.
    accounted: async () => (records === null ? ledger.map(unconfirmed) : ledger),
    netsuite: { records: async () => records ?? [] },
  };
}

type Entry = Awaited<ReturnType<Lists["accounted"]>>[number];

const unconfirmed = (entry: Entry): Entry =>
  entry.state === "delivered" ? { ...entry, state: "pending" } : entry;

const UNPROVED = "The run was cut short: nothing about it is proved";

/** No promise is broken by a run that did not come to its end, and none is kept. */
export function judgedUnless(isCutShort: boolean, accounting: AccountingResult): AccountingResult {
  if (!isCutShort) return accounting;
  const { accepted, delivered, pending, dead, discarded } = accounting.accounting;
  const blocks = accounting.section.blocks.flatMap(unproved);
  return {
    ...accounting,
    verdict: "not-run",
    reasons: [],
    summary: `cut short; of ${accepted} accepted until then were delivered ${delivered}, pending ${pending}, dead ${dead}, discarded ${discarded}`,
    section: { ...accounting.section, verdict: "not-run", blocks },
  };
}

function unproved(block: Block): readonly Block[] {
  if (block.kind === "note" && block.tone === "problem") return [];
  if (block.kind !== "checks") return [block];
  const checks = block.checks.map(({ name }) => ({ name, verdict: "not-run" as const, detail: UNPROVED }));
  return [{ ...block, checks }];
}
