/** `drydock dlq rerun`: puts one dead letter back to work, or all that match, and can be stopped half-way. */
import { Command } from "commander";
import type { RerunResult } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import { sayLeftOut } from "./dlq-words.ts";
import {
  atDesk,
  bulkFilterOf,
  countFrom,
  type FilterOptions,
  onLedger,
  withFilter,
} from "./ledger-options.ts";

interface RerunOptions extends FilterOptions {
  readonly by: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

const EXAMPLES = `
Examples:
  drydock dlq rerun 17 --by anna --reason "item created"
  drydock dlq rerun --code LOOKUP_NOT_FOUND --dry-run --by anna --reason "items created"
  drydock dlq rerun --class transient --since 2026-11-27 --limit 5000 --by anna --reason "NetSuite is back"

A re-run of many leaves out what is not safe to re-run, lets live orders go first and takes half of the slots at most.
Ctrl-C ends it after the page under way and says what was done.`;

export function rerunCommand({ terminal: terminalFor, ends, surroundings }: CommandContext): Command {
  return withFilter(onLedger(new Command("rerun")), "100")
    .description("put dead letters back to work; the source system is not asked")
    .argument("[entry]", "the entry's number; without it, all that match the filter")
    .requiredOption("--by <name>", "who decides")
    .requiredOption("--reason <text>", "why; it is kept")
    .option("--dry-run", "say what would be re-run, and re-run nothing")
    .addHelpText("after", EXAMPLES)
    .action(async (entry: string | undefined, options: RerunOptions) => {
      const terminal = terminalFor(options);
      const which = entry === undefined ? { filter: bulkFilterOf(options) } : { id: countFrom(entry) };
      await stoppable(surroundings.stop, async (stop) => {
        await atDesk(options, async (desk) => {
          const result = await desk.rerun({
            which,
            by: options.by,
            reason: options.reason,
            dryRun: options.dryRun === true,
            stop,
            onProgress: ({ done, leftOut }) => terminal.progress(`${done} re-run, ${leftOut} left out …`),
          });
          sayResult(terminal, result);
          terminal.document(result);
          if (result.entries.length === 0 || result.stopped) ends(EXIT_CODES.doesNotHold);
        });
      });
    });
}

/** While somebody listens, a first Ctrl-C is a request and not the end of the process. */
async function stoppable(stop: AbortSignal, work: (stop: AbortSignal) => Promise<void>): Promise<void> {
  const listen = (): void => undefined;
  stop.addEventListener("abort", listen);
  try {
    await work(stop);
  } finally {
    stop.removeEventListener("abort", listen);
  }
}

function sayResult(terminal: Terminal, result: RerunResult): void {
  const { entries, leftOut, groups, dryRun } = result;
  terminal.say(
    `${entries.length} ${dryRun ? "would be re-run" : "re-run"}, ${leftOut.length} left out${endOf(result)}`,
  );
  if (dryRun) {
    for (const { count, code, example } of groups) terminal.say(`  ${count} x ${code}: ${example}`);
  }
  for (const each of leftOut) sayLeftOut(terminal, each);
}

function endOf({ stopped, more }: RerunResult): string {
  if (stopped) return "; stopped, the others are as they were";
  return more ? "; more match, raise --limit" : "";
}
