/** What NetSuite holds afterwards, as its forms show it. */
import type { Account, StoredRecord } from "../../emulator/index.ts";
import type { Block } from "../../reports/index.ts";
import { remark } from "./blocks.ts";
import type { Bounds } from "./bounds.ts";

/** What orders and what follows them become, in the order in which people ask for them. */
const RECORD_TYPES = [
  ...["salesOrder", "cashSale", "invoice", "customerDeposit", "itemFulfillment"],
  ...["returnAuthorization", "creditMemo", "cashRefund", "customer", "contact"],
];

/** @param before what the account was opened with: nobody needs to see it as a result */
export function recordEvidence(
  account: { readonly records: Pick<Account["records"], "list" | "show"> },
  before: readonly { readonly recordType: string; readonly body: Readonly<Record<string, unknown>> }[],
  { records: most }: Bounds,
): readonly Block[] {
  const given = new Set(before.map(({ recordType, body }) => `${recordType} ${String(body["externalId"])}`));
  const made = RECORD_TYPES.flatMap((recordType) => {
    const records = account.records
      .list(recordType)
      .filter(({ externalId }) => externalId === undefined || !given.has(`${recordType} ${externalId}`))
      .toSorted(byExternalId);
    const more = records.length - most;
    return [
      ...records
        .slice(0, most)
        .map(({ id }): Block => ({ kind: "record", ...account.records.show(recordType, id) })),
      ...(more > 0 ? [remark(`${more} more of record type ${recordType}.`)] : []),
    ];
  });
  return made.length > 0 ? made : [remark("NetSuite holds no new record.")];
}

/** Whichever arrived first: what comes from the source system is the same in every run. */
function byExternalId(a: StoredRecord, b: StoredRecord): number {
  const [one, other] = [a.externalId ?? "", b.externalId ?? ""];
  return one === other ? 0 : one < other ? -1 : 1;
}
