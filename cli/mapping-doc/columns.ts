/** What the Field Mapping Document says of each field and each condition, the same in every form. */
import type { MappedCondition, MappedField } from "../../integration/index.ts";

type Column<Row> = readonly [label: string, value: (row: Row) => string];

export const CONDITION_COLUMNS: readonly Column<MappedCondition>[] = [
  ["A source record is", ({ outcome }) => outcome],
  ["When", ({ condition }) => condition],
  ["And in NetSuite", ({ inNetSuite }) => inNetSuite ?? ""],
  ["Because", ({ reason }) => reason],
];

export const COLUMNS: readonly Column<MappedField>[] = [
  ["Field", ({ field }) => field],
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

export const headsOf = <Row>(columns: readonly Column<Row>[]): readonly string[] =>
  columns.map(([label]) => label);

export const cellsOf = <Row>(columns: readonly Column<Row>[], row: Row): readonly string[] =>
  columns.map(([, value]) => value(row));
