/** `drydock plan`: the governance calculation alone. */
import { Command } from "commander";
import { inWords } from "../../loadtest/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject } from "../config/project.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { orderMixOf } from "../gate/order-mix.ts";
import { planOf } from "../gate/plan-stage.ts";

export function planCommand({ terminal: terminalFor, ends }: CommandContext): Command {
  return new Command("plan")
    .description("calculate the slots that the peak hour needs")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .option("--json", "print the plan on stdout")
    .addHelpText("after", "\nExample:\n  drydock plan --config examples/acme-store/drydock.yaml")
    .action(async (options: { readonly config: string; readonly json?: boolean }) => {
      const terminal = terminalFor(options);
      const project = await loadProject(options.config);
      const plan = planOf(project, orderMixOf(project, await readOrdersFile(project.ordersFile)));
      terminal.sayVerdict(plan.holds ? "pass" : "fail", inWords(plan));
      terminal.document(plan);
      ends(plan.holds ? EXIT_CODES.holds : EXIT_CODES.doesNotHold);
    });
}
