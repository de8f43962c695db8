/** A CSV cell as a request would send it. */

import type { RecordStore } from "../records/record-store.ts";
import type { FieldDefinition } from "../records/record-type.ts";

/** NetSuite's CSV files write yes and no in these ways. */
const BOOLEANS: Readonly<Record<string, boolean>> = {
  t: true,
  true: true,
  yes: true,
  f: false,
  false: false,
  no: false,
};

export function cellValue(field: FieldDefinition, text: string, store: RecordStore): unknown {
  return (READERS[field.type] ?? asText)({ field, text, store });
}

interface Reading {
  readonly field: FieldDefinition;
  readonly text: string;
  readonly store: RecordStore;
}

const asText = ({ text }: Reading): unknown => text;
const asNumber = ({ text }: Reading): unknown => {
  const number = Number(text.replaceAll(",", ""));
  return Number.isNaN(number) ? text : number;
};

const READERS: Readonly<Partial<Record<FieldDefinition["type"], (reading: Reading) => unknown>>> = {
  boolean: ({ text }) => BOOLEANS[text.toLowerCase()] ?? text,
  number: asNumber,
  integer: asNumber,
  percent: asNumber,
  date: ({ text }) => isoDate(text),
  enum: ({ field, text }) => ({
    [field.enumLabels !== undefined && hasLabel(field, text) ? "refName" : "id"]: text,
  }),
  reference: ({ field, text, store }) => referenceTo(field, text, store),
  // NetSuite separates the values of a multiple select by a vertical bar.
  multiReference: ({ field, text, store }) => ({
    items: text.split("|").map((each) => referenceTo(field, each.trim(), store)),
  }),
};

const hasLabel = ({ enumLabels = {} }: FieldDefinition, text: string): boolean =>
  Object.values(enumLabels).includes(text);

/** By internal id, external id or name, whichever there is; a name when there is none, so that it is named as missing. */
function referenceTo(field: FieldDefinition, text: string, store: RecordStore) {
  const targets = store.catalogue.referenceTargets(field.ref ?? "") ?? [];
  if (targets.some((recordType) => store.get(recordType, text) !== undefined)) return { id: text };
  if (targets.some((recordType) => store.findBy(recordType, "externalId", text).length > 0))
    return { externalId: text };
  return { refName: text };
}

/** 11/24/2026, which is how NetSuite exports dates unless the account chose otherwise. */
function isoDate(text: string): string {
  const [, month = "", day = "", year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
