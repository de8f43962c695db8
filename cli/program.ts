/** The `drydock` command: its tree, its help, and the one place where an error becomes a message and an exit code. */
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import type { CommandContext } from "./command-context.ts";
import { EXIT_CODES, type ExitCode } from "./exit-codes.ts";
import { messageFor } from "./message-for.ts";
import type { Surroundings } from "./surroundings.ts";
import { createTerminal } from "./terminal.ts";

type CommandFactory = (context: CommandContext) => Command;

/** Loaded when named, so that one command does not wait for the libraries of the others. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandFactory>>> = {
  gate: async () => (await import("./commands/gate.ts")).gateCommand,
  uat: async () => (await import("./commands/uat.ts")).uatCommand,
  plan: async () => (await import("./commands/plan.ts")).planCommand,
  loadtest: async () => (await import("./commands/loadtest.ts")).loadtestCommand,
  mapping: async () => (await import("./commands/mapping.ts")).mappingCommand,
  emulator: async () => (await import("./commands/emulator.ts")).emulatorCommand,
  serve: async () => (await import("./commands/serve.ts")).serveCommand,
  ledger: async () => (await import("./commands/ledger.ts")).ledgerCommand,
  reconcile: async () => (await import("./commands/reconcile.ts")).reconcileCommand,
  dlq: async () => (await import("./commands/dlq.ts")).dlqCommand,
  orders: async () => (await import("./commands/orders.ts")).ordersCommand,
};

const EXAMPLES = `
Examples:
  drydock gate --config examples/acme-store/drydock.yaml   the whole cutover gate
  drydock emulator --tier premium --latency typical        a NetSuite account on this machine
  drydock serve --config drydock.yaml                      the integration core, in production
  drydock dlq list                                         what waits for a human

Exit codes: 0 it holds, 1 it was tested and does not hold, 2 it could not be tested.`;

export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
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
    const program = await programOf(context, args[0]);
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? EXIT_CODES.holds : EXIT_CODES.notTested;
    context.terminal({}).say(`drydock: ${messageFor(error)}`);
    return EXIT_CODES.notTested;
  }
}

async function programOf(context: CommandContext, named: string | undefined): Promise<Command> {
  const program = new Command("drydock")
    .description("Proves a NetSuite integration before it sails.")
    .version(version())
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(see drydock --help)");
  for (const load of commandsFor(named)) program.addCommand((await load())(context));
  for (const each of [program, ...allCommandsOf(program)]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => void context.surroundings.stdout.write(text),
      writeErr: (text) => void context.surroundings.stderr.write(text),
    });
  }
  return program;
}

/** The one that was named; all of them for help, and for a name that is none of theirs. */
function commandsFor(named: string | undefined) {
  if (named === "--version" || named === "-V") return [];
  const one = named !== undefined && Object.hasOwn(COMMANDS, named) ? COMMANDS[named] : undefined;
  return one === undefined ? Object.values(COMMANDS) : [one];
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
