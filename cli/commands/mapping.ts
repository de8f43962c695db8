/** `drydock mapping`: conflicts in the mapping before a line runs, and the document that its owners agree to. */
import { Command, Option } from "commander";
import { checkFlows, FLOW_KINDS, type FlowKind } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { readText } from "../config/yaml-file.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { inWords } from "../gate/mapping-stage.ts";
import { mappingDocCommand } from "./mapping-doc.ts";

/** Flows into the shop have files of another form. */
const EXAMPLES = `
Examples:
  drydock mapping check examples/acme-store/mappings/s*.yaml
  drydock mapping check --kind netsuite-prices examples/acme-store/mappings/netsuite-prices.yaml`;

export function mappingCommand(context: CommandContext): Command {
  const { terminal: terminalFor, ends } = context;
  const check = new Command("check")
    .description("look for hard-coded internal ids, unknown fields, values without a length policy …")
    .argument("<file...>", "the mapping files of all flows")
    .addOption(
      new Option("--kind <kind>", "what kind of flow they are of")
        .choices(FLOW_KINDS)
        .default("shopify-orders"),
    )
    .option("--json", "print the findings on stdout")
    .addHelpText("after", EXAMPLES)
    .action(
      async (files: readonly string[], options: { readonly json?: boolean; readonly kind: FlowKind }) => {
        const terminal = terminalFor(options);
        const { kind } = options;
        const flows = files.map(async (file) => ({ kind, file, text: await readText(file, "the mapping") }));
        const findings = checkFlows(await Promise.all(flows));
        for (const finding of findings)
          terminal.sayVerdict(finding.severity === "error" ? "fail" : "not-run", inWords(finding));
        const errors = findings.filter(({ severity }) => severity === "error").length;
        terminal.sayVerdict(
          errors === 0 ? "pass" : "fail",
          `${errors} errors, ${findings.length - errors} warnings`,
        );
        terminal.document(findings);
        ends(errors === 0 ? EXIT_CODES.holds : EXIT_CODES.doesNotHold);
      },
    );
  return new Command("mapping")
    .description("the field mapping")
    .addHelpText("after", EXAMPLES)
    .addCommand(check)
    .addCommand(mappingDocCommand(context));
}
