/** Deletes what a run has made in a real account, the last first; what stays is listed with where to find it. */
import { type AccountClient, RECORD_SERVICE } from "../../integration/index.ts";
import { type MadeRecord, markOf, type RunJournal } from "./run-journal.ts";

export interface LeftRecord extends MadeRecord {
  /** Null when NetSuite could not be asked for it. */
  readonly internalId: string | null;
  readonly why: string;
  /** The record's page, for whoever deletes it by hand. */
  readonly link: string | null;
}

export interface CleanUp {
  readonly deleted: readonly MadeRecord[];
  readonly left: readonly LeftRecord[];
}

/** The journal goes when nothing is left. Only what carries the run's mark is touched. */
export async function cleanUp(client: AccountClient, journal: RunJournal): Promise<CleanUp> {
  const mark = markOf(journal.head.run);
  const made = journal.records.filter(({ externalId }) => externalId.startsWith(mark)).toReversed();
  const first = await deleteAll(client, journal, made);
  // What another record stood in the way of may go now.
  const second = await deleteAll(client, journal, first.left);
  const deleted = [...first.deleted, ...second.deleted];
  if (second.left.length === 0) journal.remove();
  return { deleted, left: second.left };
}

async function deleteAll(
  client: AccountClient,
  { head }: RunJournal,
  records: readonly MadeRecord[],
): Promise<CleanUp> {
  const deleted: MadeRecord[] = [];
  const left: LeftRecord[] = [];
  for (const { recordType, externalId } of records) {
    const record = { recordType, externalId };
    const found = await client.findByExternalId(recordType, externalId);
    if (found.ok && found.value === null) continue;
    if (!found.ok) {
      left.push({ ...record, internalId: null, why: found.failure.message, link: null });
      continue;
    }
    const { internalId } = found.value as { readonly internalId: string };
    const path = `${RECORD_SERVICE}/${recordType}/${internalId}`;
    const answer = await client.call({ method: "DELETE", path });
    if (answer.kind === "answer" && answer.status < 300) deleted.push(record);
    else {
      const why = answer.kind === "answer" ? detailOf(answer.text, answer.status) : answer.message;
      left.push({ ...record, internalId, why, link: linkTo(head, recordType, internalId) });
    }
  }
  return { deleted, left };
}

function detailOf(text: string, status: number): string {
  const [, detail] = /"detail"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
  return detail ?? `NetSuite answered ${status}`;
}

const ENTITIES = new Set(["customer", "contact", "vendor", "employee", "lead", "prospect"]);

/** As NetSuite's own pages are called, which lead on to the record's form. */
function linkTo({ accountId, baseUrl }: RunJournal["head"], recordType: string, id: string): string {
  const { hostname } = new URL(baseUrl);
  if (!hostname.endsWith(".netsuite.com")) return `${baseUrl}${RECORD_SERVICE}/${recordType}/${id}`;
  const app = `https://${accountId.toLowerCase().replaceAll("_", "-")}.app.netsuite.com/app`;
  return ENTITIES.has(recordType)
    ? `${app}/common/entity/entity.nl?id=${id}`
    : `${app}/accounting/transactions/transaction.nl?id=${id}`;
}
