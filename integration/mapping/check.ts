/** Reads a mapping the way a careful colleague would, and says what will go wrong before an order does. */

import { conditionProblems } from "./checks/condition-checks.ts";
import type { Problem } from "./checks/problem.ts";
import { referenceProblems } from "./checks/reference-checks.ts";
import { systemOfRecordConflicts } from "./checks/system-of-record.ts";
import { lengthProblems, targetProblems } from "./checks/target-checks.ts";
import { type PlacedRow, rowsOf } from "./mapping-expressions.ts";
import { type FileProblem, pathText, readMapping } from "./mapping-file.ts";
import type { MappingForm, RecordForm } from "./mapping-form.ts";
import { RECORD_FIELDS } from "./netsuite-fields.ts";

export interface Finding extends Omit<Problem, "path"> {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Each rule sees one row with its place; a new rule is one function and one name here. */
const ROW_RULES: readonly ((placed: PlacedRow) => readonly Problem[])[] = [
  targetProblems,
  referenceProblems,
  lengthProblems,
];

export interface MappingText {
  readonly text: string;
  /** Its name for the findings. */
  readonly file: string;
}

/**
 * The mappings of all flows together: each by itself, and whether one writes what another calls NetSuite's own. Never throws: a
 * file that cannot be read is a finding too (rule `form`). In the order of the files and their lines.
 */
export function checkMappings(files: readonly MappingText[]): readonly Finding[] {
  const conflicts = systemOfRecordFindings(files);
  return files.flatMap((each) =>
    [...checkMapping(each), ...conflicts.filter(({ file }) => file === each.file)].toSorted(
      (a, b) => a.line - b.line,
    ),
  );
}

/** As checkMappings, of this rule alone; files that cannot be read have none. */
export function systemOfRecordFindings(files: readonly MappingText[]): readonly Finding[] {
  const read = files.flatMap(({ text, file }) => {
    const reading = readMapping(text, file);
    return reading.ok ? [{ file, ...reading }] : [];
  });
  return systemOfRecordConflicts(read).map((conflict) => ({
    severity: "error",
    rule: "not-system-of-record",
    ...conflict,
  }));
}

function checkMapping({ text, file }: MappingText): readonly Finding[] {
  const reading = readMapping(text, file);
  if (!reading.ok) return formFindings(reading.problems, file);
  return problemsOf(reading.mapping).map(({ path, ...problem }) => ({
    ...problem,
    file,
    line: reading.lineAt(path),
  }));
}

/** What keeps a file from being used at all. */
export const formFindings = (problems: readonly FileProblem[], file: string): readonly Finding[] =>
  problems.map(({ line, message, fix }) => ({ severity: "error", rule: "form", message, fix, file, line }));

function problemsOf(form: MappingForm): readonly Problem[] {
  const ofRecords = form.records.flatMap((record, index) => {
    const known = recordProblems(record, index, form);
    // Rows of a record that cannot be written have nothing to be checked against.
    if (known.length > 0) return known;
    const rows = rowsOf(record, index);
    return [
      ...duplicateProblems(rows),
      ...orderProblems(rows, form.records.slice(0, index)),
      ...rows.flatMap((placed) => ROW_RULES.flatMap((rule) => rule(placed))),
    ];
  });
  return [...conditionProblems(form), ...ofRecords];
}

function recordProblems({ record }: RecordForm, index: number, form: MappingForm): readonly Problem[] {
  const path = ["records", index, "record"];
  if (!Object.hasOwn(RECORD_FIELDS, record)) {
    const fix = `Use one of: ${Object.keys(RECORD_FIELDS).join(", ")}.`;
    return [
      {
        severity: "error",
        rule: "unknown-record-type",
        message: `"${record}" cannot be written by this core`,
        fix,
        path,
      },
    ];
  }
  if (!form.records.slice(0, index).some((earlier) => earlier.record === record)) return [];
  const fix = "Put all rows of a record type into one place.";
  return [{ severity: "error", rule: "duplicate-record", message: `${record} is mapped twice`, fix, path }];
}

/** A row without `when` ends the choice, so whatever follows it for the same target is never used. */
function duplicateProblems(rows: readonly PlacedRow[]): readonly Problem[] {
  const closed = new Set<string>();
  return rows.flatMap(({ row, path }) => {
    if (row.kind === "sublist") return [];
    const target = row.kind === "address" ? row.address : row.to;
    const key = `${pathText(path.slice(0, -1))}.${target}`;
    const problems: readonly Problem[] = closed.has(key)
      ? [
          {
            severity: "error",
            rule: "duplicate-target",
            message: `an earlier row without \`when\` always decides ${target}, so this one is never used`,
            fix: "Give the earlier row a `when`, or take one of the two out.",
            path,
          },
        ]
      : [];
    if (row.when === undefined) closed.add(key);
    return problems;
  });
}

function orderProblems(rows: readonly PlacedRow[], earlier: readonly RecordForm[]): readonly Problem[] {
  return rows.flatMap(({ row, path }): readonly Problem[] => {
    if (row.kind !== "field" || row.reference === undefined) return [];
    if (earlier.some(({ record }) => record === row.reference)) return [];
    const message = `${row.to} refers to ${row.reference}, which is not mapped above`;
    const fix = "Map that record earlier in this file, or use a look-up.";
    return [{ severity: "error", rule: "unknown-reference", message, fix, path: [...path, "reference"] }];
  });
}
