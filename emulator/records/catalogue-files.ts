/** The catalogue's data files, read when first needed: parsing all of them would double the time of a cold start. */
import { readFileSync } from "node:fs";
import enumSets from "./catalogue/enum-sets.json" with { type: "json" };
import recordTypes from "./catalogue/record-types.json" with { type: "json" };
import type { RecordFields, RecordTypeHead, SubrecordFields } from "./record-type.ts";

/** Every record type, in alphabetical order. The files' shape is held by a test, not at every start. */
export const RECORD_TYPE_HEADS = recordTypes as readonly RecordTypeHead[];

/** The codes of enumerations that many fields share. */
export const ENUM_SETS: Readonly<Record<string, readonly string[]>> = enumSets;

export const SUBRECORD_NAMES = ["address", "inventoryDetail", "itemPrice"] as const;

export const readRecordFields = (recordType: string): RecordFields => readFile(recordType) as RecordFields;

export const readSubrecordFields = (name: string): SubrecordFields => readFile(name) as SubrecordFields;

const readFile = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./catalogue/${fileName(name)}.json`, import.meta.url), "utf8"));

const fileName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
