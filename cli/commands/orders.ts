/** `drydock orders generate`: seeded orders in Shopify's own shape, for a shop that has none to show yet. */
import { Command, InvalidArgumentError, Option } from "commander";
import { generateOrders, PROFILES, type ProfileName } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";

interface GenerateOptions {
  readonly seed: number;
  readonly count: number;
  readonly profile: ProfileName;
}

const EXAMPLES = `
Profiles:
${Object.entries(PROFILES)
  .map(([name, { about }]) => `  ${name.padEnd(14)} ${about}`)
  .join("\n")}

Examples:
  drydock orders generate --count 300 > orders.jsonl
  drydock orders generate --seed 7 --profile quirks > quirks.jsonl`;

export function ordersCommand({ surroundings, terminal }: CommandContext): Command {
  const generate = new Command("generate")
    .description("write orders to stdout, one a line; the same seed gives the same orders")
    .option("--seed <number>", "from 0 to 4294967295", wholeNumber, 1)
    .option("--count <number>", "how many", wholeNumber, 100)
    .addOption(
      new Option("--profile <name>", "what kind of orders").choices(Object.keys(PROFILES)).default("mixed"),
    )
    .addHelpText("after", EXAMPLES)
    .action((options: GenerateOptions) => {
      const orders = generateOrders(options);
      surroundings.stdout.write(orders.map(({ json }) => `${json}\n`).join(""));
      const odd = orders.filter(({ edgeCase }) => edgeCase !== null).length;
      terminal({}).say(`${orders.length} orders, ${odd} of them edge cases; people and shops are invented.`);
    });
  return new Command("orders")
    .description("orders to test with")
    .addHelpText("after", "\nExample:\n  drydock orders generate --count 300 > orders.jsonl")
    .addCommand(generate);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number of 0 or more.");
  return Number(text);
}
