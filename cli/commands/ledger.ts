/** `drydock ledger`: copies the ledger, and forgets personal data in what is finished. */
import { Command } from "commander";
import { backUpSqliteLedger, systemClock } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { UsageError } from "../usage-error.ts";
import { atLedger, type LedgerOptions, onLedger, placeFrom, timeFrom } from "./ledger-options.ts";

const EXAMPLES = `
Examples:
  drydock ledger backup /backup/ledger-2026-11-23.sqlite
  drydock ledger redact --key gid://shopify/Order/820982911946154508 --by anna --reason "erasure request"
  drydock ledger redact --finished-before 2026-08-01 --by anna --reason "kept for 90 days"`;

export function ledgerCommand(context: CommandContext): Command {
  return new Command("ledger")
    .description("the ledger itself: copy it, forget personal data")
    .addHelpText("after", EXAMPLES)
    .addCommand(backupCommand(context))
    .addCommand(redactCommand(context));
}

function backupCommand({ terminal: terminalFor }: CommandContext): Command {
  return onLedger(new Command("backup"))
    .description("write a whole, consistent copy of a ledger file, beside the running service")
    .argument("<file>", "the copy; it must not exist yet")
    .addHelpText("after", "\nExample:\n  drydock ledger backup /backup/ledger-2026-11-23.sqlite")
    .action(async (copy: string, options: LedgerOptions) => {
      const terminal = terminalFor(options);
      const place = await placeFrom(options);
      if (!("file" in place))
        throw new UsageError(
          "This ledger is in PostgreSQL. Copy it with PostgreSQL's own pg_dump, such as: pg_dump --schema=drydock --format=custom.",
        );
      await backUpSqliteLedger({ ...place, clock: systemClock }, copy);
      terminal.say(`The ledger ${place.file} is copied to ${copy}.`);
      terminal.document({ ledger: place.file, copy });
    });
}

interface RedactOptions extends LedgerOptions {
  readonly key?: string;
  readonly flow: string;
  readonly finishedBefore?: string;
  readonly by: string;
  readonly reason: string;
}

function redactCommand({ terminal: terminalFor }: CommandContext): Command {
  return onLedger(new Command("redact"))
    .description("take the orders' bytes out of finished entries, and out of what was sent for them")
    .option("--key <key>", "of this source record, such as gid://shopify/Order/820982911946154508")
    .option("--flow <flow>", "the flow of the key", "shopify-orders")
    .option("--finished-before <time>", "of everything that was finished before this time")
    .requiredOption("--by <name>", "who decides")
    .requiredOption("--reason <text>", "why; it is kept")
    .addHelpText(
      "after",
      '\nKeys and history stay, so that a second delivery is still known. What still waits for a human is left alone.\n\nExample:\n  drydock ledger redact --finished-before 2026-08-01 --by anna --reason "kept for 90 days"',
    )
    .action(async (options: RedactOptions) => {
      const terminal = terminalFor(options);
      const which = whichOf(options);
      await atLedger(options, async (ledger) => {
        const { by, reason } = options;
        const redacted = await ledger.redact({ which, by, reason, now: systemClock.now() });
        terminal.say(`${redacted} entries redacted.`);
        terminal.document({ redacted });
      });
    });
}

function whichOf({ key, flow, finishedBefore }: RedactOptions) {
  if (key !== undefined && finishedBefore === undefined) return { flow, key };
  if (key === undefined && finishedBefore !== undefined) return { finishedBefore: timeFrom(finishedBefore) };
  throw new UsageError("Say either --key, or --finished-before.");
}
