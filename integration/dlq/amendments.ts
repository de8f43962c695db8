/** What a person may write into an entry: checked before the ledger takes it. */
import { IntegrationError, isIntegrationError } from "../errors.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { RECORD_FIELDS } from "../mapping/netsuite-fields.ts";
import { parseOrder } from "../mapping/parse-order.ts";
import { shopifyIdentity, TOPIC_HEADER } from "../sources/shopify/topics.ts";

/** An entry whose bytes named no order is known by their hash. */
const HASHED_KEY = /^sha256:/;

/**
 * An edit must be an order that can be read, and the same one: else another order would be written under this entry's name.
 *
 * @throws IntegrationError `EDIT_UNUSABLE`
 */
export async function requireUsableEdit(
  ledger: Ledger,
  entry: LedgerEntry,
  bytes: Uint8Array,
): Promise<void> {
  const parsed = parseOrder(bytes);
  if (!parsed.ok) throw unusable(entry, parsed.failure.message);
  if (entry.source !== "shopify") return;
  const key = keyOf(entry, bytes);
  if (key === entry.key) return;
  if (!HASHED_KEY.test(entry.key)) throw unusable(entry, `it is ${key}, and the entry is ${entry.key}`);
  const [known] = await ledger.find({ flow: entry.flow, key, limit: 1 });
  if (known !== undefined)
    throw unusable(entry, `${key} is in the ledger already, as entry ${known.id}; discard this one`);
}

function keyOf(entry: LedgerEntry, bytes: Uint8Array): string {
  try {
    return shopifyIdentity(bytes, entry.headers[TOPIC_HEADER]).key;
  } catch (error) {
    if (isIntegrationError(error)) throw unusable(entry, error.message);
    throw error;
  }
}

function unusable({ id }: LedgerEntry, why: string): IntegrationError {
  const message = `The edit of ledger entry ${id} was not kept: ${why.replace(/\.$/, "")}. Correct it and edit again.`;
  return new IntegrationError({ code: "EDIT_UNUSABLE", message });
}

export interface RecordName {
  readonly recordType: string;
  readonly internalId: string;
}

const RECORD_TYPE = /^[a-z][A-Za-z0-9_]{1,59}$/;
const INTERNAL_ID = /^[1-9]\d{0,18}$/;

/** @throws IntegrationError `RECORD_INVALID` */
export function requireRecordName({ recordType, internalId }: RecordName): void {
  const known = Object.keys(RECORD_FIELDS).find((name) => name.toLowerCase() === recordType.toLowerCase());
  if (known !== undefined && known !== recordType)
    throw invalidRecord(`NetSuite writes the record type "${recordType}" as "${known}"`);
  if (!RECORD_TYPE.test(recordType))
    throw invalidRecord(`"${recordType}" is no record type, such as salesOrder or customrecord_gift`);
  if (!INTERNAL_ID.test(internalId))
    throw invalidRecord(
      `"${internalId}" is no internal id: those are digits, as in the address of the record's page (…?id=4711)`,
    );
}

function invalidRecord(why: string): IntegrationError {
  return new IntegrationError({ code: "RECORD_INVALID", message: `Nothing was linked: ${why}. Correct it.` });
}
