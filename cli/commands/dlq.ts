/** `drydock dlq`: look at dead letters, re-run or discard them; works beside a running service, on the same ledger. */
import { Command, Option } from "commander";
import {
  createDeadLetterDesk,
  type DeadLetterDesk,
  type DeadLetterFilter,
  FAILURE_CLASSES,
  openLedger,
  systemClock,
} from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject } from "../config/project.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { UsageError } from "../usage-error.ts";
import { sayLetter, sayLetters } from "./dlq-words.ts";

interface LedgerOptions {
  readonly config: string;
  readonly ledger?: string;
  readonly json?: boolean;
}

interface FilterOptions extends LedgerOptions {
  readonly class?: DeadLetterFilter["class"];
  readonly code?: string;
  readonly limit: string;
}

interface DecisionOptions extends FilterOptions {
  readonly by: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

const EXAMPLES = `
Examples:
  drydock dlq list --class data
  drydock dlq show 17
  drydock dlq rerun 17 --by anna@acme-store.example --reason "item created"
  drydock dlq rerun --code LOOKUP_NOT_FOUND --dry-run --by anna --reason "items created"
  drydock dlq discard 17 --by anna@acme-store.example --reason "customer cancelled by phone"`;

export function dlqCommand(context: CommandContext): Command {
  return new Command("dlq")
    .description("the Dead Letter Queue: what waits for a human")
    .addHelpText("after", EXAMPLES)
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(rerunCommand(context))
    .addCommand(discardCommand(context));
}

function onLedger(command: Command): Command {
  return command
    .option("-c, --config <file>", "configuration that names the ledger", "drydock.yaml")
    .option("--ledger <place>", "the ledger itself, a file or postgres://…, instead of a configuration")
    .option("--json", "print the result on stdout");
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option("--class <class>", "only this class of failure").choices([...FAILURE_CLASSES]))
    .option("--code <code>", "only this code, such as LOOKUP_NOT_FOUND")
    .option("--limit <count>", "at most so many", "100");
}

function withDecision(command: Command): Command {
  return command
    .requiredOption("--by <name>", "who decides")
    .requiredOption("--reason <text>", "why; it is kept");
}

function listCommand({ terminal: terminalFor }: CommandContext): Command {
  return withFilter(onLedger(new Command("list")))
    .description("dead letters, grouped by what is wrong")
    .addHelpText("after", "\nExample:\n  drydock dlq list --class data --limit 20")
    .action(async (options: FilterOptions) => {
      const terminal = terminalFor(options);
      await atDesk(options, async (desk) => {
        const letters = await desk.list(filterOf(options));
        sayLetters(terminal, letters, await desk.groups(filterOf(options)));
        terminal.document(letters);
      });
    });
}

function showCommand({ terminal: terminalFor }: CommandContext): Command {
  return onLedger(new Command("show"))
    .description("everything about one entry: reason, advice, attempts, who did what")
    .argument("<entry>", "the entry's number")
    .option("--unmasked", "show names and addresses, and the order as received")
    .addHelpText("after", "\nExample:\n  drydock dlq show 17 --unmasked")
    .action(async (entry: string, options: LedgerOptions & { readonly unmasked?: boolean }) => {
      const terminal = terminalFor(options);
      await atDesk(options, async (desk) => {
        const letter = await desk.show(entryNumber(entry), { unmasked: options.unmasked === true });
        if (letter === undefined)
          throw new UsageError(
            `Entry ${entry} does not exist or never failed. \`drydock dlq list\` shows the dead letters.`,
          );
        sayLetter(terminal, letter);
        terminal.document(letter);
      });
    });
}

function rerunCommand({ terminal: terminalFor, ends }: CommandContext): Command {
  return withDecision(withFilter(onLedger(new Command("rerun"))))
    .description("put dead letters back to work; the source system is not asked")
    .argument("[entry]", "the entry's number; without it, all that match the filter")
    .option("--dry-run", "say what would be re-run, and re-run nothing")
    .addHelpText("after", '\nExample:\n  drydock dlq rerun 17 --by anna --reason "item created"')
    .action(async (entry: string | undefined, options: DecisionOptions) => {
      const terminal = terminalFor(options);
      const which = entry === undefined ? { filter: bulkFilterOf(options) } : { id: entryNumber(entry) };
      await atDesk(options, async (desk) => {
        const result = await desk.rerun({
          which,
          by: options.by,
          reason: options.reason,
          dryRun: options.dryRun === true,
        });
        terminal.say(
          `${result.entries.length} ${result.dryRun ? "would be re-run" : "re-run"}, ${result.leftOut.length} left out${result.more ? "; more match, raise --limit" : ""}`,
        );
        for (const { entry: left, why } of result.leftOut) terminal.say(`  #${left}: ${why}`);
        terminal.document(result);
        if (result.entries.length === 0) ends(EXIT_CODES.doesNotHold);
      });
    });
}

function discardCommand({ terminal: terminalFor, ends }: CommandContext): Command {
  return withDecision(onLedger(new Command("discard")))
    .description("close a dead letter for good; it stays on record")
    .argument("<entry>", "the entry's number")
    .addHelpText("after", '\nExample:\n  drydock dlq discard 17 --by anna --reason "cancelled by phone"')
    .action(async (entry: string, options: DecisionOptions) => {
      const terminal = terminalFor(options);
      await atDesk(options, async (desk) => {
        const discarded = await desk.discard({
          id: entryNumber(entry),
          by: options.by,
          reason: options.reason,
        });
        terminal.say(
          discarded
            ? `#${entry} is discarded.`
            : `#${entry} is not a dead letter (any more); nothing was changed.`,
        );
        terminal.document({ entry: entryNumber(entry), discarded });
        if (!discarded) ends(EXIT_CODES.doesNotHold);
      });
    });
}

async function atDesk(options: LedgerOptions, work: (desk: DeadLetterDesk) => Promise<void>): Promise<void> {
  const place = options.ledger ?? (await loadProject(options.config)).ledger;
  const ledger = await openLedger(place, systemClock);
  try {
    await work(createDeadLetterDesk({ ledger, clock: systemClock }));
  } finally {
    await ledger.close();
  }
}

function filterOf(options: FilterOptions): DeadLetterFilter {
  const limit = entryNumber(options.limit);
  return {
    limit,
    ...(options.class === undefined ? {} : { class: options.class }),
    ...(options.code === undefined ? {} : { code: options.code }),
  };
}

/** Everything at once is nobody's intention by default. */
function bulkFilterOf(options: FilterOptions): DeadLetterFilter {
  if (options.class === undefined && options.code === undefined) {
    throw new UsageError("Name an entry, or say which dead letters with --class or --code.");
  }
  return filterOf(options);
}

function entryNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`"${text}" is not a number of 1 or more.`);
  return Number(text);
}
