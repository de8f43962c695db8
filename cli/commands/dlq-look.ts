/** `drydock dlq list|show|stats|export`: looks at dead letters and changes nothing. */
import { Command, Option } from "commander";
import { CSV_HEAD, csvRows, type DeadLetter, type DeadLetterDesk } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { UsageError } from "../usage-error.ts";
import { sayLetter, sayLetters, sayPending, sayStats } from "./dlq-words.ts";
import {
  atDesk,
  countFrom,
  type FilterOptions,
  filterOf,
  type LedgerOptions,
  onLedger,
  withFilter,
} from "./ledger-options.ts";

interface Unmasked {
  readonly unmasked?: boolean;
}

const UNMASKED = ["--unmasked", "show names and addresses as they are"] as const;

export function lookCommands(context: CommandContext): readonly Command[] {
  return [listCommand(context), showCommand(context), statsCommand(context), exportCommand(context)];
}

function listCommand({ terminal: terminalFor }: CommandContext): Command {
  return withFilter(onLedger(new Command("list")), "100")
    .description("dead letters, grouped by what is wrong")
    .option("--pending", "instead, what was re-run and has no result yet")
    .option(...UNMASKED)
    .addHelpText(
      "after",
      "\nExamples:\n  drydock dlq list --class data --limit 20\n  drydock dlq list --assignee ben --older-than 2d\n  drydock dlq list --pending",
    )
    .action(async (options: FilterOptions & Unmasked & { readonly pending?: boolean }) => {
      const terminal = terminalFor(options);
      const filter = filterOf(options);
      const showing = { unmasked: options.unmasked === true };
      await atDesk(options, async (desk) => {
        if (options.pending === true) {
          const pending = await desk.pending(filter, showing);
          sayPending(terminal, pending);
          terminal.document(pending);
          return;
        }
        const letters = await desk.list(filter, showing);
        sayLetters(terminal, letters, await desk.groups(filter));
        terminal.document(letters);
      });
    });
}

function showCommand({ terminal: terminalFor }: CommandContext): Command {
  return onLedger(new Command("show"))
    .description("everything about one entry: reason, advice, attempts, what holds it up, who did what")
    .argument("<entry>", "the entry's number")
    .option("--unmasked", "show names and addresses, and the order as received and as edited")
    .addHelpText("after", "\nExample:\n  drydock dlq show 17 --unmasked")
    .action(async (entry: string, options: LedgerOptions & Unmasked) => {
      const terminal = terminalFor(options);
      await atDesk(options, async (desk) => {
        const letter = await desk.show(countFrom(entry), { unmasked: options.unmasked === true });
        if (letter === undefined)
          throw new UsageError(`Entry ${entry} does not exist. \`drydock dlq list\` shows the dead letters.`);
        sayLetter(terminal, letter);
        terminal.document(letter);
      });
    });
}

function statsCommand({ terminal: terminalFor }: CommandContext): Command {
  return withFilter(onLedger(new Command("stats")))
    .description("how many dead letters, by class, code and day, and which re-runs have no result yet")
    .addHelpText("after", "\nExample:\n  drydock dlq stats --since 2026-11-20 --json")
    .action(async (options: FilterOptions) => {
      const terminal = terminalFor(options);
      await atDesk(options, async (desk) => {
        const stats = await desk.stats(filterOf(options));
        sayStats(terminal, stats);
        terminal.document(stats);
      });
    });
}

interface ExportOptions extends FilterOptions, Unmasked {
  readonly format: "csv" | "json";
}

function exportCommand({ terminal: terminalFor, surroundings }: CommandContext): Command {
  return withFilter(onLedger(new Command("export")))
    .description("write all dead letters that match to stdout")
    .addOption(
      new Option("--format <format>", "csv for a spreadsheet, json").choices(["csv", "json"]).default("csv"),
    )
    .option("--limit <count>", "at most so many; all without it")
    .option(...UNMASKED)
    .addHelpText(
      "after",
      "\nExamples:\n  drydock dlq export > dead-letters.csv\n  drydock dlq export --format json --assignee ben > bens.json",
    )
    .action(async (options: ExportOptions) => {
      const format = options.json === true ? "json" : options.format;
      await atDesk(options, async (desk) => {
        const count = await exportTo((text) => surroundings.stdout.write(text), desk, { ...options, format });
        terminalFor({}).say(`${count} exported${options.unmasked === true ? ", unmasked" : ", masked"}.`);
      });
    });
}

/** How each form begins, goes on and ends; a page at a time, so that any number fits into the memory. */
const FORMS = {
  csv: { head: CSV_HEAD, page: csvRows, tail: "" },
  json: {
    head: "[",
    page: (letters: readonly DeadLetter[], isFirst: boolean) =>
      letters.map((each, index) => `${isFirst && index === 0 ? "" : ","}\n${JSON.stringify(each)}`).join(""),
    tail: "\n]\n",
  },
} as const;

async function exportTo(
  write: (text: string) => unknown,
  desk: DeadLetterDesk,
  options: ExportOptions,
): Promise<number> {
  const { head, page, tail } = FORMS[options.format];
  let count = 0;
  write(head);
  for await (const letters of desk.pages(filterOf(options), { unmasked: options.unmasked === true })) {
    write(page(letters, count === 0));
    count += letters.length;
  }
  write(tail);
  return count;
}
