/** `drydock reconcile`: what the shop, the ledger and NetSuite have of each other's orders, and with `--repair` what is missing. */
import { Command } from "commander";
import { type Reconciliation, reconcileOnce } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { integrationOptionsOf } from "../config/secrets.ts";
import { loadServiceProject } from "../config/service-project.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { timeFrom } from "./ledger-options.ts";

interface ReconcileOptions {
  readonly config: string;
  readonly since?: string;
  readonly repair?: boolean;
  readonly json?: boolean;
}

const NOTES = `
Reads the shop's orders by when they last changed, since the last repair or of the last two days; orders of the last ten minutes
may still be on their way and are left out. Writes nothing without --repair, which takes in what the ledger lacks, as if its
webhook had come: orders, their last changes, and refunds that the orders speak of. Needs the secrets of \`drydock serve\` and DRYDOCK_SHOPIFY_ADMIN_TOKEN.

Exit codes: 0 the three lists agree (or were repaired), 1 they differ, 2 they could not be read.

Example:
  drydock reconcile --config drydock.yaml --since 2026-11-23 --json`;

export function reconcileCommand({ surroundings, terminal: terminalFor, ends }: CommandContext): Command {
  return new Command("reconcile")
    .description("compare the shop's orders, the ledger and NetSuite, and take in what is missing")
    .option("-c, --config <file>", "the configuration", "drydock.yaml")
    .option("--since <time>", "orders changed at or after this time, such as 2026-11-23 or 2026-11-23T18:00Z")
    .option("--repair", "take orders into the ledger that it lacks")
    .option("--json", "print the result on stdout")
    .addHelpText("after", NOTES)
    .action(async (options: ReconcileOptions) => {
      const terminal = terminalFor(options);
      const project = await loadServiceProject(options.config);
      const settings = integrationOptionsOf(project, surroundings.env);
      const { since, repair = false } = options;
      const request = { repair, ...(since === undefined ? {} : { since: timeFrom(since) }) };
      const result = await reconcileOnce(settings, request);
      if (!result.ok) throw new UsageError(`${result.failure.message} ${result.failure.advice}`);
      const left = differencesLeft(result.value);
      sayAll(terminal, result.value);
      terminal.sayVerdict(
        left === 0 ? "pass" : "fail",
        left === 0 ? "the lists agree" : `${left} differences are left`,
      );
      terminal.document({ ...result.value, differences: left });
      ends(left === 0 ? EXIT_CODES.holds : EXIT_CODES.doesNotHold);
    });
}

/** A repair closes what is missing in the ledger, and nothing else. */
function differencesLeft({ notInLedger, notInNetSuite, unknown, repaired }: Reconciliation): number {
  const mended = new Set(repaired.map(({ key }) => key));
  const missing = notInLedger.filter(({ key }) => !mended.has(key));
  return missing.length + notInNetSuite.length + unknown.length;
}

function sayAll(terminal: Terminal, found: Reconciliation): void {
  const { counts, since, until, notInLedger, notInNetSuite, unknown, repaired, unrepaired } = found;
  const span = `${new Date(since).toISOString()} to ${new Date(until).toISOString()}`;
  terminal.say(
    `${span}: ${counts.shop} orders in the shop, ${counts.ledger} ledger entries, ${counts.netsuite} sales orders.`,
  );
  const list = (title: string, lines: readonly string[]): void => {
    terminal.say(`${title}: ${lines.length}`);
    for (const line of lines) terminal.say(`  ${line}`);
  };
  list(
    "In the shop, not in the ledger",
    notInLedger.map(
      ({ key, name, missing }) => `${name} ${key}${missing === "edition" ? " (its last change)" : ""}`,
    ),
  );
  list(
    "Delivered, not in NetSuite",
    notInNetSuite.map(({ key, entry, externalId }) => `entry ${entry} ${key} as ${externalId}`),
  );
  list(
    "In NetSuite, known to nobody",
    unknown.map(({ externalId, internalId }) => `${externalId} (internal id ${internalId})`),
  );
  if (repaired.length > 0)
    list(
      "Taken in",
      repaired.map(({ key, entry }) => `${key} as entry ${entry}`),
    );
  if (unrepaired.length > 0)
    list(
      "Not taken in",
      unrepaired.map(({ key, failure }) => `${key}: ${failure.message}`),
    );
}
