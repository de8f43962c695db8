/** `drydock mapping doc`: the Field Mapping Document, rendered from the mapping files themselves. */
import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import {
  checkFlows,
  documentFlow,
  type FlowKind,
  type FlowText,
  systemClock,
} from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { readText } from "../config/yaml-file.ts";
import { chosenFlows, configOption, type FlowChoice, kindOption } from "../mapping-doc/chosen-flows.ts";
import { FORM_NAMES, FORMS, type FormName } from "../mapping-doc/forms.ts";
import type { DocumentedMapping } from "../mapping-doc/mapping-report.ts";
import { UsageError } from "../usage-error.ts";

interface DocOptions extends FlowChoice {
  readonly format: FormName;
  readonly examples?: string;
  readonly output?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  drydock mapping doc --config examples/acme-store/drydock.yaml --examples examples/acme-store/orders.jsonl
  drydock mapping doc mapping.yaml --examples orders.jsonl --format html --output field-mapping.html
  drydock mapping doc examples/acme-store/mappings/s*.yaml --format csv > field-mapping.csv`;

export function mappingDocCommand({ terminal: terminalFor }: CommandContext): Command {
  return new Command("doc")
    .description(
      "render the Field Mapping Document: what goes where, who owns it, what happens when it is too long",
    )
    .argument("[file...]", "mapping files that are all of one kind")
    .addOption(configOption)
    .addOption(kindOption)
    .option("--examples <file>", "orders, one JSON object a line, from which example values come")
    .addOption(new Option("--format <form>", "the form").choices([...FORM_NAMES]).default("md"))
    .option("--output <file>", "write it there instead of to stdout")
    .option("--json", "print the document as data on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (files: readonly string[], options: DocOptions) => {
      const terminal = terminalFor(options);
      const records = options.examples === undefined ? [] : await recordsIn(options.examples);
      const flows = await chosenFlows(files, options);
      const documented = await documentedFrom(flows, { kind: options.kind ?? "shopify-orders", records });
      const text = FORMS[options.format](documented, new Date(systemClock.now()).toISOString());
      if (options.output !== undefined) {
        await write(options.output, text);
        terminal.say(`The field mapping is in ${options.output}.`);
      } else if (options.json !== true) terminal.result(text);
      terminal.document(documented.map(({ mapping }) => mapping));
    });
}

interface Examples {
  /** Of flows of another kind they say nothing. */
  readonly kind: FlowKind;
  readonly records: readonly Uint8Array[];
}

function documentedFrom(
  flows: readonly FlowText[],
  { kind, records }: Examples,
): Promise<readonly DocumentedMapping[]> {
  const findings = checkFlows(flows);
  const documented = flows.map(async (flow) => ({
    mapping: await documentFlow(flow, flow.kind === kind ? records : []),
    findings: findings.filter(({ file }) => file === flow.file),
  }));
  return Promise.all(documented);
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
