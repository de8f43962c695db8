/** `drydock mapping`: conflicts in the mapping before a line runs, and the document that its owners agree to. */
import { Command } from "commander";
import { checkFlows } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { inWords } from "../gate/mapping-stage.ts";
import { chosenFlows, configOption, type FlowChoice, kindOption } from "../mapping-doc/chosen-flows.ts";
import { mappingDocCommand } from "./mapping-doc.ts";

const EXAMPLES = `
Examples:
  drydock mapping check --config examples/acme-store/drydock.yaml
  drydock mapping check examples/acme-store/mappings/s*.yaml
  drydock mapping check --kind netsuite-prices examples/acme-store/mappings/netsuite-prices.yaml`;

interface CheckOptions extends FlowChoice {
  readonly json?: boolean;
}

export function mappingCommand(context: CommandContext): Command {
  const { terminal: terminalFor, ends } = context;
  const check = new Command("check")
    .description("look for hard-coded internal ids, unknown fields, values without a length policy …")
    .argument("[file...]", "mapping files that are all of one kind")
    .addOption(configOption)
    .addOption(kindOption)
    .option("--json", "print the findings on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (files: readonly string[], options: CheckOptions) => {
      const terminal = terminalFor(options);
      const findings = checkFlows(await chosenFlows(files, options));
      for (const finding of findings)
        terminal.sayVerdict(finding.severity === "error" ? "fail" : "not-run", inWords(finding));
      const errors = findings.filter(({ severity }) => severity === "error").length;
      terminal.sayVerdict(
        errors === 0 ? "pass" : "fail",
        `${errors} errors, ${findings.length - errors} warnings`,
      );
      terminal.document(findings);
      ends(errors === 0 ? EXIT_CODES.holds : EXIT_CODES.doesNotHold);
    });
  return new Command("mapping")
    .description("the field mapping")
    .addHelpText("after", EXAMPLES)
    .addCommand(check)
    .addCommand(mappingDocCommand(context));
}
