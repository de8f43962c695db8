/** A command made of sub-commands: its help, and the one place where an error becomes a message and an exit code. */
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import type { CommandContext } from "./command-context.ts";
import { EXIT_CODES, type ExitCode } from "./exit-codes.ts";
import { messageFor } from "./message-for.ts";
import type { Surroundings } from "./surroundings.ts";
import { createTerminal } from "./terminal.ts";

type CommandFactory = (context: CommandContext) => Command;

export interface Program {
  readonly about: string;
  readonly examples: string;
  /** Loaded when named, so that one command does not wait for the libraries of the others. */
  readonly commands: Readonly<Record<string, () => Promise<CommandFactory>>>;
}

export async function runCommands(
  program: Program,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.holds;
  const color = surroundings.stderr.isTTY === true && surroundings.env["NO_COLOR"] === undefined;
  const context: CommandContext = {
    surroundings,
    terminal: ({ json = false }) => createTerminal(surroundings, { json, color }),
    ends: (code) => {
      exitCode = code;
    },
  };
  try {
    const command = await commandOf(program, context, args[0]);
    await command.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? EXIT_CODES.holds : EXIT_CODES.notTested;
    context.terminal({}).say(`drydock: ${messageFor(error)}`);
    return EXIT_CODES.notTested;
  }
}

async function commandOf(
  { about, examples, commands }: Program,
  context: CommandContext,
  named: string | undefined,
): Promise<Command> {
  const command = new Command("drydock")
    .description(about)
    .version(version())
    .addHelpText("after", examples)
    .showHelpAfterError("(see drydock --help)");
  for (const load of commandsFor(commands, named)) command.addCommand((await load())(context));
  for (const each of [command, ...allCommandsOf(command)]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => void context.surroundings.stdout.write(text),
      writeErr: (text) => void context.surroundings.stderr.write(text),
    });
  }
  return command;
}

/** The one that was named; all of them for help, and for a name that is none of theirs. */
function commandsFor(commands: Program["commands"], named: string | undefined) {
  if (named === "--version" || named === "-V") return [];
  const one = named !== undefined && Object.hasOwn(commands, named) ? commands[named] : undefined;
  return one === undefined ? Object.values(commands) : [one];
}

function allCommandsOf(command: Command): readonly Command[] {
  return command.commands.flatMap((each) => [each, ...allCommandsOf(each)]);
}

/** The package's own version: package.json stands one level up in the source and two in the build. */
function version(): string {
  for (const path of ["../package.json", "../../package.json"]) {
    try {
      const manifest: { name?: string; version?: string } = JSON.parse(
        readFileSync(new URL(path, import.meta.url), "utf8"),
      );
      if (manifest.name === "netsuite-drydock") return manifest.version ?? "unknown";
    } catch {
      // Not there: look one level further up.
    }
  }
  return "unknown";
}
