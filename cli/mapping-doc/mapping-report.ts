/** The Field Mapping Document as a report, for the page that people read, print and sign. */
import type { FieldMapping, Finding } from "../../integration/index.ts";
import type { Block, Report, Section } from "../../reports/index.ts";
import { COLUMNS, CONDITION_COLUMNS, cellsOf, headsOf } from "./columns.ts";

export interface DocumentedMapping {
  readonly mapping: FieldMapping;
  readonly findings: readonly Finding[];
}

export function mappingReport(documented: readonly DocumentedMapping[], generatedAt: string): Report {
  const errors = documented.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === "error"),
  );
  const fields = documented.flatMap(({ mapping }) => mapping.records).flatMap((record) => record.fields);
  return {
    title: "Field mapping",
    subtitle: documented.map(({ mapping: { file, version } }) => `${file} (${version})`).join(", "),
    generatedAt,
    verdict: errors.length === 0 ? "pass" : "fail",
    summary: [
      { label: "Flows", value: documented.map(({ mapping }) => mapping.flow).join(", ") },
      { label: "Fields", value: String(fields.length) },
      {
        label: "Dynamic look-ups",
        value: String(fields.filter(({ kind }) => kind === "dynamic look-up").length),
      },
      {
        label: "Errors of the mapping check",
        value: String(errors.length),
        tone: errors.length === 0 ? "good" : "bad",
      },
    ],
    sections: documented.flatMap(sectionsOf),
  };
}

function sectionsOf({ mapping, findings }: DocumentedMapping): readonly Section[] {
  const { flow, about, records, values } = mapping;
  const checked = checkOf(mapping, findings);
  const sections = records.map((record): Section => {
    const { recordType, condition, knownBy, note, holds } = record;
    const facts = [
      `Known again by ${knownBy}.`,
      ...(condition === null ? [] : [`Written only when ${condition}.`]),
      ...(note === null ? [] : [note]),
      ...holds.map((hold) => `Held for a human when ${hold.condition}: ${hold.message}`),
    ];
    return {
      id: `${flow}-${recordType}`,
      title: `${flow}: ${recordType}`,
      ...(about === null ? {} : { lead: about }),
      blocks: [
        { kind: "text", text: facts.join("\n\n") },
        {
          kind: "table",
          caption: `Fields of ${recordType}`,
          columns: headsOf(COLUMNS).map((label) => ({ label })),
          rows: record.fields.map((field) => cellsOf(COLUMNS, field)),
        },
      ],
    };
  });
  return [
    ...sections,
    {
      id: `${flow}-values`,
      title: `${flow}: conditions and named values`,
      blocks: [...conditionBlocks(mapping), ...valueBlocks(values), checked],
    },
  ];
}

function conditionBlocks({ conditions }: FieldMapping): readonly Block[] {
  if (conditions.length === 0) return [];
  return [
    {
      kind: "table",
      caption: "What is not written, or not yet",
      columns: headsOf(CONDITION_COLUMNS).map((label) => ({ label })),
      rows: conditions.map((each) => cellsOf(CONDITION_COLUMNS, each)),
    },
  ];
}

function valueBlocks(values: FieldMapping["values"]): readonly Block[] {
  if (values.length === 0) return [];
  const rows = values.map(({ name, expression }) => [name, expression]);
  return [
    { kind: "table", caption: "Named values", columns: [{ label: "Name" }, { label: "Worked out" }], rows },
  ];
}

function checkOf({ file }: FieldMapping, findings: readonly Finding[]): Block {
  const errors = findings.filter(({ severity }) => severity === "error");
  const detail = errors.map(({ line, message }) => `${file}:${line}: ${message}`).join("; ");
  return {
    kind: "checks",
    checks: [
      {
        name: "The mapping check finds no error",
        verdict: errors.length === 0 ? "pass" : "fail",
        expected: "0 errors",
        found: `${errors.length} errors`,
        ...(detail === "" ? {} : { detail }),
      },
    ],
  };
}
