/** `drydock mapping doc`: the Field Mapping Document, rendered from the mapping files themselves. */
import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import {
  checkFlows,
  exampleValues,
  FLOW_KINDS,
  type FlowKind,
  fieldMappingOf,
  isBackFlow,
  parseMapping,
  systemClock,
} from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { readText } from "../config/yaml-file.ts";
import { FORM_NAMES, FORMS, type FormName } from "../mapping-doc/forms.ts";
import type { DocumentedMapping } from "../mapping-doc/mapping-report.ts";
import { UsageError } from "../usage-error.ts";

interface DocOptions {
  readonly kind: FlowKind;
  readonly format: FormName;
  readonly examples?: string;
  readonly output?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  drydock mapping doc mapping.yaml --examples orders.jsonl --format html --output field-mapping.html
  drydock mapping doc examples/acme-store/mappings/s*.yaml --format csv > field-mapping.csv`;

export function mappingDocCommand({ terminal: terminalFor }: CommandContext): Command {
  return new Command("doc")
    .description(
      "render the Field Mapping Document: what goes where, who owns it, what happens when it is too long",
    )
    .argument("<files...>", "the mapping files")
    .addOption(
      new Option("--kind <kind>", "what kind of flow they are of")
        .choices(FLOW_KINDS.filter((kind) => !isBackFlow(kind)))
        .default("shopify-orders"),
    )
    .option("--examples <file>", "source records, one JSON object a line, from which example values come")
    .addOption(new Option("--format <form>", "the form").choices([...FORM_NAMES]).default("md"))
    .option("--output <file>", "write it there instead of to stdout")
    .option("--json", "print the document as data on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (files: readonly string[], options: DocOptions) => {
      const terminal = terminalFor(options);
      const records = options.examples === undefined ? [] : await recordsIn(options.examples);
      const documented = await Promise.all(files.map((file) => documentedFrom(file, options.kind, records)));
      const text = FORMS[options.format](documented, new Date(systemClock.now()).toISOString());
      if (options.output !== undefined) {
        await write(options.output, text);
        terminal.say(`The field mapping is in ${options.output}.`);
      } else if (options.json !== true) terminal.result(text);
      terminal.document(documented.map(({ mapping }) => mapping));
    });
}

async function documentedFrom(
  file: string,
  kind: FlowKind,
  records: readonly Uint8Array[],
): Promise<DocumentedMapping> {
  const text = await readText(file, "the mapping");
  const mapping = parseMapping(text, file);
  return {
    mapping: fieldMappingOf(mapping, await exampleValues(mapping, records)),
    findings: checkFlows([{ kind, file, text }]),
  };
}

/** Enough to meet every kind of order, and soon done. */
const MOST_RECORDS = 500;

async function recordsIn(file: string): Promise<readonly Uint8Array[]> {
  const lines = (await readText(file, "the examples")).split("\n").filter((line) => line.trim() !== "");
  return lines.slice(0, MOST_RECORDS).map((line) => Buffer.from(line));
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`Cannot write ${file}: ${why}. Check the folder.`, { cause });
  }
}
