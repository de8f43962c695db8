/** `drydock emulator`: a NetSuite account on this machine, until it is told to stop. */
import { Command, Option } from "commander";
import {
  adminMount,
  createEmulator,
  LATENCY_PROFILES,
  SERVICE_TIERS,
  startHttpDoor,
} from "../../emulator/index.ts";
import type { CommandContext } from "../command-context.ts";
import { type AccountChoices, accountOrders } from "../emulator/account-orders.ts";
import { type AdminChoices, adminOrder } from "../emulator/admin-orders.ts";
import { type DoorChoices, doorOrders, exposureWarning, OFF, tlsPort } from "../emulator/door-orders.ts";
import { latencyChoice } from "../emulator/latency-option.ts";
import { portNumber, positiveNumber, wholeNumber } from "../emulator/option-values.ts";
import { writePrivateKeys } from "../emulator/private-keys.ts";
import { readyOf, sayReady } from "../emulator/ready.ts";
import { refusedLogin } from "../emulator/refused-login.ts";
import { restletChoice } from "../emulator/restlet-option.ts";
import { untilStopped } from "../surroundings.ts";

interface EmulatorCommandOptions extends AccountChoices, DoorChoices, AdminChoices {
  readonly timeScale: number;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  drydock emulator
  drydock emulator --port 9000 --tier standard --latency typical --time-scale 10
  drydock emulator --port 9000 --tls-port 9443 --ca-dir ~/.drydock   the same certificate authority every time
  drydock emulator --fault 'match: { method: POST }, effect: reset-after-commit, rate: 0.1' --faults chaos.yaml
  drydock emulator --account 1234567 1234567_SB1 --data examples/acme-store/netsuite.yaml --json
  drydock emulator --data netsuite.yaml netsuite-overlay.yaml   as \`drydock calibrate\` found the real one
  drydock emulator --restlet customscript_orders:customdeploy_orders=src/SuiteScripts/orders.js

A client that cannot be given another address reaches it by NetSuite's own host names through the proxy:
  HTTPS_PROXY=http://127.0.0.1:9000 NODE_EXTRA_CA_CERTS=~/.drydock/drydock-ca.pem node my-integration.js

With --json it prints one line when it is ready, with the addresses and the credentials of each account.
The credentials are made from the seed: they open this emulator and nothing else. For OAuth 2.0 (M2M) the client ID is
the consumer key; the private key, a new one every time unless --state keeps it, is in a file that is removed at the end.`;

export function emulatorCommand(context: CommandContext): Command {
  return new Command("emulator")
    .description("run a NetSuite account on this machine")
    .option("--port <number>", "for HTTP and as a proxy; 0 for any free port", portNumber, 0)
    .option(
      `--tls-port <number|${OFF}>`,
      "for HTTPS with NetSuite's host names; 0 for any free port",
      tlsPort,
      0,
    )
    .option("--host <address>", "where to listen", "127.0.0.1")
    .option(
      "--ca-dir <folder>",
      "keeps the certificate authority there; without it, in the folder of --state, else one for this run only",
    )
    .option("--account <id...>", "account ids as NetSuite writes them", ["1234567"])
    .addOption(
      new Option("--tier <tier>", "service tier").choices(Object.keys(SERVICE_TIERS)).default("premium"),
    )
    .option("--suitecloud-plus <count>", "SuiteCloud Plus licences", wholeNumber, 0)
    .option(
      "--latency <profile|ms|file>",
      `how long requests take: ${Object.keys(LATENCY_PROFILES).join(", ")}, milliseconds, or a profile of your own (.yaml, .json)`,
      latencyChoice,
      "none",
    )
    .option("--time-scale <factor>", "divides every wait", positiveNumber, 1)
    .option("--seed <number>", "for credentials, ids and latencies", wholeNumber, 1)
    .option(
      "--data <path...>",
      "master data, rules and account overlays (YAML), records (customer.csv, customer.json), or folders of these",
    )
    .option("--seed-data <counts>", "invent master data, such as customers=1000,items=200")
    .option("--restlet <script:deploy=file>", "deploy a RESTlet; may be repeated", restletChoice, [])
    .option("--state <folder>", "keep the accounts in a folder over restarts")
    .option("--fault <yaml...>", "what goes wrong, such as 'effect: reset-after-commit, rate: 0.1'")
    .option("--faults <file>", "the same from a file (YAML)")
    .addOption(
      new Option("--admin <on|off>", "the administration and its console").choices(["on", OFF]).default("on"),
    )
    .option("--admin-token <token>", "asked for by the administration (or DRYDOCK_ADMIN_TOKEN)")
    .option("--json", "print the ready line on stdout")
    .addHelpText("after", EXAMPLES)
    .action((options: EmulatorCommandOptions) => runEmulator(context, options));
}

async function runEmulator(
  { terminal: terminalFor, surroundings }: CommandContext,
  options: EmulatorCommandOptions,
): Promise<void> {
  const terminal = terminalFor({});
  const emulator = createEmulator({
    accounts: await accountOrders(options),
    timeScale: options.timeScale,
    ...(options.state === undefined
      ? {}
      : { state: { folder: options.state, onNotice: (text: string) => terminal.say(text) } }),
    onLoginRefused: (entry, accountId) => terminal.say(refusedLogin(entry, accountId)),
  });
  const warning = exposureWarning(options.host);
  if (warning !== undefined) terminal.say(warning);
  const admin = adminOrder(options, surroundings.env);
  const asked = new AbortController();
  const mounts = admin && [adminMount({ emulator, token: admin.token, shutDown: () => asked.abort() })];
  const door = await startHttpDoor(emulator, { ...doorOrders(options), ...(mounts && { mounts }) });
  const keys = writePrivateKeys(emulator.accounts, options.state);
  const ready = readyOf({ door, accounts: emulator.accounts, keys, admin });
  if (options.json === true) surroundings.stdout.write(`${JSON.stringify(ready)}\n`);
  sayReady(terminal, ready);
  await Promise.race([untilStopped(surroundings.stop), untilStopped(asked.signal)]);
  await door.close();
  keys.remove();
  emulator.close();
}
