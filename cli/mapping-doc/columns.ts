/** What the Field Mapping Document says of each field, the same in every form. */
import type { MappedField } from "../../integration/index.ts";

export type Column = readonly [label: string, value: (field: MappedField) => string];

export const COLUMNS: readonly Column[] = [
  ["Field in NetSuite", ({ field }) => field],
  ["Label", ({ label }) => label],
  ["Value", ({ source }) => source],
  ["Kind", ({ kind }) => kind],
  ["Only when", ({ condition }) => condition ?? ""],
  ["Direction", ({ direction }) => direction],
  ["System of record", ({ systemOfRecord }) => systemOfRecord],
  ["Characters", ({ maxLength }) => (maxLength === null ? "" : String(maxLength))],
  ["Length known from", ({ lengthSource }) => lengthSource ?? ""],
  ["When longer", ({ overflow }) => overflow ?? ""],
  ["Required", ({ required }) => (required ? "yes" : "")],
  ["Note", ({ note }) => note ?? ""],
  ["Example", ({ example }) => example ?? ""],
];
