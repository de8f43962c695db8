/** The `drydock` command: its tree and its help. */
import type { ExitCode } from "./exit-codes.ts";
import { SERVICE_COMMANDS } from "./production/service-commands.ts";
import { type Program, runCommands } from "./run-commands.ts";
import type { Surroundings } from "./surroundings.ts";

const EXAMPLES = `
Examples:
  drydock gate --config examples/acme-store/drydock.yaml   the whole cutover gate
  drydock emulator --tier premium --latency typical        a NetSuite account on this machine
  drydock serve --config drydock.yaml                      the integration core, in production
  drydock dlq list                                         what waits for a human

Exit codes: 0 it holds, 1 it was tested and does not hold, 2 it could not be tested.`;

const DRYDOCK: Program = {
  about: "Proves a NetSuite integration before it sails.",
  examples: EXAMPLES,
  commands: {
    gate: async () => (await import("./commands/gate.ts")).gateCommand,
    uat: async () => (await import("./commands/uat.ts")).uatCommand,
    calibrate: async () => (await import("./commands/calibrate.ts")).calibrateCommand,
    plan: async () => (await import("./commands/plan.ts")).planCommand,
    loadtest: async () => (await import("./commands/loadtest.ts")).loadtestCommand,
    mapping: async () => (await import("./commands/mapping.ts")).mappingCommand,
    emulator: async () => (await import("./commands/emulator.ts")).emulatorCommand,
    ...SERVICE_COMMANDS,
    orders: async () => (await import("./commands/orders.ts")).ordersCommand,
  },
};

export const runProgram = (args: readonly string[], surroundings: Surroundings): Promise<ExitCode> =>
  runCommands(DRYDOCK, args, surroundings);
