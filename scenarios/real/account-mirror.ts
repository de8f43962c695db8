/**
 * What a real account holds of a run, read anew whenever a scenario has waited for something, in the form in which the emulated
 * account shows its records. Nothing else of an account can be had from a real one: whatever asks for it is not offered.
 */
import { type Account, EmulatorError, type StoredRecord } from "../../emulator/index.ts";
import { type AccountClient, RECORD_SERVICE } from "../../integration/index.ts";
import { NotOfferedError } from "../foreign/not-offered.ts";
import type { MadeRecord } from "./run-journal.ts";
import { shownRecord } from "./shown-record.ts";

export interface AccountMirror {
  readonly account: Account;
  /** What the scenario has made, without what it refers to. */
  readonly made: Pick<Account["records"], "list" | "show">;
  /** Reads what was announced since the scenario began, and what it refers to. */
  refresh(): Promise<void>;
  note(record: MadeRecord): void;
}

/** Whatever an order line or an order may point at. */
const REFERRED: Readonly<Record<string, readonly string[]>> = {
  entity: ["customer"],
  currency: ["currency"],
  item: ["inventoryItem", "nonInventorySaleItem", "discountItem"],
};

export function createAccountMirror(accountId: string, client: AccountClient): AccountMirror {
  const announced = new Map<string, MadeRecord>();
  const referred = new Map<string, StoredRecord | null>();
  let made: readonly StoredRecord[] = [];

  async function referenceTo(recordTypes: readonly string[], id: string): Promise<void> {
    for (const recordType of recordTypes) {
      const key = `${recordType} ${id}`;
      if (!referred.has(key)) referred.set(key, await readRecord(client, recordType, id));
      if (referred.get(key) !== null) return;
    }
  }

  async function refresh(): Promise<void> {
    const found: StoredRecord[] = [];
    for (const { recordType, externalId } of announced.values()) {
      const record = await readRecord(client, recordType, `eid:${externalId}`);
      if (record !== null) found.push({ ...record, externalId });
    }
    made = found;
    for (const { fields } of found) {
      for (const [recordTypes, id] of referencesIn(fields)) await referenceTo(recordTypes, id);
    }
  }

  const list = (recordType: string): readonly StoredRecord[] => {
    const others = [...referred.values()].filter((record) => record?.recordType === recordType);
    const own = made.filter((record) => record.recordType === recordType);
    const ids = new Set(own.map(({ id }) => id));
    return [...own, ...others.filter((record) => record !== null).filter(({ id }) => !ids.has(id))];
  };
  const show: Account["records"]["show"] = (recordType, id) => {
    const record = list(recordType).find((each) => each.id === id);
    if (record !== undefined) return shownRecord(record);
    throw new EmulatorError("UNKNOWN_RECORD", `The run knows of no ${recordType} with internal id ${id}.`);
  };
  const records = onlyWith<Account["records"]>(
    { list, show },
    "way to enter, search or change NetSuite's records from outside",
  );
  return {
    made: { list: (recordType) => made.filter((record) => record.recordType === recordType), show },
    account: onlyWith<Account>({ accountId, records }, "look behind NetSuite's back, and no fault to be set"),
    refresh,
    note: (record) => void announced.set(`${record.recordType} ${record.externalId}`, record),
  };
}

/** Anything but what is given is not offered. */
export function onlyWith<Whole extends object>(given: Partial<Whole>, lack: string): Whole {
  return new Proxy(given, {
    get(target, name) {
      if (name in target || typeof name === "symbol" || name === "then") return Reflect.get(target, name);
      throw new NotOfferedError(lack);
    },
  }) as Whole;
}

async function readRecord(
  client: AccountClient,
  recordType: string,
  which: string,
): Promise<StoredRecord | null> {
  const path = `${RECORD_SERVICE}/${recordType}/${which}?expandSubResources=true`;
  const answer = await client.call({ method: "GET", path });
  if (answer.kind === "no-answer" || answer.status !== 200) return null;
  const fields = withoutLinks(JSON.parse(answer.text)) as StoredRecord["fields"];
  return { recordType, id: String(fields["id"]), fields };
}

function withoutLinks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLinks);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "links");
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutLinks(inner)]));
}

/** Of the record itself and of its lines. */
function referencesIn(
  fields: Readonly<Record<string, unknown>>,
): readonly (readonly [readonly string[], string])[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value !== "object" || value === null) return [];
    if ("items" in value && Array.isArray(value.items)) return value.items.flatMap(referencesIn);
    const recordTypes = REFERRED[name];
    return recordTypes !== undefined && "id" in value ? [[recordTypes, String(value.id)] as const] : [];
  });
}
