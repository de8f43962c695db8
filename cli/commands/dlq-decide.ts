/** `drydock dlq resolve|discard|assign|note|tag`: decisions about one entry. */
import { Command } from "commander";
import type { DeadLetterDesk, Decided } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { UsageError } from "../usage-error.ts";
import { sayLeftOut } from "./dlq-words.ts";
import { atDesk, countFrom, type LedgerOptions, onLedger } from "./ledger-options.ts";

export interface DecisionOptions extends LedgerOptions {
  readonly by: string;
  readonly reason: string;
}

export function decisionCommands(context: CommandContext): readonly Command[] {
  return [
    resolveCommand(context),
    discardCommand(context),
    assignCommand(context),
    noteCommand(context),
    tagCommand(context),
  ];
}

/** A command about one entry, by somebody. */
export function aboutEntry(name: string): Command {
  return onLedger(new Command(name))
    .argument("<entry>", "the entry's number")
    .requiredOption("--by <name>", "who decides");
}

export const withReason = (command: Command): Command =>
  command.requiredOption("--reason <text>", "why; it is kept");

/** Says what became of it; nothing done is exit code 1. */
export async function decide(
  { terminal: terminalFor, ends }: CommandContext,
  options: LedgerOptions,
  { done, act }: { readonly done: string; readonly act: (desk: DeadLetterDesk) => Promise<Decided> },
): Promise<void> {
  const terminal = terminalFor(options);
  await atDesk(options, async (desk) => {
    const decided = await act(desk);
    if (decided.done) terminal.say(`#${decided.entry} is ${done}.`);
    else {
      terminal.say("Nothing was changed:");
      sayLeftOut(terminal, decided);
      ends(EXIT_CODES.doesNotHold);
    }
    terminal.document(decided);
  });
}

function resolveCommand(context: CommandContext): Command {
  return withReason(aboutEntry("resolve"))
    .description("close a dead letter because somebody entered the record in NetSuite by hand")
    .requiredOption("--record <type>", "NetSuite's record type, such as salesOrder")
    .requiredOption("--id <internal id>", "the record's internal id, as in its address: …?id=4711")
    .addHelpText(
      "after",
      '\nExample:\n  drydock dlq resolve 17 --record salesOrder --id 4711 --by anna --reason "entered by phone"',
    )
    .action(
      async (entry: string, options: DecisionOptions & { readonly record: string; readonly id: string }) => {
        const { by, reason, record: recordType, id: internalId } = options;
        const act = (desk: DeadLetterDesk) =>
          desk.resolve({ id: countFrom(entry), by, reason, recordType, internalId });
        await decide(context, options, { done: `resolved: it is ${recordType} ${internalId}`, act });
      },
    );
}

function discardCommand(context: CommandContext): Command {
  return withReason(aboutEntry("discard"))
    .description("close a dead letter for good; it stays on record")
    .addHelpText("after", '\nExample:\n  drydock dlq discard 17 --by anna --reason "cancelled by phone"')
    .action(async (entry: string, options: DecisionOptions) => {
      const { by, reason } = options;
      const act = (desk: DeadLetterDesk) => desk.discard({ id: countFrom(entry), by, reason });
      await decide(context, options, { done: "discarded", act });
    });
}

type Written = LedgerOptions & { readonly by: string };

function assignCommand(context: CommandContext): Command {
  return aboutEntry("assign")
    .description("say whose work an entry is")
    .option("--to <name>", "who is to look at it")
    .option("--nobody", "take the assignment back")
    .addHelpText(
      "after",
      "\nExamples:\n  drydock dlq assign 17 --to ben --by anna\n  drydock dlq assign 17 --nobody --by anna",
    )
    .action(async (entry: string, options: Written & { readonly to?: string; readonly nobody?: boolean }) => {
      const { by, to, nobody = false } = options;
      if ((to === undefined) !== nobody) throw new UsageError("Say --to <name>, or --nobody.");
      const assignee = to ?? null;
      const act = (desk: DeadLetterDesk) =>
        desk.write({ id: countFrom(entry), by, beside: { kind: "assign", assignee } });
      await decide(context, options, { done: `assigned to ${assignee ?? "nobody"}`, act });
    });
}

function noteCommand(context: CommandContext): Command {
  return aboutEntry("note")
    .description("write a note beside an entry, in the place of an earlier one")
    .argument("<text>", "the note")
    .addHelpText("after", '\nExample:\n  drydock dlq note 17 "asked the warehouse" --by anna')
    .action(async (entry: string, note: string, options: Written) => {
      const act = (desk: DeadLetterDesk) =>
        desk.write({ id: countFrom(entry), by: options.by, beside: { kind: "note", note } });
      await decide(context, options, { done: "noted", act });
    });
}

function tagCommand(context: CommandContext): Command {
  return aboutEntry("tag")
    .description("set an entry's tags, in the place of earlier ones; none takes them off")
    .argument("[tags...]", "the tags")
    .addHelpText("after", "\nExample:\n  drydock dlq tag 17 vip october --by anna")
    .action(async (entry: string, tags: readonly string[], options: Written) => {
      const act = (desk: DeadLetterDesk) =>
        desk.write({ id: countFrom(entry), by: options.by, beside: { kind: "tag", tags } });
      await decide(context, options, { done: "tagged", act });
    });
}
