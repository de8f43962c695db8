/** `drydock mapping check`: conflicts in the mapping, before a line runs. */
import { Command, Option } from "commander";
import { checkFlow, FLOW_KINDS, type FlowKind } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { readText } from "../config/yaml-file.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { inWords } from "../gate/mapping-stage.ts";

export function mappingCommand({ terminal: terminalFor, ends }: CommandContext): Command {
  const check = new Command("check")
    .description("look for hard-coded internal ids, unknown fields, values without a length policy …")
    .argument("<file>", "the mapping file")
    .addOption(
      new Option("--kind <kind>", "what kind of flow it is of").choices(FLOW_KINDS).default("shopify-orders"),
    )
    .option("--json", "print the findings on stdout")
    .addHelpText(
      "after",
      "\nExample:\n  drydock mapping check examples/acme-store/mappings/shopify-orders.yaml",
    )
    .action(async (file: string, options: { readonly json?: boolean; readonly kind: FlowKind }) => {
      const terminal = terminalFor(options);
      const findings = checkFlow(options.kind, await readText(file, "the mapping"), file);
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
    .addHelpText("after", "\nExample:\n  drydock mapping check mapping.yaml")
    .addCommand(check);
}
