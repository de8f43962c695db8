/** Which table a query reaches over a field, where a script names no more than the field. */
import { z } from "zod";
import type { Catalogue } from "../../../records/catalogue.ts";
import type { FieldDefinition, RecordType } from "../../../records/record-type.ts";
import { ScriptRefusal } from "../script-refusal.ts";
import { type Operation, operation } from "./operation.ts";

/** `theirs`: the joined rows name the one that is joined to, under this field; else the field holds their id. */
interface Join {
  readonly table: string;
  readonly theirs?: string;
}

export const QUERY_JOIN: Operation = operation(
  z.object({ table: z.string(), field: z.string() }),
  ({ table, field }, { store }) => ({
    units: 0,
    run: () => joinOver(store.catalogue, table.toLowerCase(), field.toLowerCase()),
  }),
);

function joinOver(catalogue: Catalogue, table: string, field: string): Join {
  if (table === "transaction" && field === "transactionlines")
    return { table: "transactionline", theirs: "transaction" };
  if (table === "transactionline" && field === "transaction") return { table: "transaction" };
  // A field that refers to several kinds of records may say which of them: entity^customer.
  const [name = "", chosen] = field.split("^");
  if (chosen !== undefined) return { table: chosen };
  const targets = new Set(
    fieldsCalled(catalogue, table, name).flatMap(({ ref }) => catalogue.referenceTargets(ref ?? "") ?? []),
  );
  const types = [...targets].flatMap((target) => catalogue.find(target) ?? []);
  const [first] = types;
  if (first === undefined) throw unknownField(table, field);
  return { table: types.length === 1 ? tableOf(first) : familyOf(first) };
}

function fieldsCalled(catalogue: Catalogue, table: string, name: string): readonly FieldDefinition[] {
  return typesBehind(catalogue, table).flatMap((type) => {
    const sets = table === "transactionline" ? type.sublists.map(({ fields }) => fields) : [type.fields];
    return [...sets, type.fields].flatMap((set) => set.all.find(({ scriptId }) => scriptId === name) ?? []);
  });
}

function typesBehind(catalogue: Catalogue, table: string): readonly RecordType[] {
  if (table === "transaction" || table === "transactionline") return catalogue.ofCategory("transaction");
  if (table === "item" || table === "entity") return catalogue.ofCategory(table);
  return [catalogue.find(table)].flatMap((type) => type ?? []);
}

/** Transactions and items are tables only as families. */
const tableOf = (type: RecordType): string =>
  type.category === "transaction" || type.category === "item"
    ? familyOf(type)
    : type.recordType.toLowerCase();

const familyOf = ({ category, recordType }: RecordType): string =>
  category === "list" || category === "custom" ? recordType.toLowerCase() : category;

/** The words are inferred from those that scripts get for a column that is none. */
const unknownField = (table: string, field: string): ScriptRefusal =>
  new ScriptRefusal(
    "SSS_SEARCH_ERROR_OCCURRED",
    `Search error occurred: Field '${field}' for record '${table}' was not found.`,
  );
