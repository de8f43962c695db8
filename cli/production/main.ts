/** The command of the production image: the service and what works on its ledger. */
import { runCommands } from "../run-commands.ts";
import { runProcess } from "../run-process.ts";
import { SERVICE_COMMANDS } from "./service-commands.ts";

const EXAMPLES = `
Examples:
  serve --config /config/drydock.yaml       the integration core
  dlq list --config /config/drydock.yaml    what waits for a human
  reconcile --config /config/drydock.yaml   the shop, the ledger and NetSuite compared
  ledger backup /data/copy.sqlite           a copy of the ledger

Exit codes: 0 done, 1 it does not hold, 2 it could not be done.`;

await runProcess((args, surroundings) =>
  runCommands(
    { about: "The integration core, in production.", examples: EXAMPLES, commands: SERVICE_COMMANDS },
    args,
    surroundings,
  ),
);
