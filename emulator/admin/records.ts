/** The account's records behind NetSuite's back. */
import { z } from "zod";
import type { AccountRecords } from "../account-records.ts";
import { EmulatorError } from "../emulator-error.ts";
import { operation } from "./operation.ts";

const RECORDS = "/accounts/{accountId}/records";
const TYPE = `${RECORDS}/{recordType}`;
const RECORD = `${TYPE}/{id}`;

const storedRecord = z.object({
  recordType: z.string(),
  id: z.string(),
  externalId: z.string().optional(),
  fields: z.record(z.string(), z.unknown()),
});

const body = z.record(z.string(), z.unknown());
const created = z.object({ recordType: z.string(), id: z.string() });
const importable = z.strictObject({ recordType: z.string(), body });

export const RECORD_OPERATIONS = [
  operation({
    method: "post",
    path: RECORDS,
    summary: "Import records of any types in their order, all of them or none",
    body: z.strictObject({ records: z.array(importable).min(1) }),
    reply: z.array(created),
    status: 201,
    run: ({ account, body: { records } }) => importAll(account.records, records),
  }),
  operation({
    method: "get",
    path: TYPE,
    summary: "The records of a type",
    query: z.strictObject({
      externalId: z.string().optional(),
      limit: z.coerce.number().int().positive().max(10_000).default(1_000),
      offset: z.coerce.number().int().nonnegative().default(0),
    }),
    reply: z.object({ total: z.int(), records: z.array(storedRecord) }),
    run({ account, param, query: { externalId, limit, offset } }) {
      const type = param("recordType");
      if (externalId !== undefined) {
        const found = [account.records.find(type, { externalId }) ?? []].flat();
        return { total: found.length, records: found };
      }
      const all = account.records.list(type);
      return { total: all.length, records: all.slice(offset, offset + limit) };
    },
  }),
  operation({
    method: "post",
    path: TYPE,
    summary: "Create a record, checked as a request would be",
    body,
    reply: created,
    status: 201,
    run: ({ account, param, body: fields }) => ({
      recordType: param("recordType"),
      id: account.records.create(param("recordType"), fields),
    }),
  }),
  operation({
    method: "get",
    path: RECORD,
    summary: "One record by its internal id",
    reply: storedRecord,
    run: ({ account, param }) => recordOf(account.records, param("recordType"), param("id")),
  }),
  operation({
    method: "patch",
    path: RECORD,
    summary: "Change a record, checked as a request would be",
    body,
    reply: storedRecord,
    run({ account, param, body: fields }) {
      account.records.update(param("recordType"), param("id"), fields);
      return recordOf(account.records, param("recordType"), param("id"));
    },
  }),
  operation({
    method: "delete",
    path: RECORD,
    summary: "Delete a record",
    run: ({ account, param }) => account.records.remove(param("recordType"), param("id")),
  }),
  operation({
    method: "post",
    path: `${RECORD}/duplicate`,
    summary: "Enter the record a second time, external id included",
    reply: created,
    status: 201,
    run: ({ account, param }) => ({
      recordType: param("recordType"),
      id: account.records.duplicate(param("recordType"), param("id")),
    }),
  }),
] as const;

function recordOf(records: AccountRecords, recordType: string, id: string) {
  const found = records.find(recordType, { id });
  if (found !== undefined) return found;
  throw new EmulatorError(
    "UNKNOWN_RECORD",
    `There is no ${recordType} with internal id ${id}. List them first.`,
  );
}

function importAll(records: AccountRecords, wanted: readonly z.output<typeof importable>[]) {
  const made: z.output<typeof created>[] = [];
  try {
    for (const { recordType, body: fields } of wanted) {
      made.push({ recordType, id: records.create(recordType, fields) });
    }
    return made;
  } catch (cause) {
    for (const { recordType, id } of made.toReversed()) records.remove(recordType, id);
    if (!(cause instanceof EmulatorError)) throw cause;
    throw nothingImported(made.length, cause);
  }
}

const nothingImported = (index: number, cause: EmulatorError): EmulatorError =>
  new EmulatorError(cause.code, `records.${index}: ${cause.message} Nothing was imported.`, { cause });
