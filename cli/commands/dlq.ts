/** `drydock dlq`: look at dead letters and decide about them; works beside a running service, on the same ledger. */
import { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { decisionCommands } from "./dlq-decide.ts";
import { editCommand } from "./dlq-edit.ts";
import { lookCommands } from "./dlq-look.ts";
import { rerunCommand } from "./dlq-rerun.ts";

const EXAMPLES = `
Examples:
  drydock dlq list --class data
  drydock dlq stats
  drydock dlq show 17
  drydock dlq assign 17 --to ben@acme-store.example --by anna@acme-store.example
  drydock dlq rerun 17 --by anna@acme-store.example --reason "item created"
  drydock dlq rerun --code LOOKUP_NOT_FOUND --dry-run --by anna --reason "items created"
  drydock dlq edit 17 --by anna@acme-store.example --reason "zip corrected"
  drydock dlq resolve 17 --record salesOrder --id 4711 --by anna --reason "entered by hand"
  drydock dlq discard 17 --by anna@acme-store.example --reason "customer cancelled by phone"
  drydock dlq export --format csv --older-than 2d > dead-letters.csv`;

export function dlqCommand(context: CommandContext): Command {
  const command = new Command("dlq")
    .description("the Dead Letter Queue: what waits for a human")
    .addHelpText("after", EXAMPLES);
  const all = [
    ...lookCommands(context),
    rerunCommand(context),
    editCommand(context),
    ...decisionCommands(context),
  ];
  for (const each of all) command.addCommand(each);
  return command;
}
