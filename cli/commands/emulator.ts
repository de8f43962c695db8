/** `drydock emulator`: a NetSuite account on this machine, until it is told to stop. */
import { Command, InvalidArgumentError, Option } from "commander";
import {
  type Account,
  createEmulator,
  LATENCY_PROFILES,
  type LatencyProfile,
  type LoginAuditEntry,
  SERVICE_TIERS,
  type ServiceTier,
  startHttpDoor,
  type TbaCredentials,
} from "../../emulator/index.ts";
import type { CommandContext } from "../command-context.ts";
import { accountDataOf } from "../config/project.ts";
import { untilStopped } from "../surroundings.ts";
import type { Terminal } from "../terminal.ts";

interface EmulatorCommandOptions {
  readonly port: number;
  readonly account: readonly string[];
  readonly tier: ServiceTier;
  readonly suitecloudPlus: number;
  readonly latency: LatencyProfile;
  readonly timeScale: number;
  readonly seed: number;
  readonly data?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  drydock emulator
  drydock emulator --port 9000 --tier standard --latency typical --time-scale 10
  drydock emulator --account 1234567 1234567_SB1 --data examples/acme-store/netsuite.yaml --json

With --json it prints one line when it is ready, with the address and the credentials of each account.
The credentials are made from the seed: they open this emulator and nothing else.`;

export function emulatorCommand({ terminal: terminalFor, surroundings }: CommandContext): Command {
  return new Command("emulator")
    .description("run a NetSuite account on this machine")
    .option("--port <number>", "0 for any free port", portNumber, 0)
    .option("--account <id...>", "account ids as NetSuite writes them", ["1234567"])
    .addOption(
      new Option("--tier <tier>", "service tier").choices(Object.keys(SERVICE_TIERS)).default("premium"),
    )
    .option("--suitecloud-plus <count>", "SuiteCloud Plus licences", wholeNumber, 0)
    .addOption(
      new Option("--latency <profile>", "how long requests take")
        .choices(Object.keys(LATENCY_PROFILES))
        .default("none"),
    )
    .option("--time-scale <factor>", "divides every wait", positiveNumber, 1)
    .option("--seed <number>", "for credentials, ids and latencies", wholeNumber, 1)
    .option("--data <file>", "master data and account rules (YAML)")
    .option("--json", "print the ready line on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (options: EmulatorCommandOptions) => {
      const { tier, suitecloudPlus: suiteCloudPlus, latency, timeScale, seed } = options;
      const data =
        options.data === undefined ? { masterData: [], rules: {} } : await accountDataOf(options.data);
      const terminal = terminalFor({});
      const emulator = createEmulator({
        accounts: options.account.map((accountId) => ({
          accountId,
          tier,
          suiteCloudPlus,
          latency,
          seed,
          ...data,
        })),
        timeScale,
        onLoginRefused: (entry, accountId) => terminal.say(refusedLogin(entry, accountId)),
      });
      const door = await startHttpDoor(emulator, { port: options.port });
      const accounts = emulator.accounts.map((account) => ({
        accountId: account.accountId,
        tier: account.tier,
        suiteCloudPlus: account.suiteCloudPlus,
        concurrencyLimit: account.concurrencyLimit,
        ...account.credentials,
      }));
      if (options.json === true) {
        surroundings.stdout.write(`${JSON.stringify({ event: "ready", url: door.url, accounts })}\n`);
      }
      sayReady(terminal, door.url, accounts);
      await untilStopped(surroundings.stop);
      await door.close();
    });
}

function sayReady(
  terminal: Terminal,
  url: string,
  accounts: readonly (TbaCredentials & Pick<Account, "accountId" | "tier" | "concurrencyLimit">)[],
): void {
  terminal.say(`NetSuite answers at ${url}/services/rest/record/v1 — Ctrl-C stops it.`);
  for (const account of accounts) {
    terminal.say(
      `\naccount ${account.accountId}: ${account.tier}, concurrency limit ${account.concurrencyLimit}`,
    );
    for (const name of ["consumerKey", "consumerSecret", "tokenId", "tokenSecret"] as const) {
      terminal.say(`  ${name.padEnd(15)} ${account[name]}`);
    }
  }
}

/** What the caller is never told: NetSuite keeps it in the Login Audit Trail. */
function refusedLogin(entry: LoginAuditEntry, accountId: string): string {
  const { detail, method, path, hint, expectedBaseString } = entry;
  return [
    `login refused by ${accountId}: ${detail}, ${method} ${path}`,
    ...(hint === undefined ? [] : [`  ${hint}`]),
    ...(expectedBaseString === undefined ? [] : [`  expected base string: ${expectedBaseString}`]),
  ].join("\n");
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError("Ports end at 65535.");
  return port;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number of 0 or more.");
  return Number(text);
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}
