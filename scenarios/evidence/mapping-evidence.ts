/** The mapping as it was applied to the first record of each flow: each field, where its value comes from, and what it came to. */
import {
  exampleValues,
  fieldMappingOf,
  isBackFlow,
  type LedgerEntry,
  type MappedField,
  parseMapping,
} from "../../integration/index.ts";
import type { Block } from "../../reports/index.ts";
import { table } from "./blocks.ts";
import type { Evidenced } from "./evidenced.ts";

/** Nothing when no entry reached the ledger. */
export async function mappingEvidence(
  flows: Evidenced["flows"],
  entries: readonly LedgerEntry[],
): Promise<readonly Block[]> {
  const mappings = flows
    .filter(({ kind }) => !isBackFlow(kind))
    .map((flow) => parseMapping(flow.mapping.text, flow.mapping.file));
  const applied = mappings.map((mapping) => {
    const entry = entries.find(({ flow }) => flow === mapping.flow);
    return entry === undefined ? [] : appliedTo(entry, mapping);
  });
  return (await Promise.all(applied)).flat();
}

async function appliedTo(
  entry: LedgerEntry,
  mapping: ReturnType<typeof parseMapping>,
): Promise<readonly Block[]> {
  const raw = entry.edited ?? entry.raw;
  const document = fieldMappingOf(mapping, await exampleValues(mapping, [raw]));
  return document.records.flatMap(({ recordType, fields }) => {
    const sent = fields.filter(({ example }) => example !== null);
    if (sent.length === 0) return [];
    const caption = `Mapping applied to ${entry.key}: ${recordType} (${document.file}, ${document.version})`;
    return [table(caption, ["field in NetSuite", "comes from", "kind", "value"], sent.map(rowOf))];
  });
}

const rowOf = ({ field, source, kind, example }: MappedField): readonly string[] => [
  field,
  source,
  kind,
  example ?? "",
];
