/** Record.save(): the changes of a script laid over the record as it opened it. */
import { z } from "zod";
import { type Fields, linesOf } from "../../../records/field-value.ts";
import type { StoredRow } from "../../../records/record-store.ts";
import type { RecordType, SublistDefinition } from "../../../records/record-type.ts";
import { bodyOf, changesSchema } from "../record-body.ts";
import { accepted, ScriptRefusal } from "../script-refusal.ts";
import type { Desk, HeldRecord } from "./operation.ts";

/** What a script has changed of a record that it holds. `from` is the line's place when the record was opened. */
export const saveSchema = z.object({
  handle: z.int().nonnegative(),
  ignoreMandatoryFields: z.boolean(),
  fields: changesSchema,
  sublists: z.record(
    z.string(),
    z.array(z.object({ from: z.int().nonnegative().optional(), fields: changesSchema })),
  ),
});

type SaveOrder = z.infer<typeof saveSchema>;

export function saveRecord(
  desk: Desk,
  { type, row, draft, start = {} }: HeldRecord,
  order: SaveOrder,
): StoredRow {
  const { store, writer } = desk;
  if (row !== undefined && store.get(type.recordType, row.id) !== row) throw changedMeanwhile();
  const before = row?.fields ?? draft ?? start;
  const { catalogue } = store;
  const changed = sublistsIn(type, order);
  const isNew = row === undefined && draft === undefined;
  const lists = changed.map(
    (sublist) => [sublist.name, linesBody(desk, { sublist, before, isNew }, order)] as const,
  );
  const body = {
    ...(row === undefined ? start : {}),
    ...bodyOf({ catalogue, fields: type.fields, before }, order.fields),
    ...Object.fromEntries(lists),
  };
  const written = writer.write({
    type,
    body,
    ...(row === undefined ? {} : { existing: row }),
    ...(draft === undefined ? {} : { draft }),
    replace: new Set(changed.map(({ name }) => name.toLowerCase())),
    unknownFields: "ignore",
    ignoreMandatoryFields: order.ignoreMandatoryFields,
  });
  const { recordType, id } = accepted(written).row;
  // What a save sets going elsewhere may come back to the record itself.
  return store.get(recordType, id) ?? accepted(written).row;
}

/** Item lines the save writes: what its duration depends on. */
export function savedLines({ sublists }: SaveOrder, { row, draft, start }: HeldRecord): number {
  return sublists["item"]?.length ?? linesOf((row?.fields ?? draft ?? start)?.["item"]).length;
}

const sublistsIn = (type: RecordType, { sublists }: SaveOrder): readonly SublistDefinition[] =>
  type.sublists.filter(({ scriptId }) => sublists[scriptId] !== undefined);

interface ChangedLines {
  readonly sublist: SublistDefinition;
  readonly before: Fields;
  readonly isNew: boolean;
}

/** Lines that were there keep their key and send what changed; without a key, or in a new record, they are sent whole. */
function linesBody(
  { store }: Desk,
  { sublist, before: record, isNew }: ChangedLines,
  { sublists }: SaveOrder,
) {
  const existing = linesOf(record[sublist.name]);
  const { key } = sublist;
  const items = (sublists[sublist.scriptId] ?? []).map(({ from, fields }) => {
    const before = (from === undefined ? undefined : existing[from]) ?? {};
    const changes = bodyOf({ catalogue: store.catalogue, fields: sublist.fields, before }, fields);
    const keyValue = key === undefined ? undefined : before[key];
    if (isNew || key === undefined || keyValue === undefined)
      return { ...before, ...staleAmount(changes), ...changes };
    return { ...changes, [key]: keyValue };
  });
  return items.length === 0 ? null : { items };
}

/** A new rate or quantity makes the amount that the line had stale. */
const staleAmount = (changes: Readonly<Record<string, unknown>>): { amount?: null } =>
  "rate" in changes || "quantity" in changes ? { amount: null } : {};

/** Somebody saved it since this script opened it (code and words seen in a public log). */
const changedMeanwhile = (): ScriptRefusal =>
  new ScriptRefusal("RCRD_HAS_BEEN_CHANGED", "Record has been changed");
